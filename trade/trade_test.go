package trade

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"dyad/measure"
)

// China–Russia in USD million as the IMF's Direction of Trade Statistics gave
// them (release to 2020), 2001 and 2009–2011; world totals and the rest invented.
const chnrus = `
CHN X RUS 2001 TOTAL 2714.58
CHN M RUS 2001 TOTAL 7958.94
RUS X CHN 2001 TOTAL 4020.68
RUS M CHN 2001 TOTAL 1610.57
CHN X RUS 2009 TOTAL 17517.9
CHN M RUS 2009 TOTAL 21102.6
RUS X CHN 2009 TOTAL 16092.7
RUS M CHN 2009 TOTAL 22884.6
CHN X RUS 2010 TOTAL 29591.8
CHN M RUS 2010 TOTAL 25810.8
RUS X CHN 2010 TOTAL 19783.2
RUS M CHN 2010 TOTAL 39059
CHN X RUS 2011 TOTAL 38885.8
CHN M RUS 2011 TOTAL 39043.3
RUS X CHN 2011 TOTAL 32019.6
`

func TestAccounts(t *testing.T) {
	l := ledgerOf(t, "imf", chnrus)
	q := measure.Query{A: "CHN", B: "RUS"}
	// Oracle: sums and differences of the lines above, by hand.
	for _, c := range []struct {
		name string
		year int
		who  string
		want float64
	}{
		{"trade.exports", 2009, "CHN", 17517.9},
		{"trade.exports", 2009, "RUS", 22884.6},
		{"trade.imports", 2009, "CHN", 21102.6},
		{"trade.imports", 2009, "RUS", 16092.7},
		{"trade.total", 2009, "CHN", 38620.5},
		{"trade.total", 2009, "RUS", 38977.3},
		{"trade.balance", 2009, "CHN", -3584.7},
		{"trade.balance", 2009, "RUS", 6791.9},
		{"trade.growth", 2010, "CHN", 100 * (55402.6/38620.5 - 1)},
		{"trade.multiple", 2010, "RUS", 58842.2 / 5631.25},
		{"trade.mirror_gap", 2010, "both", 100 * (39059/29591.8 - 1)},
	} {
		r := at(t, ask(t, l, c.name, q), c.year, c.who)
		if r.Missing || math.Abs(r.Value-c.want) > 1e-9*math.Abs(c.want) {
			t.Errorf("%s %d by %s = %v (missing %v), want %v", c.name, c.year, c.who, r.Value, r.Missing, c.want)
		}
	}
}

func TestSignConflict(t *testing.T) {
	rs := ask(t, ledgerOf(t, "imf", chnrus), "trade.balance", measure.Query{A: "CHN", B: "RUS"})
	for year, want := range map[int]bool{2001: false, 2009: true, 2010: false} {
		for _, who := range []string{"CHN", "RUS"} {
			if got := at(t, rs, year, who).Has(measure.SignConflict); got != want {
				t.Errorf("%d by %s: conflict %v, want %v", year, who, got, want)
			}
		}
	}
}

func TestMissingIsNeverZero(t *testing.T) {
	l := ledgerOf(t, "imf", chnrus)
	rs := ask(t, l, "trade.total", measure.Query{A: "CHN", B: "RUS"})
	r := at(t, rs, 2011, "RUS") // Russia's imports of 2011 are not in the ledger
	if !r.Missing || !strings.Contains(r.Why, "exports of CHN to RUS in 2011, as RUS reports") {
		t.Errorf("got %v %q, want a missing row that names the absent report", r, r.Why)
	}
	if r := at(t, rs, 2005, "CHN"); !r.Missing || r.Why == "" {
		t.Errorf("the gap year gave %v", r)
	}
	if r := at(t, ask(t, l, "trade.growth", measure.Query{A: "CHN", B: "RUS"}), 2009, "CHN"); !r.Missing {
		t.Errorf("growth on an absent year gave %v", r)
	}
	if rs := ask(t, l, "trade.total", measure.Query{A: "CHN", B: "USA"}); len(rs) != 0 {
		t.Errorf("a dyad nobody speaks of gave %v", rs)
	}
}

