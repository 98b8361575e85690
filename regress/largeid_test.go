package regress

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// Products and firms have numbers of sixteen digits and more, in which doubles
// run together. The oracle is counting the rows written.
func TestIdentitiesBeyondDoubles(t *testing.T) {
	type row struct {
		Y  int64 `parquet:"y"`
		X  int64 `parquet:"x"`
		ID int64 `parquet:"id"`
	}
	var rows []row
	text := "y,x,id\n"
	for i := range int64(60) {
		rows = append(rows, row{i * i % 7, i % 5, 10000000000000001 + i%6})
		text += fmt.Sprintf("%d,%d,%d\n", rows[i].Y, rows[i].X, rows[i].ID)
	}
	dir := t.TempDir()
	ofText, ofNumbers := filepath.Join(dir, "panel.csv"), filepath.Join(dir, "panel.parquet")
	if err := errors.Join(os.WriteFile(ofText, []byte(text), 0o600), parquet.WriteFile(ofNumbers, rows)); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{ofText, ofNumbers} {
		for condition, want := range map[string]int{"id == 10000000000000003": 10, "id < 10000000000000003": 20, "id in (10000000000000002, 10000000000000003)": 20, "id == '10000000000000003'": 10} {
			e, err := FitFile(context.Background(), FitOptions{Data: path, Formula: "y ~ x", Where: condition})
			if err != nil {
				t.Fatal(err)
			}
			if e.N != want || e.NExcluded != 60-want {
				t.Errorf("%s, %s: %d rows, want %d", path, condition, e.N, want)
			}
		}
		e, err := FitFile(context.Background(), FitOptions{Data: path, Formula: "y ~ x + i(id, ref = 10000000000000003)"})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, c := range e.Coef[2:] {
			names = append(names, strings.TrimPrefix(c.Name, "id::1000000000000000"))
		}
		if !slices.Equal(names, []string{"1", "2", "4", "5", "6"}) {
			t.Errorf("%s: %q", path, names)
		}
	}
}

// The cases' README: 89 rows, where doubles take 229.
func TestIdentityCase(t *testing.T) {
	e, err := FitFile(context.Background(), FitOptions{Data: caseFile(t, "05-where-bigint", "big.csv"), Formula: "y ~ x", Where: "ids == 10000000000000003"})
	if err != nil || e.N != 89 {
		t.Errorf("%v, %d rows, want 89", err, e.N)
	}
}
