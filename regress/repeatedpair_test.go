package regress

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"dyad/internal/hint"
)

// A second row of a pair and time is refused with the names and places of both,
// in files; rows that a condition leaves out do not count.
func TestRepeatedPair(t *testing.T) {
	var b strings.Builder
	b.WriteString("exporter,importer,year,good,trade,rta\n")
	economies := []string{"AUT", "BEL", "CHE", "DEU", "ESP"}
	x := 7
	for _, year := range []string{"2000", "2001", "2002"} {
		for _, a := range economies {
			for _, z := range economies {
				if a == z {
					continue
				}
				x = (x*37 + 11) % 97
				b.WriteString(strings.Join([]string{a, z, year, "all", string(rune('1' + x%9)), string(rune('0' + x%5/4))}, ",") + "\n")
			}
		}
	}
	text := b.String() + "BEL,CHE,2001,fuel,3,0\n"
	csvPath, parquetPath := bothFiles(t, text)
	o := FitOptions{Formula: "trade ~ rta | exporter^year + importer^year + exporter^importer", Cluster: []string{"exporter^importer"}, BiasCorrect: true}
	for path, places := range map[string]string{csvPath: "panel.csv, lines 27 and 62", parquetPath: "panel.parquet, rows 26 and 61"} {
		o.Data, o.Where = path, ""
		_, err := FitFile(context.Background(), o)
		var h *hint.Error
		if !errors.As(err, &h) || h.Code != hint.Data || filepath.Base(h.Where) != places || h.What != "exporter^importer BEL CHE has two rows at one time (year 2001)" || !strings.Contains(h.Try, "--where") {
			t.Errorf("%v\n  try: %s", err, hint.TryOf(err))
		}
		o.Where = "good == 'all'"
		if _, err := FitFile(context.Background(), o); err != nil {
			t.Errorf("one row a pair and year: %v", err)
		}
	}
}
