package ppml

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Test is a Wald test.
type Test struct {
	Statistic        float64 // chi-squared under the hypothesis
	DegreesOfFreedom int
	P                float64
}

// Wald tests that the named coefficients are all zero; without names, all but
// the constant.
func (r *Result) Wald(names ...string) (Test, error) {
	if len(names) == 0 {
		for _, c := range r.Coef {
			if c.Name != InterceptName {
				names = append(names, c.Name)
			}
		}
	}
	restrictions := make([][]float64, len(names))
	for i, name := range names {
		restrictions[i] = make([]float64, len(r.Coef))
		at := r.index(name)
		if at < 0 {
			return Test{}, fault("Wald test", "a coefficient of the result", "no coefficient %q", name)
		}
		restrictions[i][at] = 1
	}
	return r.WaldLinear(restrictions, make([]float64, len(names)))
}

// WaldLinear tests that restrictions times the coefficients (in the order of
// Coef) equals values; the statistic is (Rb-q)'(RVR')^-1(Rb-q).
func (r *Result) WaldLinear(restrictions [][]float64, values []float64) (Test, error) {
	k := len(restrictions)
	if k == 0 || len(values) != k {
		return Test{}, fault("Wald test", "", "%d restrictions with %d values", k, len(values))
	}
	distance := make([]float64, k)
	variance := square(k)
	for i, a := range restrictions {
		if len(a) != len(r.Coef) {
			return Test{}, fault("Wald test", "", "restriction %d has %d entries for %d coefficients", i, len(a), len(r.Coef))
		}
		for c, v := range a {
			distance[i] += v * r.Coef[c].Estimate
		}
		distance[i] -= values[i]
		for j, b := range restrictions {
			if len(b) != len(r.Coef) {
				continue
			}
			for c, v := range a {
				for d, w := range b {
					if v != 0 && w != 0 { // what takes no part may lack a variance
						variance[i][j] += v * r.VCov[c][d] * w
					}
				}
			}
		}
	}
	for i := range variance {
		if math.IsNaN(variance[i][i]) {
			return Test{}, fault("Wald test", "other clusters, or restrictions on other coefficients", "restriction %d is on a coefficient without a standard error", i)
		}
	}
	solution, ok := solveSymmetric(variance, distance)
	if !ok {
		return Test{}, fault("Wald test", "fewer restrictions", "the restrictions are collinear")
	}
	statistic := 0.0
	for i, v := range solution {
		statistic += v * distance[i]
	}
	p := distuv.ChiSquared{K: float64(k)}.Survival(statistic)
	return Test{Statistic: statistic, DegreesOfFreedom: k, P: p}, nil
}

func (r *Result) index(name string) int {
	for i, c := range r.Coef {
		if c.Name == name {
			return i
		}
	}
	return -1
}
