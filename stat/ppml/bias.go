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
	bread, ok := invert(p.f.final)
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
	c.VCov, err = p.covariance(bread, leverage)
	if err != nil {
		return nil, err
	}
	for a, b := range r.Coef {
		c.Coef = append(c.Coef, Coefficient{b.Name, b.Estimate - c.Bias[a], math.Sqrt(c.VCov[a][a])})
	}
	return c, nil
}

// pairs lists the rows of a model by exporter and importer.
type pairs struct {
	f     *fitter
	k     int
	three bool

	x              [][]float64 // within-transformed regressors, by position
	list           [][]int32   // positions of each pair
	exporter       []int32     // of each pair
	importer       []int32
	time           []int32 // of each position
	first, second  []int32 // exporter-time and importer-time group of each position
	firsts, times  int
	seconds        int
	exporters      int
	importers      int
	score, weights []float64 // by position
}

func newPairs(m Model, r *Result, pair Factor) (*pairs, error) {
	f := r.state
	if f == nil || f.d.Factors() != len(m.Effects) || r.Family != Poisson {
		return nil, fault("bias correction", "the Poisson model that the result was fitted to", "the result does not belong to this model")
	}
	if len(pair.ID) != len(m.Y) {
		return nil, fault("bias correction", "", "the pairs have %d rows, the outcome has %d", len(pair.ID), len(m.Y))
	}
	p := &pairs{f: f, k: len(f.active)}
	var sides []Factor
	for _, e := range m.Effects {
		if e.Name == pair.Name {
			p.three = true
		} else {
			sides = append(sides, e)
		}
	}
	if len(sides) != 2 {
		return nil, fault("bias correction", "exporter-time and importer-time effects, with or without the pair's",
			"needs two effects besides the pair, the model has %d", len(sides))
	}
	rows := f.rows()
	exporterOf, _, exporters := connectedFactors(sides[0], pair, rows)
	importerOf, _, importers := connectedFactors(sides[1], pair, rows)
	timeOf, _, times := connectedFactors(sides[0], sides[1], rows)
	p.exporters, p.importers, p.times = exporters, importers, times
	p.firsts, p.seconds = sides[0].Groups, sides[1].Groups

	n := f.d.Positions
	p.time, p.first, p.second = make([]int32, n), make([]int32, n), make([]int32, n)
	p.score, p.weights = make([]float64, n), f.w
	number := make([]int32, pair.Groups)
	for g := range number {
		number[g] = -1
	}
	for i := range n {
		row := f.d.Row(i)
		if row < 0 {
			continue
		}
		a, b, g := sides[0].ID[row], sides[1].ID[row], pair.ID[row]
		p.first[i], p.second[i], p.time[i] = a, b, timeOf[a]
		p.score[i] = f.weight(i) * (f.y[i] - f.mu[i])
		if number[g] < 0 {
			number[g] = int32(len(p.list))
			p.list = append(p.list, nil)
			p.exporter, p.importer = append(p.exporter, exporterOf[a]), append(p.importer, importerOf[b])
		}
		p.list[number[g]] = append(p.list[number[g]], int32(i))
	}
	for g, list := range p.list {
		seen := map[int32]bool{}
		for _, i := range list {
			if seen[p.time[i]] && p.three {
				return nil, fault("bias correction", "one row for each exporter, importer and time", "pair %d has two rows at one time", g)
			}
			seen[p.time[i]] = true
		}
	}
	p.x = make([][]float64, p.k)
	for a := range p.x {
		p.x[a] = make([]float64, n)
	}
	f.chunks(func(s *space, chunk, low, high int) {
		f.within(s, chunk, low, high)
		for a := range p.x {
			copy(p.x[a][low:high], s.columns[a])
		}
	})
	return p, nil
}

// information is the T x T matrix H of a pair, by its rows: the Hessian of its
// likelihood, with the pair effect profiled out in three-way models.
func (p *pairs) information(list []int32) []float64 {
	n := len(list)
	h := make([]float64, n*n)
	sum := 0.0
	for _, i := range list {
		sum += p.weights[i]
	}
	for s, i := range list {
		h[s*n+s] = p.weights[i]
		if p.three && sum > 0 {
			for t, j := range list {
				h[s*n+t] -= p.weights[i] * p.weights[j] / sum
			}
		}
	}
	return h
}

// covariance is the sandwich whose meat corrects each pair's scores for the
// noise that the estimated effects and coefficients took out of them:
// x'(I - H K)^-1 S S'x, K being the leverage of the pair.
func (p *pairs) covariance(bread [][]float64, leverage func(k int) []float64) ([][]float64, error) {
	workers := max(1, p.f.threads)
	meats := make([][][]float64, workers)
	failed := make([]bool, workers)
	absorb.ParallelRange(workers, len(p.list), func(worker, low, high int) {
		meat := square(p.k)
		meats[worker] = meat
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
				}
			}
		}
	})
	meat := square(p.k)
	for worker, part := range meats {
		if failed[worker] {
			return nil, fault("bias correction", "", "a pair determines an effect by itself, so that its score has no variance to correct")
		}
		for a := range part {
			kernel.Axpy(meat[a], part[a], 1)
		}
	}
	n := float64(len(p.list))
	return scaled(sandwich(bread, meat), n/(n-1)), nil
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
