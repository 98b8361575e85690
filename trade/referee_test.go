package trade

import (
	"math"
	"strings"
	"testing"

	"dyad/measure"
)

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Max(math.Abs(a), math.Abs(b)) }

// Belgium and Luxembourg stand in Belgium-Luxembourg in 1990 and for themselves
// in 2000, as in the IMF's data. In 2001 the partner gives all three: the parts
// count and the whole does not.
const belgium = `
RUS X BLX 1995 TOTAL 100
RUS X DEU 1995 TOTAL 400
RUS X CHN 1995 TOTAL 450
RUS M BLX 1995 TOTAL 10
RUS M DEU 1995 TOTAL 20
RUS M CHN 1995 TOTAL 25
RUS X BEL 2001 TOTAL 90
RUS X LUX 2001 TOTAL 5
RUS X BLX 2001 TOTAL 95
RUS X DEU 2001 TOTAL 400
BLX M RUS 1995 TOTAL 110
DEU M RUS 1995 TOTAL 420
BLX X RUS 1995 TOTAL 11
DEU X RUS 1995 TOTAL 22
`

func TestStandIns(t *testing.T) {
	l := ledgerOf(t, "imf", belgium)
	out := ask(t, l, "trade.exports", measure.Query{A: "RUS", B: "EU"})
	for year, want := range map[int]float64{1995: 500, 2001: 495} {
		if r := at(t, out, year, "exporter"); r.Value != want {
			t.Errorf("exports to the EU in %d = %v, want %v by hand", year, r.Value, want)
		}
	}
	// Fifteen members in 1995; Belgium-Luxembourg covers two, Germany one.
	if n := at(t, out, 1995, "exporter").Note; !strings.Contains(n, "12 of 14") {
		t.Errorf("note %q, want 12 of 14 flows absent", n)
	}
	if r := at(t, out, 1995, "importer"); r.Value != 530 {
		t.Errorf("as the EU reports = %v, want 530", r.Value)
	}
	// Rank: the EU with 530 is before China with 475, and Belgium-Luxembourg is
	// no rival of its own.
	r := at(t, ask(t, l, "trade.rank", measure.Query{A: "RUS", B: "EU"}), 1995, "RUS")
	if r.Value != 1 || !strings.Contains(r.Note, "among 2 economies") {
		t.Errorf("rank %v %q, want 1 among 2", r.Value, r.Note)
	}
	r = at(t, ask(t, l, "trade.rank", measure.Query{A: "RUS", B: "CHN", Params: map[string]string{"universe": "blocs"}}), 1995, "RUS")
	if r.Value != 2 {
		t.Errorf("China among blocs = %v, want 2 after the EU", r.Value)
	}
	// As an account: the EU's own trade with Russia is 530 + 33, all it has.
	if r := at(t, ask(t, l, "trade.dependence", measure.Query{A: "EU", B: "RUS"}), 1995, "EU"); r.Value != 100 || !r.Has(measure.Partial) {
		t.Errorf("dependence of the EU = %v %v, want 100 and partial", r.Value, r.Flags)
	}
	if r := at(t, ask(t, l, "trade.exports", measure.Query{A: "RUS", B: "BEL", Years: measure.Years{From: 1995, To: 2001}}), 1995, "exporter"); !strings.Contains(r.Why, "Belgium-Luxembourg") {
		t.Errorf("why %q, want a word on Belgium-Luxembourg", r.Why)
	}
}

