package ppml

import (
	"context"
	"errors"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// The oracle is elimination in exact fractions.
func TestEffectsAreCounted(t *testing.T) {
	less := 0
	for seed := range uint64(60) {
		source := rand.New(rand.NewPCG(seed, 3))
		n := 6 + source.IntN(12)
		m := Model{Y: make([]float64, n)}
		var columns [][]*big.Rat
		var all []int
		for i := range n {
			m.Y[i] = float64(1 + source.IntN(5))
			all = append(all, i)
		}
		for range 1 + source.IntN(3) {
			e := Factor{ID: make([]int32, n), Groups: 5}
			for i := range e.ID {
				e.ID[i] = int32(source.IntN(e.Groups))
			}
			m.Effects = append(m.Effects, e)
			for g := range e.Groups {
				column := make([]*big.Rat, n)
				for i, id := range e.ID {
					column[i] = new(big.Rat)
					if int(id) == g {
						column[i].SetInt64(1)
					}
				}
				columns = append(columns, column)
			}
		}
		want := len(columns) - len(kernelBasis(columns, all))
		f := newFitter(m, Options{Threads: 1}, nil)
		if got := f.effects(m, 0); got != want {
			t.Errorf("seed %d: %d effects, want %d", seed, got, want)
		}
		if len(m.Effects) == 3 && want < f.d.Length()-f.redundant(m, f.everyFactor()) {
			less++
		}
	}
	if less == 0 {
		t.Error("no design was one that pairs of factors do not tell")
	}
}

// Three economies and three years have 18 flows, 16 effects (24 groups less one
// for every year, exporter and importer, but one too many) and room for a
// regressor. Any two factors alone would tell of 18 effects.
func TestEffectsLeaveRoom(t *testing.T) {
	m, pair := trade(4, 3, 3, func(i, j, _ int) bool { return i != j })
	for i := range m.Y {
		m.Y[i]++
	}
	m.X, m.Effects = m.X[:1], append(m.Effects, pair)
	r, err := Fit(context.Background(), m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.N != 18 || len(r.Coef) != 1 || !r.Converged {
		t.Errorf("%d rows, coefficients %v, converged %v", r.N, r.Coef, r.Converged)
	}
	m.X = []Regressor{m.X[0], {"z", slices.Clone(m.Y)}, {"v", slices.Clone(m.Y)}}
	m.X[1].X[3], m.X[2].X[5] = 7, 9
	var bad *Error
	if _, err = Fit(context.Background(), m, Options{}); !errors.As(err, &bad) || bad.Where != "model" {
		t.Errorf("%v, want a complaint of 19 parameters of 18 rows", err)
	}
}

// What separation leaves may be fitted exactly, which is no mistake: row 0 alone
// joins two groups, and the six others have an effect each.
func TestEffectsMayFitExactly(t *testing.T) {
	m := Model{Y: []float64{0, 1, 2, 3, 1, 2, 4}, X: []Regressor{{"x", []float64{1, 4, 2, 5, 1, 3, 2}}}, Effects: []Factor{
		ids("a", 0, 0, 1, 1, 2, 2, 0), ids("b", 1, 0, 1, 1, 0, 0, 0), ids("c", 0, 0, 1, 2, 3, 4, 5)}}
	rows, r := separated(t, m)
	if !slices.Equal(rows, []int{0}) || !r.Converged || r.N != 6 || r.Deviance > 1e-9 || !slices.Equal(r.Collinear, []string{"x"}) {
		t.Errorf("dropped %v, %d rows left, deviance %g, collinear %v", rows, r.N, r.Deviance, r.Collinear)
	}
}
