package regress

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/stat/ppml"
)

// separatedPanel has rows that a combination of regressors separates: z is
// above zero on lines 6, 8 and 14 alone, where trade is zero, so its
// coefficient runs to minus infinity (Correia, Guimarães and Zylkin 2019); all
// rows of exporter D, lines 12 and 13, are zeros; line 3 lacks a value. An empty
// line and a field of two lines put lines and rows apart.
const separatedPanel = `exporter,trade,x,z,note
A,3,1,0,""
A,,2,0,""
A,2,3,0,"a note
of two lines"
A,0,4,1,""

A,0,2,2,""
B,4,1,0,""
B,5,6,0,""
B,6,2,0,""
D,0,1,0,""
D,0,2,0,""
B,0,3,1,""
B,1,4,0,""
`

func TestDroppedRows(t *testing.T) {
	csvPath, parquetPath := bothFiles(t, separatedPanel)
	zipped := filepath.Join(t.TempDir(), "panel.csv.gz")
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprint(z, separatedPanel)
	z.Close()
	if err := os.WriteFile(zipped, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]struct{ word, missing, zeros, separated, note, list string }{
		csvPath:     {"line", "[3]", "[12,13]", "[6,8,14]", "separated lines: 6, 8, 14", "1,3,missing|1,6,sep|1,8,sep|1,12,zero|1,13,zero|1,14,sep|"},
		zipped:      {"line", "[3]", "[12,13]", "[6,8,14]", "separated lines: 6, 8, 14", "1,3,missing|1,6,sep|1,8,sep|1,12,zero|1,13,zero|1,14,sep|"},
		parquetPath: {"row", "[2]", "[9,10]", "[4,5,11]", "separated rows: 4, 5, 11", "1,2,missing|1,4,sep|1,5,sep|1,9,zero|1,10,zero|1,11,sep|"},
	} {
		e, err := FitFile(context.Background(), FitOptions{Data: path, Formula: "trade ~ x + z | exporter"})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		dropped := fmt.Sprintf(`"dropped":[{"why":"missing value in trade","n":1,"rows":%s},{"why":%q,"n":2,"rows":%s},{"why":%q,"n":3,"rows":%s}]`,
			want.missing, ppml.WhyZeroGroup, want.zeros, ppml.WhySeparated, want.separated)
		if !strings.Contains(string(text), dropped) {
			t.Errorf("%s: %s, want %s", path, text, dropped)
		}
		if note, err := e.SeparatedNote(); err != nil || note != want.note {
			t.Errorf("%s: %q, %v", path, note, err)
		}
		var list bytes.Buffer
		if err := WriteDropped(&list, []*Estimate{e}); err != nil {
			t.Fatal(err)
		}
		short := strings.NewReplacer("\n", "|", "missing value in trade", "missing", ppml.WhyZeroGroup, "zero", ppml.WhySeparated, "sep").Replace(list.String())
		if short != "model,"+want.word+",why|"+want.list {
			t.Errorf("%s: %s", path, list.String())
		}
	}
	// The condition leaves rows out before the estimator counts.
	e, err := FitFile(context.Background(), FitOptions{Data: csvPath, Formula: "trade ~ x + z | exporter", Where: "exporter != 'D' && x < 6"})
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := json.Marshal(e); !strings.Contains(string(text), `"rows":[6,8,14]`) {
		t.Errorf("%s", text)
	}
}

// Many rows of a reason are for WriteDropped; separated ones are listed.
func TestManyDroppedRows(t *testing.T) {
	var b strings.Builder
	b.WriteString("exporter,trade,x,z\n")
	for i := range 3 * (listedRows + 1) {
		trade, z, exporter := fmt.Sprint(1+i%7), 0, "A"
		switch i % 3 {
		case 0:
			trade = ""
		case 1:
			trade, z = "0", 1
		}
		fmt.Fprintf(&b, "%s,%s,%d,%d\n", exporter, trade, i%5, z)
	}
	path, _ := bothFiles(t, b.String())
	e, err := FitFile(context.Background(), FitOptions{Data: path, Formula: "trade ~ x + z"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var back struct {
		Dropped []struct {
			Why  string
			N    int
			Rows []int
		}
	}
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if d := back.Dropped; len(d) != 2 || d[0].N != listedRows+1 || d[0].Rows != nil || d[1].N != listedRows+1 || len(d[1].Rows) != d[1].N || d[1].Rows[1] != 6 {
		t.Errorf("%+v", d)
	}
	if note, _ := e.SeparatedNote(); !strings.HasSuffix(note, "27, 30, … (101 in all)") {
		t.Error(note)
	}
}
