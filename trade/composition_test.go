package trade

import (
	"context"
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/measure"
)

// Oracle: Poland joined the EU on 1 May 2004, the United Kingdom left it on 31
// January 2020 (Treaty of Accession 2003; Withdrawal Agreement). The sums are
// those of two or three invented flows, by hand.
const enlargement = `
CHN X DEU 2003 TOTAL 10
CHN X POL 2003 TOTAL 4
CHN X GBR 2003 TOTAL 7
CHN X DEU 2004 TOTAL 11
CHN X POL 2004 TOTAL 5
CHN X GBR 2004 TOTAL 8
CHN X DEU 2019 TOTAL 20
CHN X POL 2019 TOTAL 9
CHN X GBR 2019 TOTAL 15
CHN X DEU 2020 TOTAL 21
CHN X POL 2020 TOTAL 10
CHN X GBR 2020 TOTAL 14
`

func toEU(t *testing.T, name string, params map[string]string) []measure.Row {
	t.Helper()
	return ask(t, ledgerOf(t, "s", enlargement), name, measure.Query{A: "CHN", B: "EU", Params: params})
}

func TestMembersOfAGroup(t *testing.T) {
	for _, c := range []struct {
		members string
		year    int
		want    float64
		breaks  bool
		says    string
	}{
		{"", 2003, 17, false, ""},
		{"", 2004, 24, true, "EU: 25 members on 31 December 2004, 15 on that of 2003; joined CYP"},
		{"", 2019, 44, true, "28 members on 31 December 2019"}, // Bulgaria, Romania and Croatia since 2004
		{"", 2020, 31, true, "EU: 27 members on 31 December 2020, 28 on that of 2019; left GBR on 2020-01-31"},
		{EachYear, 2004, 24, true, "2004-05-01"},
		{"2003", 2004, 19, false, "EU with its 15 members of 31 December 2003"},
		{"2004", 2003, 21, false, "EU with its 25 members of 31 December 2004"},
		{"2004", 2020, 45, false, "31 December 2004"},
		{Current, 2003, 14, false, "EU with its 27 present members"},
		{Current, 2019, 29, false, "present"},
	} {
		r := at(t, toEU(t, "trade.exports", map[string]string{"members": c.members}), c.year, "CHN")
		if r.Value != c.want || r.Has(MembershipBreak) != c.breaks || !strings.Contains(r.Note, c.says) {
			t.Errorf("members %q in %d: %v %v %q, want %v, break %v, %q", c.members, c.year, r.Value, r.Flags, r.Note, c.want, c.breaks, c.says)
		}
	}
	_, err := New(ledgerOf(t, "s", enlargement)).Measures()[0].Eval(context.Background(), measure.Query{A: "CHN", B: "EU", Params: map[string]string{"members": "now"}})
	if hint.CodeOf(err) != hint.Usage {
		t.Errorf("members=now: %v, want a usage error", err)
	}
}

// A year without a value between two compositions does not lose the break, and
// an economy has none.
func TestTheBreakWaitsForAValue(t *testing.T) {
	l := ledgerOf(t, "s", "CHN X DEU 2003 TOTAL 10\nCHN X DEU 2005 TOTAL 12\nCHN X POL 2005 TOTAL 5\n")
	if r := at(t, ask(t, l, "trade.exports", measure.Query{A: "CHN", B: "EU"}), 2005, "CHN"); !r.Has(MembershipBreak) {
		t.Errorf("2005 after 2003: %v", r.Flags)
	}
	if r := at(t, ask(t, l, "trade.exports", measure.Query{A: "CHN", B: "DEU"}), 2005, "CHN"); r.Has(MembershipBreak) || r.Note != "" {
		t.Errorf("an economy: %v %q", r.Flags, r.Note)
	}
}

// Oracle: by hand, both years with the members of the later one, whichever is
// the base: 21/24 with the 25 of 2004, 24/21, 45/44 of 2020 against 2019 with the 27.
func TestGrowthAndMultipleOfAGroupKeepItsMembers(t *testing.T) {
	l := ledgerOf(t, "s", enlargement)
	for _, c := range []struct {
		name, base string
		year       int
		members    string
		want       float64
		flagged    bool
	}{
		{"trade.multiple", "2004", 2003, "", 21. / 24, true},
		{"trade.multiple", "2003", 2004, "", 24. / 21, true},
		{"trade.multiple", "2004", 2020, "", 31. / 16, true},
		{"trade.multiple", "2020", 2004, "", 16. / 31, true},
		{"trade.multiple", "2020", 2020, "", 1, false},
		{"trade.multiple", "2004", 2003, "2003", 17. / 19, false},
		{"trade.growth", "", 2004, "", 100 * (24./21 - 1), true},
		{"trade.growth", "", 2020, "", 100 * (31./29 - 1), true},
		{"trade.growth", "", 2020, "2019", 100 * (45./44 - 1), false},
	} {
		q := measure.Query{A: "CHN", B: "EU", Params: map[string]string{"of": "exports", "members": c.members}}
		if c.base != "" {
			q.Params["base"] = c.base
		}
		r := at(t, ask(t, l, c.name, q), c.year, "CHN")
		if !near(r.Value, c.want) || r.Has(MembershipChanged) != c.flagged || r.Has(MembershipBreak) {
			t.Errorf("%s base %q %d members %q: %v %v, want %v", c.name, c.base, c.year, c.members, r.Value, r.Flags, c.want)
		}
	}
}

