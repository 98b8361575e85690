package scenario

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/internal/hint"
)

// wideFile writes worldCSV with more columns beside a scenario: of the pair in
// either direction, of the exporter's and importer's continent, of what kind a
// pair is, and a code of the year.
func wideFile(t *testing.T, text string) string {
	t.Helper()
	path := scenarioFile(t, text)
	var b strings.Builder
	for k, line := range strings.Split(strings.TrimSpace(worldCSV()), "\n") {
		if k == 0 {
			b.WriteString(line + ",tie,continent_o,continent_d,kind,vintage,year\n")
			continue
		}
		i, j := (k-1)/5, (k-1)%5
		fmt.Fprintf(&b, "%s,%d-%d,%d,%d,%s,v1,2006\n", line, min(i, j), max(i, j), i/2, j/2, []string{"near", "far", "remote"}[max(i-j, j-i)/2])
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), "panel.csv"), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Whether an effect is part of trade costs is a question to the data. The oracle
// is what the columns were made of.
func TestEffectsThatAreTradeCosts(t *testing.T) {
	const change = "\nchanges: [{between: [AAA, BBB], set: {fta: 0}}]\n"
	for effects, refused := range map[string]string{
		"exporter + importer":                       "",
		"exporter + importer + continent_o":         "", // of the exporter alone
		"exporter^year + importer^year + vintage":   "", // of the year alone
		"exporter + importer + continent_d^year":    "",
		"exporter + importer + tie":                 "effect tie",
		"exporter + importer + exporter^importer":   "effect exporter^importer",
		"exporter + importer + kind":                "effect kind",
		"exporter + importer + kind^year":           "effect kind^year",
		"exporter + importer + continent_o^kind":    "effect continent_o^kind",
		"exporter + importer + continent_o^foreign": "effect continent_o^foreign",
	} {
		text := "data: panel.csv\nsigma: 5\nestimate:\n  formula: trade ~ fta + lndist | " + effects + change
		_, err := SimulateFile(context.Background(), wideFile(t, text))
		var h *hint.Error
		switch {
		case refused == "" && err != nil:
			t.Errorf("%s: %v", effects, err)
		case refused != "" && (!errors.As(err, &h) || h.Code != hint.Usage || !strings.Contains(h.Where, "line 4, column 12") || !strings.Contains(h.What, refused+" the formula does not say what trade costs are") || !strings.Contains(h.Try, "observed")):
			t.Errorf("%s: %v", effects, err)
		}
		// The observed baseline takes trade as it is.
		if _, err := SimulateFile(context.Background(), wideFile(t, "baseline: observed\n"+text)); err != nil && strings.Contains(err.Error(), "does not say") {
			t.Errorf("%s, observed: %v", effects, err)
		}
	}
}

// A panel of the estimate's own is asked where the scenario's has no such column.
func TestEffectsOfAnotherPanel(t *testing.T) {
	const text = "data: panel.csv\nsigma: 5\nestimate:\n  data: other.csv\n  formula: sales ~ fta + lndist | exporter^year + importer^year%s\nchanges: [{between: [AAA, BBB], set: {fta: 0}}]\n"
	write := func(path, header string) {
		var b strings.Builder
		b.WriteString(header + ",year,sales,fta,lndist,bond\n")
		for year := 2004; year <= 2006; year++ {
			for i := range 6 {
				for j := range 6 {
					if i != j {
						fmt.Fprintf(&b, "E%d,E%d,%d,%d,%d,%g,%d\n", i, j, year, (i*i+3*j+year)%11+1, (i+j+year)%2, 1+float64((i*j+i+j)%7)/3, min(i, j)*10+max(i, j))
					}
				}
			}
		}
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), "other.csv"), []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ header, effect, fault string }{
		{"exporter,importer", "", ""},
		{"exporter,importer", " + bond", "effect bond the formula does not say"},
		{"iso_o,iso_d", " + bond", "no columns exporter and importer to ask"},
	} {
		path := scenarioFile(t, fmt.Sprintf(text, c.effect))
		write(path, c.header)
		if c.header != "exporter,importer" {
			s, _ := os.ReadFile(path)
			if err := os.WriteFile(path, []byte(strings.NewReplacer("exporter^year", "iso_o^year", "importer^year", "iso_d^year").Replace(string(s))), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := SimulateFile(context.Background(), path)
		if c.fault == "" && err != nil || c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)) {
			t.Errorf("%s%s: %v", c.header, c.effect, err)
		}
	}
}

// A value of i() that no row of the estimate has is not zero. The reference is,
// and so is what resistances take up.
func TestValuesTheEstimateNeverSaw(t *testing.T) {
	const rest = "\nchanges: [{between: [AAA, BBB], set: {fta: 0}}]\n"
	for _, c := range []struct{ formula, where, fault string }{
		{"trade ~ fta + i(kind) + lndist | exporter + importer", "", ""},
		{"trade ~ fta + i(kind) + lndist | exporter + importer", "kind != 'remote'", "no row of the estimate has kind remote"},
		{"trade ~ fta + i(kind, ref = 'far') + lndist | exporter + importer", "kind != 'remote'", "no row of the estimate has kind remote"},
		{"trade ~ fta + i(kind, lndist) | exporter + importer", "kind != 'remote'", "no row of the estimate has kind remote"},
		{"trade ~ fta + lndist + i(continent_o) | exporter + importer", "continent_o != 2", ""},
	} {
		text := "data: panel.csv\nsigma: 5\nestimate:\n  formula: " + c.formula + "\n"
		if c.where != "" {
			text += "  where: \"" + c.where + "\"\n"
		}
		_, err := SimulateFile(context.Background(), wideFile(t, text+rest))
		if c.fault == "" && err != nil || c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)) {
			t.Errorf("%s where %q: %v", c.formula, c.where, err)
		}
	}
	given := "data: panel.csv\nsigma: 5\nestimate:\n  coefficients: [{name: fta, estimate: 0.4}, {name: i(kind), estimate: 1}]\n"
	if _, err := SimulateFile(context.Background(), wideFile(t, given+rest)); err == nil || !strings.Contains(err.Error(), "several regressors") {
		t.Errorf("%v", err)
	}
}
