package regress

import (
	"context"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dyad/internal/hint"

	"github.com/parquet-go/parquet-go"
)

// bothFiles writes a table as CSV and as Parquet: a column is of numbers if all
// its fields are, else of texts.
func bothFiles(t *testing.T, text string) (csvPath, parquetPath string) {
	t.Helper()
	dir := t.TempDir()
	csvPath, parquetPath = filepath.Join(dir, "panel.csv"), filepath.Join(dir, "panel.parquet")
	if err := os.WriteFile(csvPath, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	group := parquet.Group{}
	numeric := map[string]bool{}
	for k, name := range records[0] {
		numeric[name] = true
		for _, r := range records[1:] {
			if _, err := strconv.ParseFloat(r[k], 64); err != nil && r[k] != "" {
				numeric[name] = false
			}
		}
		group[name] = parquet.Optional(parquet.String())
		if numeric[name] {
			group[name] = parquet.Optional(parquet.Leaf(parquet.DoubleType))
		}
	}
	schema := parquet.NewSchema("panel", group)
	file, err := os.Create(parquetPath)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w := parquet.NewWriter(file, schema)
	for _, r := range records[1:] {
		row := make(parquet.Row, len(r))
		for k, name := range records[0] {
			leaf, _ := schema.Lookup(name)
			value, level := parquet.NullValue(), 0
			if r[k] != "" {
				level = 1
				value = parquet.ByteArrayValue([]byte(r[k]))
				if numeric[name] {
					v, _ := strconv.ParseFloat(r[k], 64)
					value = parquet.DoubleValue(v)
				}
			}
			row[leaf.ColumnIndex] = value.Level(0, level, leaf.ColumnIndex)
		}
		if _, err := w.WriteRows([]parquet.Row{row}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return csvPath, parquetPath
}

const soundPanel = `exporter,importer,year,pair,trade,rta,size
AUT,BEL,2000,1,3,0,7
AUT,CHE,2000,2,4,1,7
BEL,AUT,2000,3,2,1,5
BEL,CHE,2000,4,5,0,5
CHE,AUT,2000,5,6,0,4
CHE,BEL,2000,6,1,1,4
AUT,BEL,2001,1,9,1,8
AUT,CHE,2001,2,3,0,8
BEL,AUT,2001,3,4,0,6
BEL,CHE,2001,4,8,1,6
CHE,AUT,2001,5,7,1,3
CHE,BEL,2001,6,2,0,3
`

// Bad data are refused with the file, the line of a CSV or the row of a
// Parquet file, the column, and what to try.
func TestBadPanels(t *testing.T) {
	change := func(old, new string) string { return strings.Replace(soundPanel, old, new, 1) }
	header, rest, _ := strings.Cut(soundPanel, "\n")
	constant := header + "\n"
	for _, line := range strings.Split(strings.TrimSpace(rest), "\n") {
		f := strings.Split(line, ",")
		f[4] = "3"
		constant += strings.Join(f, ",") + "\n"
	}
	for name, c := range map[string]struct {
		data, formula    string
		where            string // the condition
		inCSV, inParquet string // where it says the fault is
		what, try        string
	}{
		"missing column": {soundPanel, "trade ~ rtaa | exporter", "", "panel.csv", "panel.parquet", "there is no column `rtaa`", "did you mean rta?"},
		"text": {change("BEL,CHE,2000,4,5", "BEL,CHE,2000,4,n/a"), "trade ~ rta | exporter + importer", "",
			"panel.csv, line 5, column trade", "panel.parquet, row 4, column trade", `"n/a" is not a number`, "NA or ."},
		"constant outcome": {constant, "trade ~ rta | exporter + importer", "", "panel.csv, column trade", "panel.parquet, column trade",
			"the outcome trade is constant: all 12 rows are 3", "--where"},
		"negative outcome": {change("BEL,CHE,2000,4,5", "BEL,CHE,2000,4,-5"), "trade ~ rta | exporter + importer", "",
			"panel.csv, line 5, column trade", "panel.parquet, row 4, column trade", "the outcome trade is negative: -5", "--where 'trade >= 0'"},
		"negative difference": {soundPanel, "I(trade - size) ~ rta | exporter + importer", "",
			"panel.csv, line 2, columns trade and size", "panel.parquet, row 1, columns trade and size", "the outcome I(trade - size) is negative: -4", "--family ols"},
		"infinite": {change("BEL,CHE,2000,4,5", "BEL,CHE,2000,4,inf"), "trade ~ rta | exporter + importer", "",
			"panel.csv, line 5, column trade", "panel.parquet, row 4, column trade", "is infinite", "NA or ."},
		"infinite expression": {soundPanel, "trade ~ exp(1000*size) | exporter + importer", "",
			"panel.csv, line 2, column size", "panel.parquet, row 1, column size", "exp(1000*size) is infinite", "--where"},
		"one cluster": {soundPanel, "trade ~ rta", "year == 2001",
			"panel.csv, column year", "panel.parquet, column year", "the cluster year has one group only: all 6 rows in use are of year 2001", "--where"},
		"all collinear":          {soundPanel, "trade ~ size | exporter^year + importer", "", "panel.csv", "panel.parquet", "no regressor is left: size is collinear with the effects", "vary within the groups"},
		"both collinear":         {soundPanel, "trade ~ size + log(size) | exporter^year + importer", "", "panel.csv", "panel.parquet", "no regressor is left: size, log(size) are collinear with each other", "vary within the groups"},
		"more effects than rows": {soundPanel, "trade ~ rta | exporter^year + importer^year + pair", "year == 2000", "panel.csv", "panel.parquet", "more effects and regressors (7) than rows (6); 12 were read; all rows in use are of year 2000", "rows of more than one year"},
		"one exporter, its years": {soundPanel, "trade ~ rta | exporter^year + importer^year", "exporter == 'BEL'", "panel.csv", "panel.parquet",
			"more effects and regressors (5) than rows (4); 12 were read; all rows in use are of exporter BEL", "rows of more than one exporter"},
		"one exporter, groups of zeros": {change("AUT,BEL,2000,1,3", "AUT,BEL,2000,1,0"), "trade ~ rta | exporter^year + importer^year", "exporter == 'AUT'", "panel.csv", "panel.parquet",
			"more effects and regressors (4) than rows (3); of 4, 1 are in groups without trade; 12 were read; all rows in use are of exporter AUT", "rows of more than one exporter"},
		"one exporter, collinear": {soundPanel, "trade ~ size | exporter^year + importer", "exporter == 'BEL'", "panel.csv", "panel.parquet",
			"no regressor is left: size is collinear with the effects; all 4 rows in use are of exporter BEL", "vary within the groups"},
		"nothing left": {soundPanel, "trade ~ rta | exporter", "year > 2020", "panel.csv", "panel.parquet", "no row is left; 12 rows: the condition is false", "check the condition"},
		"only zeros":   {soundPanel, "I(trade*0) ~ rta | exporter", "", "panel.csv, column trade", "panel.parquet, column trade", "constant: all 12 rows are 0", "check the column"},
	} {
		csvPath, parquetPath := bothFiles(t, c.data)
		for path, place := range map[string]string{csvPath: c.inCSV, parquetPath: c.inParquet} {
			o := FitOptions{Data: path, Formula: c.formula, Where: c.where}
			if name == "one cluster" {
				o.Cluster = []string{"year"}
			}
			_, err := FitFile(context.Background(), o)
			var h *hint.Error
			if !errors.As(err, &h) || h.Code != hint.Data || h.Where != filepath.Join(filepath.Dir(path), place) || !strings.Contains(h.What, c.what) || !strings.Contains(h.Try, c.try) {
				t.Errorf("%s: %v\n  try: %s", name, err, hint.TryOf(err))
			}
		}
	}
	for _, path := range func() []string { a, b := bothFiles(t, soundPanel); return []string{a, b} }() {
		if _, err := FitFile(context.Background(), FitOptions{Data: path, Formula: "trade ~ rta | exporter + importer"}); err != nil {
			t.Errorf("the panel without faults: %v", err)
		}
	}
}

// An estimation cut short is an error that says what to try, or an answer that
// is marked.
func TestNotConverged(t *testing.T) {
	path, _ := bothFiles(t, soundPanel)
	o := FitOptions{Data: path, Formula: "trade ~ rta | exporter + importer", MaxIterations: 1}
	_, err := FitFile(context.Background(), o)
	var h *hint.Error
	if !errors.As(err, &h) || h.Code != hint.Data || h.Where != path || !strings.Contains(h.What, "did not converge") || !strings.Contains(h.Try, "--tolerance") || !strings.Contains(h.Try, "--allow-unconverged") {
		t.Errorf("%v\n  try: %s", err, hint.TryOf(err))
	}
	o.AllowUnconverged = true
	if e, err := FitFile(context.Background(), o); err != nil || e.Converged {
		t.Errorf("%+v, %v", e, err)
	}
}
