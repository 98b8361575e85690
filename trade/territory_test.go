package trade

import (
	"strings"
	"testing"

	"dyad/measure"
)

// Oracle: the union of 3 October 1990; the flows are invented.
func TestWhichGermany(t *testing.T) {
	l := ledgerOf(t, "s", "FRA X DEU 1988 TOTAL 10\nFRA X DEU 1990 TOTAL 11\nFRA X DEU 1992 TOTAL 15\nFRA X DEU 1993 TOTAL 16\nFRA X ITA 1988 TOTAL 3")
	rs := ask(t, l, "trade.exports", measure.Query{A: "FRA", B: "DEU"})
	for _, c := range []struct {
		year   int
		breaks bool
		says   string
	}{
		{1988, false, "DEU: the Federal Republic, without the East (DDR)"},
		{1990, false, "DEU: the year in which its territory changed"},
		{1992, true, "DEU: with the East; before, the Federal Republic, without the East (DDR)"}, // 1991 has no value
		{1993, false, ""},
	} {
		r := at(t, rs, c.year, "FRA")
		if r.Has(TerritoryBreak) != c.breaks || !strings.Contains(r.Note, c.says) || c.says == "" && r.Note != "" {
			t.Errorf("%d: %v %q, want break %v and %q", c.year, r.Flags, r.Note, c.breaks, c.says)
		}
	}
	if r := at(t, ask(t, l, "trade.exports", measure.Query{A: "FRA", B: "ITA"}), 1988, "FRA"); r.Note != "" {
		t.Errorf("Italy: %q", r.Note)
	}
}
