package regress

import (
	"context"
	"strings"
	"testing"
)

// A thousand rows in three effects of two hundred groups, outcomes over eleven
// orders of magnitude. The oracle is a linear programme (scipy's HiGHS): 126 rows
// are separated, by whole numbers of the effects alone, 113 of them in groups of
// zeros. What is left has means below 1e-60; the rows in the way are named.
func TestSeparationCase(t *testing.T) {
	path := caseFile(t, "04-thin-missed-separation", "thin.csv")
	o := FitOptions{Data: path, Formula: "y ~ x + x2 | a + b + c", MaxIterations: 30, AllowUnconverged: true}
	e, err := FitFile(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if e.NDropped != 126 || len(e.Dropped) != 2 || e.Dropped[0].N != 113 {
		t.Errorf("%+v, want 113 and 13 rows", e.Dropped)
	}
	if e.Converged || len(e.Notes) == 0 || !strings.Contains(e.Notes[0], "rows of zero whose expected values vanish, though nothing proves them separated: lines ") {
		t.Errorf("converged %v, %q", e.Converged, e.Notes)
	}
}
