package ppml

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
)

// skewed is a three-way panel whose outcomes span twenty orders of magnitude,
// with one observation of two pairs marked.
func skewed(seed uint64, side, years int, spread float64) Model {
	source := rand.New(rand.NewPCG(seed, 9))
	it, jt, ij := Factor{Name: "it", Groups: side * years}, Factor{Name: "jt", Groups: side * years}, Factor{Name: "ij", Groups: side * side}
	var m Model
	var own []float64
	size := make([]float64, side)
	for i := range size {
		size[i] = spread * source.NormFloat64()
	}
	for i := range side {
		for j := range side {
			if i == j || source.Float64() > 0.9 {
				continue
			}
			pair := 2 * source.NormFloat64()
			for t := range years {
				if source.Float64() > 0.8 {
					continue
				}
				m.Y = append(m.Y, math.Round(1e6*math.Exp(size[i]+size[j]+pair+source.NormFloat64()))/1e6)
				marked := 0.0
				if i+j == 1 && t == years-1 {
					marked = 1
				}
				own = append(own, marked)
				it.ID, jt.ID, ij.ID = append(it.ID, int32(i*years+t)), append(jt.ID, int32(j*years+t)), append(ij.ID, int32(i*side+j))
			}
		}
	}
	m.X = []Regressor{{"own", own}}
	m.Effects = []Factor{it, jt, ij}
	return m
}

// The oracle is the definition: every group's fitted total is its actual one,
// and so is the marked observations'. These panels once wandered about the
// solution, each step adding the rounding of the largest groups to the smallest.
func TestSkewedPanelsConverge(t *testing.T) {
	for _, c := range []struct {
		seed uint64
		side int
	}{{2, 20}, {5, 40}} {
		m := skewed(c.seed, c.side, 6, 9)
		r, err := Fit(context.Background(), m, Options{})
		if err != nil {
			t.Errorf("%d economies: %v", c.side, err)
			continue
		}
		totals := func(id []int32, groups int) (actual, fitted []float64) {
			actual, fitted = make([]float64, groups), make([]float64, groups)
			for i, mu := range r.Fitted {
				if !math.IsNaN(mu) {
					actual[id[i]] += m.Y[i]
					fitted[id[i]] += mu
				}
			}
			return actual, fitted
		}
		marked := Factor{Name: "own", Groups: 2, ID: make([]int32, len(m.Y))}
		for i, v := range m.X[0].X {
			marked.ID[i] = int32(v)
		}
		for _, e := range append(m.Effects, marked) {
			actual, fitted := totals(e.ID, e.Groups)
			for g := range actual {
				if actual[g] > 0 && !(math.Abs(fitted[g]/actual[g]-1) < 1e-7) {
					t.Errorf("%d economies, %s %d: fitted %v, actual %v", c.side, e.Name, g, fitted[g], actual[g])
				}
			}
		}
	}
}