// Oracle: by hand. Russia lists Belgium-Luxembourg to 2000, the two apart in 2001.
func TestAStandInGoesAsFarAsTheDataDo(t *testing.T) {
	l := ledgerOf(t, "s", "RUS X DEU 2000 TOTAL 50\nRUS X BLX 2000 TOTAL 7\nRUS X DEU 2001 TOTAL 51\nRUS X BEL 2001 TOTAL 6\nRUS X LUX 2001 TOTAL 2\nRUS X BLX 2001 TOTAL 8\n"+
		"RUS X WLD 2000 TOTAL 100\nRUS X WLD 2001 TOTAL 100\n")
	rs := ask(t, l, "trade.exports", measure.Query{A: "RUS", B: "EU"})
	if a, b := at(t, rs, 2000, "RUS").Value, at(t, rs, 2001, "RUS").Value; a != 57 || b != 59 {
		t.Errorf("exports %v and %v, want 57 with the stand-in and 59 without it", a, b)
	}
	rs = ask(t, l, "trade.share", measure.Query{A: "RUS", B: "EU", Params: map[string]string{"flow": "exports"}})
	if a, b := at(t, rs, 2000, "RUS").Value, at(t, rs, 2001, "RUS").Value; a != 57 || b != 59 {
		t.Errorf("shares %v and %v, want 57 and 59 per cent", a, b)
	}
}

// Oracle: by hand. France and Germany are in the G7 and in the EU. Exports of
// the G7 to the EU are 1 + 2 + 30 (inner) + 40 (inner), the way back 3 + 4.
func TestOverlappingGroupsCountInnerTradeOnce(t *testing.T) {
	l := ledgerOf(t, "s", `
USA X FRA 2015 TOTAL 1
USA X DEU 2015 TOTAL 2
USA M FRA 2015 TOTAL 3
USA M DEU 2015 TOTAL 4
FRA X DEU 2015 TOTAL 30
DEU X FRA 2015 TOTAL 40
FRA M DEU 2015 TOTAL 44
DEU M FRA 2015 TOTAL 33
`)
	for name, want := range map[string]float64{"trade.exports": 73, "trade.total": 80, "trade.balance": -4} {
		r := at(t, ask(t, l, name, measure.Query{A: "G7", B: "EU"}), 2015, map[bool]string{true: "exporter", false: "G7"}[name == "trade.exports"])
		if r.Value != want || !r.Has(InnerTrade) || !strings.Contains(r.Note, "the 4 economies that belong to both") {
			t.Errorf("%s = %v %v %q, want %v", name, r.Value, r.Flags, r.Note, want)
		}
	}
	r := at(t, ask(t, l, "trade.exports", measure.Query{A: "USA", B: "EU"}), 2015, "USA")
	if r.Value != 3 || r.Has(InnerTrade) {
		t.Errorf("one economy and a group: %v %v", r.Value, r.Flags)
	}
}

// Oracle: Malta's 1 of the years beside is a thousandth of 2000, and not of 500.
func TestASumThatLacksNextToNothing(t *testing.T) {
	for _, c := range []struct{ rows, flag string }{
		{"CHN X DEU 2015 TOTAL 2000\nCHN X MLT 2014 TOTAL 1\n", NearlyWhole},
		{"CHN X DEU 2015 TOTAL 2000\nMLT M CHN 2015 TOTAL 1\n", NearlyWhole},
		{"CHN X DEU 2015 TOTAL 500\nCHN X MLT 2014 TOTAL 1\n", measure.Partial},
		{"CHN X DEU 2015 TOTAL 2000\nCHN X MLT 2009 TOTAL 1\n", measure.Partial}, // too long ago
		{"CHN X DEU 2015 TOTAL 2000\n", measure.Partial},                         // nobody ever said how much
	} {
		rows := c.rows
		for _, m := range units("EU", 2015) {
			if m.code != "DEU" && m.code != "MLT" {
				rows += "CHN X " + string(m.code) + " 2015 TOTAL 0\n"
			}
		}
		r := at(t, ask(t, ledgerOf(t, "s", rows), "trade.exports", measure.Query{A: "CHN", B: "EU"}), 2015, "CHN")
		if !r.Has(c.flag) || r.Has(measure.Partial) && c.flag != measure.Partial || !strings.Contains(r.Note, "of 28 flows have no observation (CHN→MLT)") {
			t.Errorf("%q: %v %q, want %s", c.rows, r.Flags, r.Note, c.flag)
		}
	}
}

// A reason names what is not there: a group before its first member.
func TestAGroupWithoutMembersIsSaid(t *testing.T) {
	l := ledgerOf(t, "s", "CHN X RUS 2013 TOTAL 10\nCHN M RUS 2013 TOTAL 10\nCHN X RUS 2015 TOTAL 10\nCHN M RUS 2015 TOTAL 10\nCHN X WLD 2013 TOTAL 90\nCHN M WLD 2013 TOTAL 90\nCHN X WLD 2015 TOTAL 90\nCHN M WLD 2015 TOTAL 90")
	for _, name := range []string{"trade.share", "trade.rank", "trade.dependence"} {
		for _, r := range ask(t, l, name, measure.Query{A: "CHN", B: "EAEU", Years: measure.Years{From: 2013, To: 2014}}) {
			if r.Year == 2013 && (!r.Missing || !strings.Contains(r.Why, "EAEU has no members on 31 December 2013")) {
				t.Errorf("%s: %v %q", name, r, r.Why)
			}
		}
	}
	r := at(t, ask(t, l, "trade.total", measure.Query{A: "CHN", B: "EAEU", Years: measure.Years{From: 2013}}), 2013, "CHN")
	if !strings.Contains(r.Why, "EAEU has no members on 31 December 2013") {
		t.Errorf("total: %q", r.Why)
	}
}
