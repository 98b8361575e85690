package scenario

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/internal/hint"
)

// What is wrong in the data has its line and column.
func TestScenarioData(t *testing.T) {
	const text = "data: panel.csv\nsigma: 5\nbaseline: observed\nestimate: {formula: trade ~ fta + lndist | exporter + importer}\nchanges: [{from: all, to: all, cost: 1%}]\n"
	const given = "data: panel.csv\nsigma: 5\ncolumns: {output: Y, expenditure: Y}\nestimate: {formula: trade ~ lndist | exporter + importer}\nchanges: [{from: all, to: all, cost: 1%}]\n"
	_, ofCCC, _ := strings.Cut(worldCSV(), "CCC,AAA,")
	ofCCC = ofCCC[:strings.Index(ofCCC, ",")+1]
	for _, c := range []struct{ scenario, old, new, where, what, try string }{
		{text, "AAA,BBB,", "AAA,BBB,-", "panel.csv, line 3, column trade", "trade from AAA to BBB is negative", "gross output"},
		{text, "CCC,AAA," + ofCCC, "CCC,AAA,NA,", "panel.csv, line 12, column trade", "trade from CCC to AAA is missing", "write 0"},
		{text, "AAA,BBB,", "AAA,AAA,", "panel.csv, line 3, columns exporter and importer", "a second row for exports from AAA to AAA", "choose one year"},
		{text, "AAA,BBB,", ",BBB,", "panel.csv, line 3, columns exporter and importer", "an exporter or an importer is missing", "where"},
		{given, "Y1", "NA", "panel.csv, line 8, column Y", "Y of BBB is missing", "every row"},
		{given, "Y2", "7", "panel.csv, line 14, column Y", "Y of CCC is 7 here and", "the same in all its rows"},
		{given + "year: 1999\n", "x", "x", "panel.csv", "the baseline has 0 countries in 1999", "column year has 2001"},
	} {
		path := scenarioFile(t, c.scenario)
		panel := worldCSV()
		if strings.HasPrefix(c.scenario, given) { // with output, BBB's and CCC's to be spoilt on lines 8 and 14
			var b strings.Builder
			for k, line := range strings.Split(strings.TrimSpace(panel), "\n") {
				switch {
				case k == 0:
					line += ",Y,year"
				case k == 7 && c.old == "Y1":
					line += ",Y1,2001"
				case k == 13 && c.old == "Y2":
					line += ",Y2,2001"
				default:
					line += "," + map[byte]string{'A': "200", 'B': "90", 'C': "40", 'D': "30", 'E': "20"}[line[0]] + ",2001"
				}
				b.WriteString(line + "\n")
			}
			panel = b.String()
		}
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), "panel.csv"), []byte(strings.Replace(panel, c.old, c.new, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := SimulateFile(context.Background(), path)
		var e *hint.Error
		if !errors.As(err, &e) || !strings.HasSuffix(e.Where, c.where) || !strings.Contains(e.What, c.what) || !strings.Contains(e.Try, c.try) {
			t.Errorf("%q:\n  %v\n  try: %s", c.what, err, hint.TryOf(err))
		}
	}
}
