package ppml

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
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

// checkTotals asks that every group's fitted total, and that of the marked
// observations, be its actual one.
func checkTotals(t *testing.T, name string, m Model, r *Result) {
	t.Helper()
	marked := Factor{Name: "own", Groups: 2, ID: make([]int32, len(m.Y))}
	for i, v := range m.X[0].X {
		marked.ID[i] = int32(v)
	}
	for _, e := range append(m.Effects, marked) {
		actual, fitted := make([]float64, e.Groups), make([]float64, e.Groups)
		for i, mu := range r.Fitted {
			if !math.IsNaN(mu) {
				actual[e.ID[i]] += m.Y[i]
				fitted[e.ID[i]] += mu
			}
		}
		for g := range actual {
			if actual[g] > 0 && !(math.Abs(fitted[g]/actual[g]-1) <= 1.01e-8) {
				t.Errorf("%s, %s %d: fitted %v, actual %v", name, e.Name, g, fitted[g], actual[g])
			}
		}
	}
}

// The oracle is the definition, see checkTotals. These panels once wandered about
// the solution, each step adding the rounding of the largest groups to the
// smallest, or throwing means far below their outcomes far beyond them.
func TestSkewedPanelsConverge(t *testing.T) {
	for _, c := range []struct {
		seed   uint64
		side   int
		spread float64
	}{{2, 20, 9}, {5, 40, 9}, {2, 80, 7}, {5, 80, 9}, {13, 70, 9}} {
		m := skewed(c.seed, c.side, 6, c.spread)
		r, err := Fit(context.Background(), m, Options{})
		if err != nil {
			t.Errorf("%v: %v", c, err)
			continue
		}
		checkTotals(t, fmt.Sprint(c), m, r)
	}
}

// Three exporters have one flow of 833 in one year and one of 2 to the same
// importer in another, nothing else in these years, beside trade of ten orders
// of magnitude. What tells the effects of these flows apart is as small as they
// are; conjugate gradients once took the rounding of the largest groups for it.
func TestTinyGroupsBesideLargeOnes(t *testing.T) {
	const side, years = 80, 6
	for _, seed := range []uint64{0, 9, 11, 14, 16, 25} {
		source := rand.New(rand.NewPCG(seed, 19))
		it, jt, ij := Factor{Name: "it", Groups: side * years}, Factor{Name: "jt", Groups: side * years}, Factor{Name: "ij", Groups: side * side}
		var m Model
		var own []float64
		size := make([]float64, side)
		for i := range size {
			size[i] = 2.5 * source.NormFloat64()
		}
		for i := range side {
			for j := range side {
				pair := 1.5 * source.NormFloat64()
				for year := range years {
					tiny, single := i < 3 && j == 3+i, i < 3 && (year == 1 || year == 2+i)
					if i == j || single != tiny && (single || year > 1) {
						continue
					}
					y := math.Round(math.Exp(15 + size[i] + size[j] + pair + 0.5*source.NormFloat64()))
					if tiny {
						y = 2
						if year == 1 {
							y = 833
						}
					}
					marked := 0.0
					if i+j == 2*side-3 && year == years-1 {
						marked = 1
					}
					m.Y, own = append(m.Y, y), append(own, marked)
					it.ID, jt.ID, ij.ID = append(it.ID, int32(i*years+year)), append(jt.ID, int32(j*years+year)), append(ij.ID, int32(i*side+j))
				}
			}
		}
		m.X, m.Effects = []Regressor{{"own", own}}, []Factor{it, jt, ij}
		r, err := Fit(context.Background(), m, Options{})
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
			continue
		}
		checkTotals(t, fmt.Sprint(seed), m, r)
	}
}

// The oracle is proportional fitting: with a regressor of ones and zeros, all
// totals are set right in turn, factor by factor, until nothing changes. It is
// slow, but knows no equations to solve.
func TestSkewedPanelsAgreeWithProportionalFitting(t *testing.T) {
	for _, c := range []struct {
		seed   uint64
		spread float64
	}{{1, 2}, {2, 4}, {3, 6}, {6, 8}, {9, 8}, {10, 10}, {11, 10}} {
		m := skewed(c.seed, 12, 6, c.spread)
		r, err := Fit(context.Background(), m, Options{})
		if err != nil {
			t.Errorf("%v: %v", c, err)
			continue
		}
		if len(r.Coef) != 1 {
			t.Errorf("%v: coefficients %v", c, r.Coef)
			continue
		}
		want, ok := proportionalFitting(m, r)
		if !ok {
			t.Errorf("%v: proportional fitting came to no end", c)
			continue
		}
		if math.Abs(r.Coef[0].Estimate-want) > 1e-7*(1+math.Abs(want)) {
			t.Errorf("%v: %.12g, want %.12g", c, r.Coef[0].Estimate, want)
		}
	}
}

func proportionalFitting(m Model, r *Result) (own float64, ok bool) {
	marked := Factor{Groups: 2, ID: make([]int32, len(m.Y))}
	for i, v := range m.X[0].X {
		marked.ID[i] = int32(v)
	}
	factors := append(slices.Clone(m.Effects), marked)
	mu := make([]float64, len(m.Y))
	for i, fitted := range r.Fitted {
		if !math.IsNaN(fitted) {
			mu[i] = 1
		}
	}
	for range 30000 {
		gap := 0.0
		for q, e := range factors {
			actual, fitted := make([]float64, e.Groups), make([]float64, e.Groups)
			for i, v := range mu {
				if v > 0 {
					actual[e.ID[i]] += m.Y[i]
					fitted[e.ID[i]] += v
				}
			}
			for g := range actual {
				actual[g] /= fitted[g] // the ratio from here on
				if fitted[g] > 0 {
					gap = max(gap, math.Abs(actual[g]-1))
				}
			}
			if q == len(factors)-1 {
				actual[0] = 1 // the others have effects enough
				own += math.Log(actual[1])
			}
			for i := range mu {
				if mu[i] > 0 {
					mu[i] *= actual[e.ID[i]]
				}
			}
		}
		if gap < 1e-13 {
			return own, true
		}
	}
	return own, false
}
