package named

import (
	"slices"
	"testing"

	"dyad/measure"
	"dyad/period"
)

// Oracle: by hand. A year made from the other's in one direction and estimated in
// the other is told once; rows of one's own are not.
func TestDerivedRowsAreTold(t *testing.T) {
	row := func(who string, year int, flags ...string) measure.Row {
		return measure.Row{Reporter: who, Period: period.Of(year), Value: 1, Flags: flags}
	}
	got := derived([]measure.Row{row("CHN", 2010), row("PRK", 2010, measure.Estimate, measure.MirrorImputed), row("PRK", 2011, measure.Estimate),
		row("PRK", 2011, measure.Estimate, measure.MirrorImputed), row("PRK", 2020, measure.Estimate), row("CHN", 2011, measure.SignConflict)})
	want := []string{"What stands as the report of North Korea in 2010 and 2011 is made from the other’s: no second opinion",
		"What stands as the report of North Korea in 2020 is the publisher’s estimate: no second opinion"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
