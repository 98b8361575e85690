package ppml

import (
	"context"
	"testing"
)

// A cube in the caller's order whose dropped rows hold anything: the oracle is
// the same cube with zeros there.
func TestDroppedRowsMayHoldAnything(t *testing.T) {
	const exporters, years, importers = 40, 12, 40
	fit := func(held float64) *Result {
		m := Model{X: []Regressor{{Name: "x"}, {Name: "year"}}, Effects: []Factor{{Name: "et", Groups: exporters * years}, {Name: "it", Groups: importers * years}, {Name: "pair", Groups: exporters * importers}}}
		state := uint32(7)
		random := func() float64 {
			state = state*1664525 + 1013904223
			return float64(state>>8) / (1 << 24)
		}
		for e := range exporters {
			for y := range years {
				for i := range importers {
					x, trade := random(), random()
					if (e*7+i*5)%11 == 0 { // a pair that never trades
						x, trade = held, 0
					}
					m.X[0].X, m.X[1].X, m.Y = append(m.X[0].X, x), append(m.X[1].X, x*float64(1990+y)), append(m.Y, trade)
					m.Effects[0].ID = append(m.Effects[0].ID, int32(e*years+y))
					m.Effects[1].ID = append(m.Effects[1].ID, int32(y*importers+i))
					m.Effects[2].ID = append(m.Effects[2].ID, int32(e*importers+i))
				}
			}
		}
		result, err := Fit(context.Background(), m, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if result.Structure != "cube" || result.NDropped == 0 {
			t.Fatalf("%s, %d rows dropped: not the case that is meant", result.Structure, result.NDropped)
		}
		return result
	}
	want := fit(0)
	for _, held := range []float64{1e6, 1e20, 1e300} {
		got := fit(held)
		if len(got.Coef) != len(want.Coef) || got.Coef[0] != want.Coef[0] || got.Coef[1] != want.Coef[1] {
			t.Errorf("dropped rows hold %g: %v, want %v", held, got.Coef, want.Coef)
		}
	}
}
