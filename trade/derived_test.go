package trade

import (
	"fmt"
	"strings"
	"testing"

	"dyad/measure"
)

// others are invented reports of two economies to and from three partners; n
// gives them digits that are no multiple of each other.
func others(who string, factor float64, year int) string {
	var b strings.Builder
	for i, p := range []string{"FRA", "ITA", "ESP"} {
		x, m := 31.2347+7*float64(i), 52.3419+11*float64(i)
		fmt.Fprintf(&b, "%s X %s %d TOTAL %.4f\n%s M %s %d TOTAL %.4f\n", who, p, year, x, p, who, year, x*factor)
		fmt.Fprintf(&b, "%s M %s %d TOTAL %.4f\n%s X %s %d TOTAL %.4f\n", who, p, year, m*factor, p, who, year, m)
	}
	return b.String()
}

// Oracle: 8893.09 = 1.06 × 8389.70 to six digits, by hand; which of the two was
// made from the other is told by what else the two report.
func TestWhichReportIsDerived(t *testing.T) {
	const pair = "CHN M TKM 2013 TOTAL 8893.09\nTKM X CHN 2013 TOTAL 8389.71\n"
	for _, c := range []struct {
		about, rows     string
		derived, either bool
		who             string
	}{
		{"TKM's other figures are multiples too, CHN's are not", pair + others("TKM", 1.06, 2013) + others("CHN", 1.0717, 2013), true, false, "TKM"},
		{"the other way round", pair + others("CHN", 1.06, 2013) + others("TKM", 1.0717, 2013), true, false, "CHN"},
		{"TKM's other figures are the publisher's estimates", pair + strings.ReplaceAll(marked(others("TKM", 1.0717, 2013), "TKM"), "\n\n", "\n") + others("CHN", 1.0717, 2013), true, false, "TKM"},
		{"both report much of their own: nothing tells", pair + others("TKM", 1.0717, 2013) + others("CHN", 1.0717, 2013), false, true, ""},
		{"nobody reports anything else: nothing tells", pair, false, true, ""},
		{"two digits less on one side are the factor", "CHN M TKM 2013 TOTAL 9.3227\nTKM X CHN 2013 TOTAL 8.795\n", false, true, ""},
		{"8.79 × 1.06 has two digits more", "CHN M TKM 2013 TOTAL 9.3174\nTKM X CHN 2013 TOTAL 8.79\n", true, false, "CHN"},
		{"9.3 / 1.06 = 8.77358", "CHN M TKM 2013 TOTAL 9.3\nTKM X CHN 2013 TOTAL 8.77358\n", true, false, "TKM"},
		{"another year of the pair is marked at the source", pair + "CHN M TKM 2012 TOTAL 8673200000\nTKM X CHN 2012 TOTAL 8182260000 estimate\n", true, false, "TKM"},
		{"the other direction is", pair + "CHN X TKM 2012 TOTAL 1699170000\nTKM M CHN 2012 TOTAL 1801120000 estimate\n", true, false, "TKM"},
		{"a year too long ago", pair + "CHN M TKM 2002 TOTAL 8673200000\nTKM X CHN 2002 TOTAL 8182260000 estimate\n", false, true, ""},
		{"not 1.06", "CHN M TKM 2013 TOTAL 8893.69\nTKM X CHN 2013 TOTAL 8389.71\n" + others("TKM", 1.06, 2013), false, false, ""},
	} {
		l := ledgerOf(t, "imf", c.rows)
		// As a ledger over a part of the flows does, with the whole as evidence.
		rs := ask(t, l, "trade.exports", measure.Query{A: "TKM", B: "CHN"})
		for _, who := range []string{"TKM", "CHN"} {
			r := at(t, rs, 2013, who)
			if r.Has(measure.MirrorImputed) != (c.derived && who == c.who) || r.Has(measure.EitherImputed) != c.either {
				t.Errorf("%s: by %s flags %v, want derived of %q, either %v", c.about, who, r.Flags, c.who, c.either)
			}
		}
	}
}