func TestPartnersAreSingleEconomies(t *testing.T) {
	l := ledgerOf(t, "s", `
CHN X RUS 2018 TOTAL 50
CHN X RU-FE 2018 TOTAL 40 region
CHN X CHN 2018 TOTAL 60
CHN X X-NES 2018 TOTAL 70 aggregate
CHN X USA 2018 TOTAL 30
CHN M RUS 2018 TOTAL 1
CHN M USA 2018 TOTAL 2
`)
	// Listed are Russia with 50 and the United States with 30: no part of Russia, no
	// returned goods, no residual.
	r := at(t, ask(t, l, "trade.share", measure.Query{A: "CHN", B: "USA", Params: map[string]string{"flow": "exports"}}), 2018, "CHN")
	if !near(r.Value, 37.5) || !r.Has(measure.FromSum) {
		t.Errorf("share %v %v, want 30 of 80", r.Value, r.Flags)
	}
	r = at(t, ask(t, l, "trade.rank", measure.Query{A: "CHN", B: "USA", Params: map[string]string{"flow": "exports"}}), 2018, "CHN")
	if r.Value != 2 || !strings.Contains(r.Note, "among 2 economies") {
		t.Errorf("rank %v %q, want 2 of 2", r.Value, r.Note)
	}
	// A region can be asked for.
	if r := at(t, ask(t, l, "trade.share", measure.Query{A: "CHN", B: "RU-FE", Params: map[string]string{"flow": "exports"}}), 2018, "CHN"); !near(r.Value, 50) {
		t.Errorf("share of the Russian Far East = %v, want 40 of 80", r.Value)
	}
	// The world has two dyads of China's exports.
	w := at(t, ask(t, l, "trade.exports", measure.Query{A: "CHN", B: "USA", World: true}), 2018, "exporter").World
	if w == nil || w.N != 2 {
		t.Errorf("world %+v, want 2 dyads", w)
	}
}

func TestRankOfNothing(t *testing.T) {
	l := ledgerOf(t, "s", "RUS X CHN 2018 TOTAL 0\nRUS X DEU 2018 TOTAL 0\nRUS X USA 2018 TOTAL 5\nRUS X NLD 2018 TOTAL 5")
	q := measure.Query{A: "RUS", B: "CHN", Params: map[string]string{"flow": "exports"}}
	// Two tied above: competition rank 3, shared by the two zeros.
	if r := at(t, ask(t, l, "trade.rank", q), 2018, "RUS"); r.Value != 3 || strings.Contains(r.Note, "Inf") || strings.Contains(r.Note, "NaN") {
		t.Errorf("rank of no trade = %v %q", r.Value, r.Note)
	}
	q.B = "USA"
	if r := at(t, ask(t, l, "trade.rank", q), 2018, "RUS"); r.Value != 1 || !r.Has(NarrowLead) || !strings.Contains(r.Note, "next below NLD, 0.0 % less") {
		t.Errorf("a tied lead = %v %v %q, want 1, narrow", r.Value, r.Flags, r.Note)
	}
	// No exports to the world at all but zeros: a share of nothing is missing.
	l = ledgerOf(t, "s", "RUS X CHN 2018 TOTAL 0")
	if r := at(t, ask(t, l, "trade.share", measure.Query{A: "RUS", B: "CHN", Params: map[string]string{"flow": "exports"}}), 2018, "RUS"); !r.Missing {
		t.Errorf("share of nothing = %v", r.Value)
	}
}

// A mirror gap of a group holds sums of the same flows against each other.
func TestGapOfGroup(t *testing.T) {
	l := ledgerOf(t, "s", `
DEU X RUS 2018 TOTAL 100
RUS M DEU 2018 TOTAL 110
RUS M NLD 2018 TOTAL 500
FRA X RUS 2018 TOTAL 50
RUS M FRA 2018 TOTAL 55
`)
	r := at(t, ask(t, l, "trade.mirror_gap", measure.Query{A: "EU", B: "RUS"}), 2018, "both")
	if !near(r.Value, 100*(165./150-1)) || !r.Has(measure.Partial) {
		t.Errorf("gap %v %v, want ten per cent over Germany and France", r.Value, r.Flags)
	}
}

func TestMembershipChanged(t *testing.T) {
	l := ledgerOf(t, "s", "CHN X DEU 2003 TOTAL 10\nCHN M DEU 2003 TOTAL 10\nCHN X DEU 2004 TOTAL 10\nCHN M DEU 2004 TOTAL 10\nCHN X POL 2003 TOTAL 4\nCHN M POL 2003 TOTAL 4\nCHN X POL 2004 TOTAL 5\nCHN M POL 2004 TOTAL 5\nCHN X DEU 2005 TOTAL 10\nCHN M DEU 2005 TOTAL 10")
	rs := ask(t, l, "trade.growth", measure.Query{A: "CHN", B: "EU"})
	// Poland acceded in 2004: 30 against the 28 of the same members, not the 20 of Germany alone.
	if r := at(t, rs, 2004, "CHN"); !near(r.Value, 100*(30./28-1)) || !r.Has(MembershipChanged) {
		t.Errorf("growth of 2004 = %v %v, want 7.1 like for like with the accession flagged", r.Value, r.Flags)
	}
	if r := at(t, rs, 2005, "CHN"); r.Has(MembershipChanged) {
		t.Errorf("2005 flagged: %v", r.Flags)
	}
}

