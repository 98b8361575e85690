package ppml

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// dataDir is where the public data sets are, if they are there.
func dataDir(t testing.TB) string {
	dir := os.Getenv("DYAD_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(filepath.Join(dir, "gravity")); err != nil {
		t.Skip("the public gravity data are not here (set DYAD_DATA to find them)")
	}
	return dir
}

// table is a small column store for tests.
type table struct {
	columns map[string][]string
	n       int
}

func readTable(t testing.TB, path string) *table {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var reader io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if reader, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	records, err := csv.NewReader(reader).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	d := &table{columns: map[string][]string{}, n: len(records) - 1}
	for c, name := range records[0] {
		values := make([]string, d.n)
		for i := range values {
			values[i] = records[i+1][c]
		}
		d.columns[name] = values
	}
	return d
}

// where keeps the rows for which keep is true.
func (d *table) where(keep func(i int) bool) *table {
	out := &table{columns: map[string][]string{}}
	for i := range d.n {
		if keep(i) {
			out.n++
			for name, v := range d.columns {
				out.columns[name] = append(out.columns[name], v[i])
			}
		}
	}
	return out
}

func (d *table) numbers(name string) []float64 {
	values := make([]float64, d.n)
	for i, s := range d.columns[name] {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			v = math.NaN()
		}
		values[i] = v
	}
	return values
}

func (d *table) regressors(names ...string) []Regressor {
	var list []Regressor
	for _, name := range names {
		list = append(list, Regressor{name, d.numbers(name)})
	}
	return list
}

// factor is the interaction of the columns named, joined by ^.
func (d *table) factor(name string) Factor {
	f := Factor{Name: name, ID: make([]int32, d.n)}
	number := map[string]int32{}
	for i := range d.n {
		key := ""
		for _, part := range strings.Split(name, "^") {
			key += d.columns[part][i] + "\x00"
		}
		g, ok := number[key]
		if !ok {
			g = int32(len(number))
			number[key] = g
		}
		f.ID[i] = g
	}
	f.Groups = len(number)
	return f
}

type reference struct {
	ID       string             `json:"id"`
	N        int                `json:"nobs_used"`
	Deviance *float64           `json:"deviance"`
	LogLik   *float64           `json:"loglik"`
	Coef     map[string]float64 `json:"coef"`
	Fixest   map[string]float64 `json:"se_fixest_default"`
	Stata    map[string]float64 `json:"se_stata_GoverGm1_noK"`
}

func references(t testing.TB, dir string) map[string]reference {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "..", "reference", "gravity.json"))
	if err != nil {
		t.Skip("the reference estimates are not here")
	}
	var list []reference
	if err := json.Unmarshal(raw, &list); err != nil {
		t.Fatal(err)
	}
	byID := map[string]reference{}
	for _, r := range list {
		byID[r.ID] = r
	}
	return byID
}
