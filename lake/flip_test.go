package lake

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/source/tidy"
)

// answers are all rows of a lake as text, or the error of asking.
func answers(dir string) (string, error) {
	l, err := Open(context.Background(), dir, visits)
	if err != nil {
		return "", err
	}
	defer l.Close()
	var b strings.Builder
	for _, t := range []string{"trade_total", "trade", "trade_all", "visit", "source"} {
		err := l.Each(context.Background(), "SELECT * FROM "+t, nil, func(row *Row) error {
			fmt.Fprintln(&b, row.Values()...)
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// A byte flipped in any file of a lake is an error or changes no answer: 200
// places of each kind of file, one bit or the whole byte. The oracle is the
// answers of the lake before.
func TestAFlippedByteIsNeverANumber(t *testing.T) {
	dir := t.TempDir()
	if _, err := bring(t, dir, manyRows(300, 1), tidy.Options{}, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	products := "reporter,partner,year,flow,product,value\nCHN,RUS,2017,X,01,5\nCHN,RUS,2017,X,27,7.25\nCHN,RUS,2016,X,27,\n"
	o := optionsOf("1")
	o.Meta.ID = "products"
	if _, err := bring(t, dir, products, o, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := bringVisits(t, dir, "1", "RUS|CHN|2018|3|1|\nCHN|RUS|2019|4|17|x\nbad\n", true); err != nil {
		t.Fatal(err)
	}
	want, err := answers(dir)
	if err != nil || !strings.Contains(want, "7.25") || !strings.Contains(want, "2019") {
		t.Fatal(err, want)
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	var files []string
	err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != "lock" {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) < 7 {
		t.Fatal(files, err)
	}
	told, silent := 0, 0
	for _, path := range files {
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for range 200 {
			at := random.IntN(len(whole))
			change := byte(1) << random.IntN(8)
			if random.IntN(4) == 0 {
				change = byte(1 + random.IntN(255))
			}
			flipped := append([]byte(nil), whole...)
			flipped[at] ^= change
			if err := os.WriteFile(path, flipped, 0o666); err != nil {
				t.Fatal(err)
			}
			got, err := answers(dir)
			switch {
			case err != nil:
				told++
			case got == want:
				silent++
			default:
				t.Errorf("%s, byte %d ^ %#x: the answers changed and nobody said so", path, at, change)
			}
		}
		if err := os.WriteFile(path, whole, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d flips were told, %d changed nothing", told, silent)
	if got, err := answers(dir); err != nil || got != want {
		t.Errorf("mended, the lake answers otherwise: %v", err)
	}
	if n, size, err := Verify(context.Background(), dir); err != nil || n < 4 || size == 0 {
		t.Errorf("verified: %d files, %d bytes, %v", n, size, err)
	}
}