// Oracle: the figures as the IMF prints them, and the products worked out by hand.
// An estimate is printed to two decimals of a million, so six digits are not to
// be had of it.
func TestImputedEstimate(t *testing.T) {
	for _, c := range []struct {
		x, m  string // USD, and flags
		year  int
		want  bool
		about string
	}{
		{"35203500", "37320000 estimate", 2020, true, "SDN to SSD: 37.3157 printed 37.32"},
		{"35203500", "37320000", 2020, false, "the same without the mark"},
		{"35203500 estimate", "37320000 estimate", 2020, false, "two estimates: neither is the witness"},
		{"35203500", "37330000 estimate", 2020, false, "37.3157 is not printed 37.33"},
		{"35203500", "38720000 estimate", 1999, true, "38.72385 printed 38.72"},
		{"35203500", "38720000 estimate", 2000, false, "the factor 1.10 ended with the nineties"},
		{"33210000 estimate", "35203500", 2020, true, "35.2035 / 1.06 = 33.2108"},
		{"33220000 estimate", "35203500", 2020, false, "33.2108 is not printed 33.22"},
		{"35203500", "37315000 estimate", 2020, false, "printed more finely than estimates are, and 710 USD off"},
		{"1000", "0 estimate", 2020, false, "nothing printed, nothing proved"},
		{"45000", "50000 estimate", 2020, false, "one digit fits nearly any factor"},
	} {
		l := ledgerOf(t, "imf", fmt.Sprintf("SDN X SSD %d TOTAL %s\nSSD M SDN %d TOTAL %s", c.year, c.x, c.year, c.m))
		rs := ask(t, l, "trade.exports", measure.Query{A: "SDN", B: "SSD"})
		made := "SSD"
		if strings.Contains(c.x, "estimate") {
			made = "SDN"
		}
		for _, who := range []string{"SDN", "SSD"} {
			if got := at(t, rs, c.year, who).Has(measure.MirrorImputed); got != (c.want && who == made) {
				t.Errorf("%s, by %s: %v, want %v of %s alone", c.about, who, got, c.want, made)
			}
		}
	}
}

// partners: A trades with three partners and the world; the totals are invented.
const partners = `
RUS X CHN 2010 TOTAL 20
RUS M CHN 2010 TOTAL 40
RUS X DEU 2010 TOTAL 25
RUS M DEU 2010 TOTAL 30
RUS X NLD 2010 TOTAL 54
RUS M NLD 2010 TOTAL 5
RUS X WLD 2010 TOTAL 130
RUS M WLD 2010 TOTAL 110
CHN X RUS 2010 TOTAL 30
CHN M RUS 2010 TOTAL 26
CHN X USA 2010 TOTAL 300
CHN M USA 2010 TOTAL 100
DEU X RUS 2010 TOTAL 33
DEU M RUS 2010 TOTAL 29
`