func TestImputed(t *testing.T) {
	for _, c := range []struct {
		x, m float64
		year int
		want bool
	}{
		{8389.7, 8893.09, 2013, true}, // 8893.082 to six digits
		{2872.89, 3160.18, 1998, true},
		{2872.89, 3160.18, 2005, false}, // the factor 1.10 ended with the nineties
		{50, 53, 2013, false},           // round figures meet by chance
		{8970, 9516.16, 2014, false},
		{0, 0, 2013, false},
	} {
		if got := imputed(c.x, c.m, c.year); got != c.want {
			t.Errorf("%v and %v in %d: %v", c.x, c.m, c.year, got)
		}
	}
	for v, want := range map[float64]int{0: 0, 50: 1, 53: 2, 8389.7: 5, 1.10111e9: 6, 120000: 2, 123456789: 6} {
		if got := digits(v); got != want {
			t.Errorf("digits(%v) = %d, want %d", v, got, want)
		}
	}
}

// line is a product line of Russia's exports to China in 2018.
func line(exporter, importer, classification, product string, value float64) Flow {
	return Flow{Exporter: exporter, Importer: importer, Year: 2018, Product: product, View: measure.ByExporter, Value: value,
		Classification: classification, Source: "s", Vintage: "v"}
}

func structureOfBasket(t *testing.T, l memory, a, b, basket string) measure.Row {
	t.Helper()
	return at(t, ask(t, l, "trade.structure", measure.Query{A: ecode(a), B: ecode(b), Params: map[string]string{"basket": basket}}), 2018, "exporter")
}

func TestClassificationsAreNotMixed(t *testing.T) {
	l := memory{line("RUS", "CHN", "", Total, 100), line("RUS", "CHN", "H4", "27", 60), line("RUS", "CHN", "H4", "44", 40),
		line("RUS", "CHN", "H5", "27", 61), line("RUS", "CHN", "H5", "44", 39)}
	if r := structureOfBasket(t, l, "RUS", "CHN", "hydrocarbons"); r.Value != 60 {
		t.Errorf("hydrocarbons = %v, want the 60 of the first classification", r.Value)
	}
}

func TestDepths(t *testing.T) {
	// Chapter 27 by headings alone, one of them with its own subheadings; 44 as a
	// chapter; 84 as a gap; 12 not disclosed.
	l := memory{line("RUS", "CHN", "", Total, 100), line("RUS", "CHN", "", "2709", 30), line("RUS", "CHN", "", "2711", 20),
		line("RUS", "CHN", "", "271111", 15), line("RUS", "CHN", "", "44", 30)}
	gapLine := line("RUS", "CHN", "", "84", 0)
	gapLine.Missing = true
	l = append(l, gapLine)
	if r := structureOfBasket(t, l, "RUS", "CHN", "hydrocarbons"); r.Value != 50 || r.Has(measure.Partial) {
		t.Errorf("hydrocarbons = %v %v, want 30 + 20", r.Value, r.Flags)
	}
	if r := structureOfBasket(t, l, "RUS", "CHN", "271111"); r.Value != 15 {
		t.Errorf("271111 = %v, want 15", r.Value)
	}
	if r := structureOfBasket(t, l, "RUS", "CHN", "271121"); !r.Missing || !strings.Contains(r.Why, "2711") {
		t.Errorf("271121 = %v %q, want missing: 5 of heading 2711 are not listed more finely", r.Value, r.Why)
	}
	if r := structureOfBasket(t, l, "RUS", "CHN", "84"); !r.Missing {
		t.Errorf("a published gap = %v, want missing", r.Value)
	}
	if r := structureOfBasket(t, l, "RUS", "CHN", "44,84"); r.Value != 30 || !r.Has(measure.Partial) {
		t.Errorf("44 with the gap 84 = %v %v, want 30, a part", r.Value, r.Flags)
	}
	// All disclosed: what has no line is nil; but not within a heading half listed.
	full := memory{line("RUS", "CHN", "", Total, 100), line("RUS", "CHN", "", "27", 100), line("RUS", "CHN", "", "2709", 60)}
	if r := structureOfBasket(t, full, "RUS", "CHN", "44"); r.Missing || r.Value != 0 {
		t.Errorf("wood = %v, want nil recorded", r)
	}
	if r := structureOfBasket(t, full, "RUS", "CHN", "2711"); !r.Missing {
		t.Errorf("2711 may hide in the 40 of chapter 27 without a heading; got %v", r.Value)
	}
}

