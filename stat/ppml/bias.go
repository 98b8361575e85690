package ppml

import (
	"math"

	"dyad/stat/internal/absorb"
	"dyad/stat/internal/kernel"
)

// Correction is a bias-corrected estimate.
type Correction struct {
	// Coef holds the corrected estimates with their corrected errors.
	Coef []Coefficient
	VCov [][]float64
	// Repair is what was done to a covariance that was not positive semidefinite,
	// as in Result.
	Repair *Repair
	// Bias was subtracted from the estimates; zero in two-way models, which
	// have none to that order.
	Bias []float64
	// Pairs is the number of pairs (clusters) in use.
	Pairs int
	// Exact says whether the leverage of the effects was computed exactly or
	// by its leading terms, see BiasCorrection.
	Exact bool
}

// mostExact is the number of exporter-time and importer-time effects up to
// which the leverage of a three-way model is computed exactly.
const mostExact = 2000

// BiasCorrection corrects a gravity model with exporter-time and importer-time
// effects, and perhaps pair effects, after Weidner and Zylkin (2021): it
// removes the incidental-parameter bias of the three-way estimates (formulas of
// their Proposition 3, with the finite-sample factors N/(N-1) and pairs/(pairs-1)
// of their program) and corrects the errors clustered by pair for the
// estimation noise in the effects. The model and result must belong together.
// Pair says which rows belong to one exporter and importer; in a three-way
// model it must be one of the effects, by name.
//
// With three-way effects of more than 2000 exporter-time and importer-time
// groups, the leverage of these is taken from its leading terms: the inverse
// information of each exporter and of each importer by itself, which misses
// terms that vanish with the square of their number.
func BiasCorrection(m Model, r *Result, pair Factor) (*Correction, error) {
	p, err := newPairs(m, r, pair)
	if err != nil {
		return nil, err
	}
	c := &Correction{Pairs: len(p.list), Exact: true, Bias: make([]float64, len(r.Coef))}
	bread, ok := invert(scaled(p.f.final, 1/p.unit))
	if !ok {
		return nil, fault("bias correction", "", "the regressors are collinear at the estimates")
	}
	var leverage func(k int) []float64
	if p.three {
		c.Bias = p.bias(bread)
		leverage, c.Exact = p.threeWayLeverage()
	} else {
		leverage = p.twoWayLeverage()
	}
	covariance, sizes, err := p.covariance(bread, leverage)
	if err != nil {
		return nil, err
	}
	var why []string
	c.VCov, c.Repair, why = settle(covariance, sizes, "clustered by "+pair.Name+" and corrected")
	for a, b := range r.Coef {
		c.Coef = append(c.Coef, Coefficient{b.Name, b.Estimate - c.Bias[a], math.Sqrt(c.VCov[a][a]), why[a]})
	}
	return c, nil
}

// covariance is the sandwich whose meat corrects each pair's scores for the
// noise that the estimated effects and coefficients took out of them:
// x'(I - H K)^-1 S S'x, K being the leverage of the pair. The sizes are of the
// variances if plain and corrected scores added up without regard to sign.
func (p *pairs) covariance(bread [][]float64, leverage func(k int) []float64) (covariance [][]float64, sizes []float64, err error) {
	workers := max(1, p.f.threads)
	meats, terms := make([][][]float64, workers), make([][][]float64, workers)
	failed := make([]bool, workers)
	absorb.ParallelRange(workers, len(p.list), func(worker, low, high int) {
		meat, term := square(p.k), square(p.k)
		meats[worker], terms[worker] = meat, term
		plain, corrected := make([]float64, p.k), make([]float64, p.k)
		for g := low; g < high; g++ {
			list := p.list[g]
			n := len(list)
			h := p.information(list)
			lever := leverage(g)
			for s, i := range list {
				for t, j := range list {
					for a := range p.k {
						for b := range p.k {
							lever[s*n+t] += p.x[a][i] * bread[a][b] * p.x[b][j]
						}
					}
				}
			}
			system := make([][]float64, n)
			right := make([]float64, n)
			for s := range system {
				system[s] = make([]float64, n)
				system[s][s] = 1
				for t := range n {
					system[s][t] -= dotColumn(h[s*n:(s+1)*n], lever, t, n)
				}
				right[s] = p.score[list[s]]
			}
			adjusted, ok := gauss(system, right)
			if !ok {
				failed[worker] = true
				return
			}
			for a := range p.k {
				plain[a], corrected[a] = 0, 0
				for s, i := range list {
					plain[a] += p.x[a][i] * p.score[i]
					corrected[a] += p.x[a][i] * adjusted[s]
				}
			}
			for a := range p.k {
				for b := range p.k {
					meat[a][b] += (corrected[a]*plain[b] + plain[a]*corrected[b]) / 2
					term[a][b] += (corrected[a]*corrected[b] + plain[a]*plain[b]) / 2
				}
			}
		}
	})
	meat, term := square(p.k), square(p.k)
	for worker, part := range meats {
		if failed[worker] {
			return nil, nil, fault("bias correction", "", "a pair determines an effect by itself, so that its score has no variance to correct")
		}
		for a := range part {
			kernel.Axpy(meat[a], part[a], 1)
			kernel.Axpy(term[a], terms[worker][a], 1)
		}
	}
	n := float64(len(p.list))
	whole := sandwich(bread, term)
	for a := range whole {
		sizes = append(sizes, whole[a][a]*n/(n-1))
	}
	return scaled(sandwich(bread, meat), n/(n-1)), sizes, nil
}

func dotColumn(row, matrix []float64, column, n int) float64 {
	s := 0.0
	for k, v := range row {
		s += v * matrix[k*n+column]
	}
	return s
}

// gauss solves a general system by elimination with partial pivoting.
func gauss(a [][]float64, b []float64) ([]float64, bool) {
	n := len(b)
	for k := range n {
		best := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i][k]) > math.Abs(a[best][k]) {
				best = i
			}
		}
		if math.Abs(a[best][k]) < 1e-12 {
			return nil, false
		}
		a[k], a[best] = a[best], a[k]
		b[k], b[best] = b[best], b[k]
		for i := k + 1; i < n; i++ {
			f := a[i][k] / a[k][k]
			if f == 0 {
				continue
			}
			kernel.Axpy(a[i][k:], a[k][k:], -f)
			b[i] -= f * b[k]
		}
	}
	for i := n - 1; i >= 0; i-- {
		b[i] = (b[i] - kernel.Dot(a[i][i+1:], b[i+1:])) / a[i][i]
	}
	return b, true
}