func TestPartners(t *testing.T) {
	l := ledgerOf(t, "imf", partners)
	q := measure.Query{A: "RUS", B: "CHN"}
	ranks := ask(t, l, "trade.rank", q)
	for _, c := range []struct {
		name, who string
		q         measure.Query
		want      float64
		flag      string
	}{
		{"trade.share", "RUS", q, 100 * 60. / 240, measure.FromWorld},
		// As its partners report: 56 of 56 + 62; the Netherlands are silent.
		{"trade.share", "mirror", q, 100 * 56. / 118, measure.FromSum},
		{"trade.dependence", "RUS", q, 25, measure.FromWorld},
		{"trade.dependence", "CHN", measure.Query{A: "CHN", B: "RUS"}, 100 * 56. / 456, measure.FromSum},
		{"trade.asymmetry", "own", q, 25 / (100 * 56. / 456), measure.FromWorld},
		{"trade.rank", "RUS", q, 1, NarrowLead}, // 60 before the 59 of the Netherlands
		{"trade.rank", "RUS", measure.Query{A: "RUS", B: "EU"}, 1, ""},
		{"trade.rank", "RUS", measure.Query{A: "RUS", B: "CHN", Params: map[string]string{"universe": "blocs"}}, 2, ""},
		{"trade.rank", "RUS", measure.Query{A: "RUS", B: "CHN", Params: map[string]string{"flow": "exports"}}, 3, ""},
		{"trade.concentration", "RUS", q, (60.*60 + 55*55 + 59*59) / (240 * 240), UniverseIncomplete},
	} {
		r := at(t, ask(t, l, c.name, c.q), 2010, c.who)
		if r.Missing || math.Abs(r.Value-c.want) > 1e-12*c.want || c.flag != "" && !r.Has(c.flag) {
			t.Errorf("%s by %s = %v %v %q, want %v with %s", c.name, c.who, r.Value, r.Flags, r.Note, c.want, c.flag)
		}
	}
	if n := at(t, ranks, 2010, "RUS").Note; !strings.Contains(n, "NLD, 1.7 % less") || !strings.Contains(n, "72.5 %") {
		t.Errorf("the rank's note %q must name the runner-up and the coverage", n)
	}
}

func TestGroupAsPartner(t *testing.T) {
	l := ledgerOf(t, "imf", partners)
	r := at(t, ask(t, l, "trade.exports", measure.Query{A: "RUS", B: "EU"}), 2010, "RUS")
	if r.Value != 79 || !r.Has(measure.Partial) || !strings.Contains(r.Note, "25 of 27") {
		t.Errorf("got %v %v %q, want 25 + 54, a part of the Union of 27", r.Value, r.Flags, r.Note)
	}
}

const products = `
RUS X CHN 2002 TOTAL 100
RUS X CHN 2002 27 15
RUS X CHN 2002 84 20
RUS X CHN 2002 44 40
RUS X CHN 2017 TOTAL 200
RUS X CHN 2017 27 140
RUS X CHN 2017 2709 100
RUS X CHN 2017 2711 40
RUS X CHN 2017 44 60
`

func TestStructure(t *testing.T) {
	l := ledgerOf(t, "comtrade", products)
	of := func(basket string, more ...string) []measure.Row {
		p := map[string]string{"basket": basket}
		for i := 0; i < len(more); i += 2 {
			p[more[i]] = more[i+1]
		}
		return ask(t, l, "trade.structure", measure.Query{A: "RUS", B: "CHN", Params: p})
	}
	if r := at(t, of("hydrocarbons"), 2017, "RUS"); r.Value != 70 {
		t.Errorf("chapter 27 of 2017 = %v, want 70: the headings must not be added to their chapter", r.Value)
	}
	if r := at(t, of("crude-oil"), 2017, "RUS"); r.Value != 50 {
		t.Errorf("crude oil of 2017 = %v, want 50", r.Value)
	}
	if r := at(t, of("crude-oil"), 2002, "RUS"); !r.Missing {
		t.Errorf("2002 has chapters only, so crude oil is missing; got %v", r)
	}
	if r := at(t, of("hydrocarbons", "denominator", "disclosed"), 2002, "RUS"); r.Value != 20 {
		t.Errorf("15 of 75 disclosed = %v, want 20", r.Value)
	}
	// Chapters 85 to 90 have no line in 2002, and a quarter is not disclosed.
	if r := at(t, of("machines-and-equipment"), 2002, "RUS"); r.Value != 20 || !r.Has(measure.Partial) {
		t.Errorf("machines of 2002 = %v %v, want a part of 20", r.Value, r.Flags)
	}
	// In 2017 the lines make up the whole flow: no line is nil recorded.
	if r := at(t, of("machinery"), 2017, "RUS"); r.Missing || r.Value != 0 {
		t.Errorf("machinery of 2017 = %v, want nil recorded", r)
	}
	change := at(t, ask(t, l, "trade.structural_change", measure.Query{A: "RUS", B: "CHN"}), 2017, "RUS")
	// ½ (|.70−.15| + |0−.20| + |.30−.40| + |0−.25 undisclosed|)
	if math.Abs(change.Value-0.55) > 1e-12 {
		t.Errorf("structural change = %v, want 0.55", change.Value)
	}
	all := ask(t, l, "trade.structure", measure.Query{A: "RUS", B: "CHN"})
	sum := 0.0
	for _, r := range all {
		if r.Year == 2017 && !r.Missing {
			sum += r.Value
		}
	}
	if math.Abs(sum-100) > 1e-9 {
		t.Errorf("the structure set adds up to %v, want 100", sum)
	}
}

