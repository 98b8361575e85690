package gravity

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"dyad/economy"
	"dyad/internal/hint"
)

// wideWorld is trade among the first forty states with a capital, 2015 to 2017.
func wideWorld() []Flow {
	r := rand.New(rand.NewPCG(3, 4))
	var names []string
	for _, e := range economy.All() {
		if e.Kind == economy.State && e.HasCapital() && e.Code != "CHN" && e.Code != "RUS" && len(names) < 40 {
			names = append(names, string(e.Code))
		}
	}
	names = append(names, "CHN", "RUS")
	size := map[string]float64{}
	for _, c := range names {
		size[c] = math.Exp(r.NormFloat64())
	}
	var out []Flow
	for _, a := range names {
		for _, b := range names {
			if km, ok := economy.Distance(economy.Code(a), economy.Code(b)); a != b && ok && km > 0 {
				for year := 2015; year < 2018; year++ {
					out = append(out, Flow{a, b, year, 1e6 * size[a] * size[b] / km * math.Exp(0.4*r.NormFloat64())})
				}
			}
		}
	}
	return out
}

// The oracle is Expect in sample, which reads the dyad's rows and counts the
// percentile by another way; the limits are those of the same method, whose
// own oracle is in TestExpectAgainstIndicators.
func TestFieldAgainstExpect(t *testing.T) {
	flows := wideWorld()
	f, err := NewField(context.Background(), flows, 1)
	if err != nil {
		t.Fatal(err)
	}
	x, err := Expect(context.Background(), flows, "RUS", "CHN", ExpectOptions{InSample: true, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	years, err := f.Years("RUS", "CHN")
	if err != nil || len(years) != 3 {
		t.Fatalf("%d years, %v", len(years), err)
	}
	for k, y := range years {
		want := x.Years[k]
		for name, pair := range map[string][2]float64{"actual": {y.Actual, want.Actual}, "expected": {y.Expected, want.Expected}, "ratio": {y.Ratio, want.Ratio},
			"lower": {y.Lower, want.Lower}, "upper": {y.Upper, want.Upper}, "percentile": {y.Percentile, want.Percentile},
			"one way": {y.AToB.Expected, want.AToB.Expected}, "error of one way": {y.AToB.LogError, want.AToB.LogError}} {
			if !(math.Abs(pair[0]/pair[1]-1) < 1e-7) {
				t.Errorf("%d %s: %v, want %v", y.Year, name, pair[0], pair[1])
			}
		}
		if y.Dyads != want.Dyads {
			t.Errorf("%d: %d dyads, want %d", y.Year, y.Dyads, want.Dyads)
		}
	}
}

// A selection of dyads, here all of China's and of Russia's, cannot tell
// distance from size.
func TestFieldOfNarrowPanel(t *testing.T) {
	var star []Flow
	for _, f := range wideWorld() {
		for _, c := range []string{"CHN", "RUS"} {
			if f.Exporter == c || f.Importer == c && f.Exporter != "CHN" {
				star = append(star, f)
				break
			}
		}
	}
	_, err := NewField(context.Background(), star, 1)
	var h *hint.Error
	if !errors.As(err, &h) || h.Code != hint.Data {
		t.Fatalf("error %v", err)
	}
}

// Every total of exports and imports stays; the dyad's odds against any two
// third flows change by exactly the factor, which defines the solution (it is the
// biproportional fit). Trade at the average has factors that undo the ratio.
func TestCounterfactual(t *testing.T) {
	f, err := NewField(context.Background(), wideWorld(), 1)
	if err != nil {
		t.Fatal(err)
	}
	const year = 2016
	c, err := f.Cheaper("CHN", "RUS", year, 0.1)
	if err != nil {
		t.Fatal(err)
	}
	if want := math.Pow(0.9, 1-CostElasticity); math.Abs(c.FactorAToB-want) > 1e-12 {
		t.Errorf("factor %v, want %v", c.FactorAToB, want)
	}
	if rise := c.After / c.Before; !(rise > 1 && rise < c.FactorAToB) {
		t.Errorf("trade rises by %v, which is not between 1 and the factor", rise)
	}
	// what the dyad gains is what its two economies lose with all third parties
	lost := map[string]float64{}
	for _, d := range c.Diverted {
		lost[d.Economy] += d.Change
	}
	for _, name := range []string{"CHN", "RUS"} {
		if gain := c.After - c.Before; math.Abs(lost[name]/gain+1) > 1e-6 {
			t.Errorf("%s loses %v elsewhere, the dyad gains %v", name, lost[name], gain)
		}
	}
	a, err := f.Average("CHN", "RUS", year)
	if err != nil {
		t.Fatal(err)
	}
	years, _ := f.Years("CHN", "RUS")
	if got := a.FactorAToB * years[1].AToB.Actual / years[1].AToB.Expected; math.Abs(got-1) > 1e-12 {
		t.Errorf("the residual becomes %v, not one", got)
	}
	if _, err := f.Average("CHN", "RUS", 1950); err == nil {
		t.Error("a year without data is answered")
	}
}

// Each dyad once for who asks about one, in either order for who asks about none.
func TestWorldOfMeasures(t *testing.T) {
	f, err := NewField(context.Background(), wideWorld(), 1)
	if err != nil {
		t.Fatal(err)
	}
	f.Panel = Panel{Source: "made-up", View: "importer"}
	x := NewFields(nil)
	done := make(chan struct{})
	close(done)
	x.kept[Panel{}] = &fieldWork{done: done, field: f}
	x.kept[Panel{Source: "made-up"}] = x.kept[Panel{}]
	c, err := newCatalogueOf(x)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := c.Eval(context.Background(), "gravity.ratio", queryOf("RUS", "CHN", true))
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	years, _ := f.Years("RUS", "CHN")
	for k, r := range rows {
		if r.Value != years[k].Ratio || !r.Has(InSample) || r.Source != "made-up" || r.World == nil || r.World.N != years[k].Dyads || math.Abs(r.World.Percentile-years[k].Percentile) > 1e-9 {
			t.Errorf("%v: %+v, want %+v", r, r.World, years[k])
		}
	}
	upper := queryOf("RUS", "CHN", false)
	upper.Params = map[string]string{"limit": "upper", "flow": "exports"}
	rows, err = c.Eval(context.Background(), "gravity.expected", upper)
	if err != nil {
		t.Fatal(err)
	}
	for k, r := range rows {
		if d := years[k].AToB; math.Abs(r.Value/(d.Expected*math.Exp(1.959964*d.LogError))-1) > 1e-6 {
			t.Errorf("%v, want %+v", r, d)
		}
	}
	m, _ := c.Get("gravity.ratio")
	both, err := m.World(context.Background(), queryOf("", "", false), 2016)
	if err != nil || len(both) != 2*years[0].Dyads {
		t.Errorf("%d values for all dyads, want %d: %v", len(both), 2*years[0].Dyads, err)
	}
	group, err := c.Eval(context.Background(), "gravity.ratio", queryOf("EU", "CHN", false))
	if err != nil || len(group) != 1 || !group[0].Missing {
		t.Errorf("a group: %v, %v", group, err)
	}
}

func ExampleField() {
	f, err := NewField(context.Background(), wideWorld(), 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	years, _ := f.Years("CHN", "RUS")
	y := years[len(years)-1]
	fmt.Println(y.Year, y.Lower < y.Expected && y.Expected < y.Upper, y.Dyads)
	// Output: 2017 true 861
}
