package lake

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"dyad/internal/hint"
	"dyad/lake/duck"
	"dyad/source/tidy"
)

// parquet writes the answer of a query as a Parquet file.
func parquet(t *testing.T, query string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.parquet")
	e, err := duck.Open(context.Background(), duck.Config{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if err := e.Exec(context.Background(), "COPY ("+query+") TO "+duck.Text(path)+" (FORMAT parquet)"); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestParquet(t *testing.T) {
	dir := t.TempDir()
	path := parquet(t, "SELECT 'CHN' AS reporter, 643 AS partner, 2017 + i::INTEGER AS year, 'X' AS flow, [0.1, NULL, 953.1][i + 1]::DOUBLE AS value, DATE '2020-01-01' AS day FROM range(3) t(i)")
	if _, err := bringFiles(dir, tidy.Options{Scale: "1e6"}, ImportOptions{}, path); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"CHN RUS 2017 0 '' TOTAL 100000.0 NULL exporter 'FOB' '' s",
		"CHN RUS 2018 0 '' TOTAL NULL NULL exporter 'FOB' 'missing' s",
		"CHN RUS 2019 0 '' TOTAL 953100000.0 NULL exporter 'FOB' '' s",
	}
	if got := rowsOf(t, dir, all+"trade ORDER BY ALL"); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

func TestBadParquet(t *testing.T) {
	for _, c := range []struct {
		query  string
		pieces []string
	}{
		{"SELECT 'CHN' AS reporter, 'RUS' AS partner, 2017 AS year, 'X' AS flow, [1.5] AS value", []string{"no column for value", "of another type than text or number: value", "file.parquet"}},
		{"SELECT 'CHN' AS reporter, 'RUS' AS partner, DATE '2017-01-01' AS year, 'X' AS flow, 1.5 AS value", []string{"no column for year", "year (date)"}},
		{"SELECT 'CHN' AS reporter, 'RUS' AS partner, 2017 AS year, 'X' AS flow, 'NaN'::DOUBLE AS value", []string{"file.parquet:1", "column value", "is not a number"}},
		{"SELECT 'CHN' AS reporter, 'RUS' AS partner, 2017 AS year, 'X' AS flow, -1::DECIMAL(5, 2) AS value", []string{"cannot be negative"}},
		{"SELECT 'CHN' AS reporter, 'RUS' AS partner, 2017 AS year, 'X' AS flow, 1 AS value LIMIT 0", []string{"no rows"}},
		{"SELECT 1 AS a", []string{"no column for reporter, partner, flow, year, value"}},
	} {
		_, err := bringFiles(t.TempDir(), tidy.Options{}, ImportOptions{}, parquet(t, c.query))
		complains(t, err, hint.Data, c.pieces...)
	}
}