// Every HS chapter must stand in exactly one basket of the structure set.
func TestStructureSetIsAPartition(t *testing.T) {
	for i := 1; i <= 99; i++ {
		if i == 77 { // reserved in the Harmonized System
			continue
		}
		code := string([]byte{byte('0' + i/10), byte('0' + i%10)})
		n := 0
		for _, b := range New(nil).structureSet() {
			if b.has(code) {
				n++
			}
		}
		if n != 1 {
			t.Errorf("chapter %s stands in %d baskets", code, n)
		}
	}
}

func TestWorld(t *testing.T) {
	l := ledgerOf(t, "imf", partners)
	for name, who := range map[string]string{"trade.exports": "RUS", "trade.total": "RUS", "trade.balance": "RUS", "trade.share": "RUS",
		"trade.dependence": "RUS", "trade.rank": "RUS", "trade.asymmetry": "own", "trade.mirror_gap": "both", "trade.concentration": "RUS"} {
		r := at(t, ask(t, l, name, measure.Query{A: "RUS", B: "CHN", World: true}), 2010, who)
		if r.World == nil {
			t.Errorf("%s has no place in the world", name)
		}
	}
	r := at(t, ask(t, l, "trade.exports", measure.Query{A: "RUS", B: "CHN", World: true}), 2010, "RUS")
	// Exporters' reports: 20, 25, 54, 30, 300, 33 — the smallest of six.
	if w := r.World; w.N != 6 || w.Percentile != 0 || w.Rank != 6 {
		t.Errorf("got %+v, want the last of 6", *w)
	}
}

// A list of a few partners holds no ranking: 60 of a published 240 leaves 180
// that might be anybody's.
func TestRankNeedsMostOfTheTotal(t *testing.T) {
	l := ledgerOf(t, "imf", "RUS X CHN 2010 TOTAL 20\nRUS M CHN 2010 TOTAL 40\nRUS X WLD 2010 TOTAL 130\nRUS M WLD 2010 TOTAL 110")
	r := at(t, ask(t, l, "trade.rank", measure.Query{A: "RUS", B: "CHN"}), 2010, "RUS")
	if !r.Missing || !strings.Contains(r.Why, "25.0 %") {
		t.Errorf("got %v %q, want a missing place", r, r.Why)
	}
}

// Without a published total a short list is a selection: no share, no place.
func TestShortListsAreSelections(t *testing.T) {
	fewPartners = 10
	defer func() { fewPartners = 1 }()
	l := ledgerOf(t, "imf", "FRA X CHN 2015 TOTAL 20\nFRA M CHN 2015 TOTAL 40\nFRA X USA 2015 TOTAL 10\nFRA M USA 2015 TOTAL 10")
	for _, name := range []string{"trade.share", "trade.rank", "trade.dependence", "trade.concentration"} {
		r := at(t, ask(t, l, name, measure.Query{A: "FRA", B: "CHN"}), 2015, "FRA")
		if !r.Missing || !strings.Contains(r.Why, "2 partners listed are too few") {
			t.Errorf("%s = %v %q, want missing: two partners are no whole trade", name, r, r.Why)
		}
	}
}