// Members of a group publish at different depths; none may be lost.
func TestStructureOfGroup(t *testing.T) {
	l := memory{line("DEU", "RUS", "", Total, 100), line("DEU", "RUS", "", "84", 60), line("DEU", "RUS", "", "30", 40),
		line("FRA", "RUS", "", Total, 50), line("FRA", "RUS", "", "8401", 20), line("FRA", "RUS", "", "3004", 30)}
	r := structureOfBasket(t, l, "EU", "RUS", "84")
	if !near(r.Value, 100*80./150) || !r.Has(measure.Partial) {
		t.Errorf("machinery of the EU = %v %v, want 80 of 150, a part of 28 members", r.Value, r.Flags)
	}
}

func TestIntensity(t *testing.T) {
	l := ledgerOf(t, "s", `
RUS X CHN 2018 TOTAL 20
RUS X WLD 2018 TOTAL 100
RUS M WLD 2018 TOTAL 50
CHN M WLD 2018 TOTAL 95
WLD M WLD 2018 TOTAL 1000
`)
	// (20/100) / (95/(1000 − 50)) = 2 by hand.
	r := at(t, ask(t, l, "trade.intensity", measure.Query{A: "RUS", B: "CHN", World: true}), 2018, "RUS")
	if !near(r.Value, 2) {
		t.Errorf("intensity %v %q, want 2", r.Value, r.Why)
	}
	if r := at(t, ask(t, l[:4], "trade.intensity", measure.Query{A: "RUS", B: "CHN"}), 2018, "RUS"); !r.Missing || !strings.Contains(r.Why, "world's imports") {
		t.Errorf("without the world's imports: %v %q", r.Value, r.Why)
	}
}

func TestComplementarityAndAdvantage(t *testing.T) {
	l := ledgerOf(t, "s", `
RUS X WLD 2018 TOTAL 100
RUS X WLD 2018 27 60
RUS X WLD 2018 44 40
CHN M WLD 2018 TOTAL 200
CHN M WLD 2018 27 50
CHN M WLD 2018 84 150
WLD X WLD 2018 27 10
WLD X WLD 2018 44 10
WLD X WLD 2018 84 80
USA X WLD 2018 TOTAL 100
USA X WLD 2018 27 30
`)
	// 1 − ½(|.25−.60| + |0−.40| + |.75−0|) = 0.25 by hand.
	if r := at(t, ask(t, l, "trade.complementarity", measure.Query{A: "RUS", B: "CHN"}), 2018, "own"); !near(r.Value, 0.25) {
		t.Errorf("complementarity %v %q, want 0.25", r.Value, r.Why)
	}
	// (60/100) / (10/100) = 6.
	q := measure.Query{A: "RUS", B: "CHN", Params: map[string]string{"basket": "hydrocarbons"}}
	if r := at(t, ask(t, l, "trade.rca", q), 2018, "RUS"); !near(r.Value, 6) {
		t.Errorf("advantage %v %q, want 6", r.Value, r.Why)
	}
	q.A = "USA"
	if r := at(t, ask(t, l, "trade.rca", q), 2018, "USA"); !r.Missing || !strings.Contains(r.Why, "30.0 %") {
		t.Errorf("lines of 30 %% of exports show no structure; got %v %q", r.Value, r.Why)
	}
}
