package ppml

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
)

// A model whose regressors are released has the same estimates, also where
// separated rows are dropped in a second round.
func TestRelease(t *testing.T) {
	const n, groups = 4000, 50
	invent := func() Model {
		r := rand.New(rand.NewPCG(5, 6))
		m := Model{Y: make([]float64, n), X: []Regressor{{"x", make([]float64, n)}, {"z", make([]float64, n)}},
			Effects: []Factor{{"a", make([]int32, n), groups}, {"b", make([]int32, n), groups}}}
		for i := range n {
			m.Effects[0].ID[i], m.Effects[1].ID[i] = int32(r.IntN(groups)), int32(r.IntN(groups))
			m.X[0].X[i] = r.NormFloat64()
			m.Y[i] = math.Exp(0.5*m.X[0].X[i]) * r.ExpFloat64()
			if i%100 == 0 { // z separates these
				m.X[1].X[i], m.Y[i] = 1+r.Float64(), 0
			}
		}
		return m
	}
	kept, released := invent(), invent()
	want, err := Fit(context.Background(), kept, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Fit(context.Background(), released, Options{Release: true})
	if err != nil {
		t.Fatal(err)
	}
	if want.NDropped == 0 || got.NDropped != want.NDropped || got.Coef[0] != want.Coef[0] || got.Deviance != want.Deviance {
		t.Errorf("%d rows dropped, want %d; %v, want %v; deviance %g, want %g", got.NDropped, want.NDropped, got.Coef, want.Coef, got.Deviance, want.Deviance)
	}
	if released.X[0].X != nil || kept.X[0].X == nil {
		t.Error("regressors are released when it is asked for, and only then")
	}
}
