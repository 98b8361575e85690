package scenario

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/internal/numeral"
)

// A regressor that the estimate dropped has no coefficient: trade costs that
// depend on it are refused, and those that resistances take up are not. The
// oracle for the second is the scenario without the regressor.
func TestDroppedRegressor(t *testing.T) {
	run := func(estimate, more string) (*Simulation, error) {
		return SimulateFile(context.Background(), scenarioFile(t, "data: panel.csv\nsigma: 5\nestimate: {"+estimate+"}\n"+more+"dyad: [AAA, BBB]\n"))
	}
	const agreement = "changes: [{between: [AAA, BBB], set: {fta: 0}}]\n"
	const foreign = "formula: trade ~ fta + lndist + foreign | exporter + importer, where: exporter != importer"
	for name, c := range map[string]struct{ estimate, more string }{
		"fitted":          {foreign, agreement},
		"observed, moved": {foreign, "baseline: observed\nchanges: [{between: [AAA, BBB], set: {foreign: 0}}]\n"},
		"of another":      {"formula: trade ~ fta + lndist + foreign + I(1-foreign) | exporter + importer", agreement},
	} {
		_, err := run(c.estimate, c.more)
		var h *hint.Error
		if !errors.As(err, &h) || !strings.Contains(h.What, "foreign") || !strings.Contains(h.What, "no coefficient") || !strings.Contains(h.Where, "line 3") || !strings.Contains(h.Try, "estimate.coefficients") {
			t.Errorf("%s: %v; %s", name, err, hint.TryOf(err))
		}
	}
	if _, err := run(foreign, "baseline: observed\n"+agreement); err != nil {
		t.Errorf("an observed baseline does not need it: %v", err)
	}
	plain, err := run("formula: trade ~ fta + lndist | exporter + importer", agreement)
	if err != nil {
		t.Fatal(err)
	}
	sized, err := run("formula: trade ~ fta + lndist + I((exporter == 'AAA') + (importer == 'CCC')) | exporter + importer", agreement)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(plain.Dyad.Full.Value-sized.Dyad.Full.Value) > 1e-9 {
		t.Errorf("%v and %v", plain.Dyad.Full, sized.Dyad.Full)
	}
}

// The head of a simulation names its baseline and its estimate; a fitted
// baseline stands beside the data. The oracle for the share is the sum over the
// file.
func TestSimulationHead(t *testing.T) {
	s, err := SimulateFile(context.Background(), scenarioFile(t, "title: A tale\n"+estimated+"changes: [{between: [AAA, BBB], set: {fta: 0}}]\nintervals: {draws: 100}\n"))
	if err != nil {
		t.Fatal(err)
	}
	l := s.Listing()
	head := strings.Join(l.Head, "\n")
	for _, want := range []string{"A tale\n", "per cent", "(fitted)", "trade ~ fta + lndist + foreign | exporter + importer; 25 observations", "fta 0.", "robust errors", "foreign −"} {
		if !strings.Contains(head, want) {
			t.Errorf("the head lacks %q:\n%s", want, head)
		}
	}
	for _, h := range l.Header[1:] {
		if !strings.HasSuffix(h, ", %") {
			t.Errorf("column %s has no unit", h)
		}
	}
	if s.Dyad.Observed == nil || !(s.Dyad.Observed.ShareOfB > 0) || math.Abs(s.Dyad.Observed.ShareOfB-100*observedBetween(t, "AAA", "BBB")/(observedExports(t, "AAA")+observedImports(t, "AAA"))) > 1e-9 {
		t.Errorf("observed %+v", s.Dyad.Observed)
	}
	if notes := strings.Join(l.Notes, "\n"); !strings.Contains(notes, "fitted "+numeral.Decimal(s.Dyad.ShareOfB, 2)+" %, observed "+numeral.Decimal(s.Dyad.Observed.ShareOfB, 2)+" %") || !strings.Contains(notes, "100 draws") {
		t.Error(notes)
	}
	for k := 1; k < len(l.Header); k++ { // one number of decimals a column, limits too
		decimals := map[int]bool{}
		for _, row := range l.Rows {
			for _, number := range strings.FieldsFunc(row[k], func(r rune) bool { return strings.ContainsRune("[], ", r) }) {
				decimals[len(number)-strings.IndexByte(number, '.')] = true
			}
		}
		if len(decimals) != 1 {
			t.Errorf("%s: %v", l.Header[k], decimals)
		}
	}
	s, err = SimulateFile(context.Background(), scenarioFile(t, "data: panel.csv\nsigma: 5\nestimate: {coefficients: [{name: fta, estimate: 0.3, std_error: 0.1}]}\nbaseline: observed\nchanges: [{between: [AAA, BBB], set: {fta: 0}}]\ndyad: [AAA, BBB]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if head := strings.Join(s.Listing().Head, "\n"); !strings.Contains(head, "as observed") || !strings.Contains(head, "fta 0.3 (0.1)") || s.Dyad.Observed != nil {
		t.Error(head)
	}
}

func TestIntervalText(t *testing.T) {
	for want, i := range map[string]Interval{
		"+0.046 [+0.027, +0.060]":   {0.046, 0.0266, 0.06},
		"−0.0001 [−0.0002, 0.0000]": {-9.51e-05, -2e-4, -1e-5},
		"−3.14 [−10.00, +0.01]":     {-3.14159, -10, 0.012},
		"0.00 [0.00, 0.00]":         {0, 0, 0},
		"+1234.50":                  {1234.5, math.NaN(), math.NaN()},
	} {
		if i.String() != want {
			t.Errorf("%s, want %s", i, want)
		}
	}
}

func observedImports(t *testing.T, name string) float64 {
	t.Helper()
	return observedTrade(t, func(from, to string) bool { return to == name && from != name })
}

func observedBetween(t *testing.T, a, b string) float64 {
	t.Helper()
	return observedTrade(t, func(from, to string) bool { return from == a && to == b || from == b && to == a })
}