// marked puts the publisher's mark on all that one economy reports.
func marked(rows, who string) string {
	lines := strings.Split(strings.TrimSpace(rows), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, who+" ") {
			lines[i] += " estimate"
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// Oracle: China's imports of 1187.86 are its own, North Korea's exports of
// 1120.62 are these over 1.06 (1120.623), marked at the source.
func TestAnHonestReportKeepsItsPlace(t *testing.T) {
	l := ledgerOf(t, "imf", `
CHN M PRK 2010 TOTAL 1187860000
PRK X CHN 2010 TOTAL 1120620000 estimate
CHN X PRK 2010 TOTAL 2277820000
PRK M CHN 2010 TOTAL 2414480000 estimate
CHN M PRK 2011 TOTAL 2464190000
PRK X CHN 2011 TOTAL 2324700000 estimate
CHN X PRK 2011 TOTAL 3164980000
PRK M CHN 2011 TOTAL 3354910000 estimate
`)
	for _, name := range []string{"trade.total", "trade.balance", "trade.growth"} {
		rs := ask(t, l, name, measure.Query{A: "PRK", B: "CHN"})
		if r := at(t, rs, 2011, "CHN"); r.Derived() || len(r.Flags) > 0 {
			t.Errorf("%s: China's own account carries %v", name, r.Flags)
		}
		if r := at(t, rs, 2011, "PRK"); !r.Has(measure.MirrorImputed) || !r.Derived() {
			t.Errorf("%s: North Korea's account carries %v", name, r.Flags)
		}
	}
}

// Oracle: by hand. A's 110 made from B's 100 gives no second opinion on the sign.
func TestADerivedAccountHasNoOpinionOnTheSurplus(t *testing.T) {
	rows := "CHN X TKM 2013 TOTAL 1000000%s\nTKM M CHN 2013 TOTAL 1060000%s\nCHN M TKM 2013 TOTAL 1030000\nTKM X CHN 2013 TOTAL %s\n"
	conflict := func(text string) bool {
		return at(t, ask(t, ledgerOf(t, "imf", text), "trade.balance", measure.Query{A: "CHN", B: "TKM"}), 2013, "CHN").Has(measure.SignConflict)
	}
	// China sells 1.00 and buys 1.03: a deficit. Turkmenistan buys 1.06 and sells 1.07: a deficit of its own.
	if !conflict(fmt.Sprintf(rows, "", "7", "1070000")) { // 10,600,007: no multiple
		t.Error("two reports of their own disagree, and it is not said")
	}
	if conflict(fmt.Sprintf(rows, "", " estimate", "1070000")) {
		t.Error("an estimate is taken for a second opinion")
	}
}

// Oracle: shares of the made value by hand, 1 of 101 and 10 of 110.
func TestASumWithAFewDerivedReports(t *testing.T) {
	for _, c := range []struct {
		made string
		want string
	}{{"1", PartlyDerived}, {"10", measure.Estimate}} {
		l := ledgerOf(t, "s", "DEU X RUS 2013 TOTAL 100\nRUS X DEU 2013 TOTAL 9\nMLT X RUS 2013 TOTAL "+c.made+" estimate")
		r := at(t, ask(t, l, "trade.exports", measure.Query{A: "EU", B: "RUS"}), 2013, "EU")
		if !r.Has(c.want) || r.Derived() != (c.want == measure.Estimate) {
			t.Errorf("%s of a hundred and more: %v (%s)", c.made, r.Flags, r.Note)
		}
	}
}

// Oracle: of four dyads' exports one is derived and one an estimate: two remain.
func TestTheWorldCountsOwnReportsAlone(t *testing.T) {
	l := ledgerOf(t, "imf", "CHN X RUS 2013 TOTAL 90\nRUS X CHN 2013 TOTAL 80\nFRA X DEU 2013 TOTAL 70 estimate\n"+
		"DEU X FRA 2013 TOTAL 10.6\nFRA M DEU 2013 TOTAL 11.236\nDEU X ITA 2013 TOTAL 8.77358\nITA M DEU 2013 TOTAL 9.3\n")
	rs := ask(t, l, "trade.exports", measure.Query{A: "CHN", B: "RUS", World: true})
	if w := at(t, rs, 2013, "CHN").World; w == nil || w.N != 3 { // CHN→RUS, RUS→CHN, DEU→FRA
		t.Errorf("stands among %+v, want 3", w)
	}
	rs = ask(t, l, "trade.exports", measure.Query{A: "DEU", B: "ITA", World: true})
	if w := at(t, rs, 2013, "DEU").World; w != nil {
		t.Errorf("a derived report has a place: %+v", w)
	}
}
