package corridor

import (
	"math"
	"slices"
	"testing"
)

// The oracle is the logit's formula over networkx's answer for the article's
// three prices at 40 US dollars a day and θ = 0.005 (days invented), and
// 368/19 and 47,129.82 for the break-even of sea and Kazakhstan.
func TestRoutesThreePrices(t *testing.T) {
	legs := legsOf(t, "sea,A,B,sea,932,35,inf\nkaz,A,B,rail,1300,16,inf\ntsr,A,B,rail,2200,18,inf\nshut,A,B,rail,1,1,0\n")
	r, err := Routes(legs, "A", "B", 9, Taste{40, 0.005, 1})
	if err != nil || len(r) != 3 {
		t.Fatal(r, err)
	}
	for i, want := range []float64{0.870848769728947, 0.1226663825650543, 0.006484847705998875} {
		if math.Abs(r[i].Share-want) > 1e-9 {
			t.Errorf("%v: share %v, want %v", r[i].Legs, r[i].Share, want)
		}
	}
	v, ok := BreakEven(r[0], r[1])
	if !ok || math.Abs(v-368.0/19) > 1e-9 || math.Abs(CargoValue(v, 0.15)-47129.824561403504) > 1e-6 {
		t.Errorf("break-even %v %v", v, ok)
	}
	if _, ok := BreakEven(r[0], r[2]); ok {
		t.Error("a route that is slower and dearer breaks even")
	}
}

// The article's prices, as printed in its paragraph 29.
func TestBuiltinKeepsTheArticlesPrices(t *testing.T) {
	legs, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]float64{"tsr-east": 2200, "urumqi-eu": 1300, "suez": 932}
	for _, l := range legs {
		if p, ok := want[l.ID]; ok {
			if l.USD != p || slices.Contains(l.Assumed, "usd_per_teu") {
				t.Errorf("%+v, want %v as the article gives it", l, p)
			}
		} else if !slices.Contains(l.Assumed, "usd_per_teu") {
			t.Errorf("leg %s has a price of no source that is not marked assumed", l.ID)
		}
	}
	r, err := Routes(legs, "Shanghai", "Brest", 20, Taste{40, 0.005, 1})
	if err != nil || len(r) < 6 {
		t.Fatal(r, err)
	}
}
