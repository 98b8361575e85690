package ppml

import (
	"math"

	"dyad/stat/internal/kernel"
)

// start sets the means from which the first weighted regression is made:
// halfway between the outcome and a model of effects alone, the latter by two
// rounds of proportional fitting.
func (f *fitter) start() {
	f.saturated, f.nullConstant = 0, 0
	f.nullAlpha = make([]float64, f.d.Length())
	f.measure()
	if f.family == Gaussian {
		for i := range f.mu {
			f.mu[i], f.eta[i] = 1, 0
			if f.offset != nil {
				f.eta[i] = f.offset[i]
			}
		}
		if f.prior != nil {
			copy(f.w, f.prior)
		}
		return
	}
	for i := range f.spaces {
		f.spaces[i].clear()
	}
	f.chunks(func(s *space, _, low, high int) {
		for i, y := range f.y[low:high] {
			f.mu[low+i] = 1
			if f.offset != nil {
				f.mu[low+i] = math.Exp(f.offset[low+i])
			}
			if f.d.Holes && f.d.Source[low+i] < 0 {
				f.mu[low+i] = 0
			}
			if y > 0 {
				s.total[0] += f.weight(low+i) * (y - y*math.Log(y))
			}
		}
	})
	for i := range f.spaces {
		f.saturated += f.spaces[i].total[0]
	}
	if f.d.Factors() == 0 {
		f.proportional(-1)
	}
	for range 2 {
		for q := range f.d.Factors() {
			f.proportional(q)
		}
	}
	f.chunks(func(_ *space, _, low, high int) {
		for i, y := range f.y[low:high] {
			m := (f.mu[low+i] + y) / 2
			f.mu[low+i], f.eta[low+i] = m, 0
			if m > 0 {
				f.eta[low+i] = math.Log(m)
			}
			if f.offset != nil {
				f.eta[low+i] -= f.offset[low+i]
			}
			if f.prior != nil {
				f.w[low+i] = f.prior[low+i] * m
			}
		}
	})
	f.starting = true
}

// measure finds the size of the outcome in every group of the effects, against
// which the gradient is measured.
func (f *fitter) measure() {
	f.size = make([]float64, f.d.Length())
	spread := 0.0
	if f.family == Gaussian {
		mean := f.mean(f.y)
		for _, y := range f.y {
			spread = math.Max(spread, math.Abs(y-mean))
		}
	}
	sums := f.workerSums(f.size)
	f.d.Each(func(worker, chunk int) {
		low, high := f.d.Chunk(chunk)
		spare := f.spaces[worker].spare[:high-low]
		for i, y := range f.y[low:high] {
			spare[i] = f.weight(low+i) * (math.Abs(y) + spread)
		}
		f.d.Gather(sums[worker], spare, chunk)
	})
	f.collect(sums)
	if f.profiled >= 0 {
		f.actual = f.size[f.d.Start[f.profiled]:f.d.Start[f.profiled+1]]
	}
}

// proportional scales the means so that the totals of a factor's groups (-1:
// the grand total) equal those of the outcome.
func (f *fitter) proportional(q int) {
	expected := f.totals(q)
	var actual []float64
	if q >= 0 {
		actual = append(actual, f.size[f.d.Start[q]:f.d.Start[q+1]]...)
	} else {
		actual = []float64{f.mean(f.y)}
		expected[0] = f.mean(f.mu)
	}
	for g := range expected {
		if expected[g] > 0 {
			actual[g] /= expected[g]
		}
	}
	f.note(q, actual)
	f.chunks(func(s *space, chunk, low, high int) {
		ratio := s.spare[:high-low]
		clear(ratio)
		if q >= 0 {
			f.d.AddFactor(q, ratio, actual, chunk)
		} else {
			for i := range ratio {
				ratio[i] = actual[0]
			}
		}
		for i, r := range ratio {
			f.mu[low+i] *= r
		}
	})
}

// note keeps the parameters of the model of effects alone: the logs of all
// ratios so far.
func (f *fitter) note(q int, ratio []float64) {
	if q < 0 {
		f.nullConstant += math.Log(ratio[0])
		return
	}
	for g, r := range ratio {
		if r > 0 {
			f.nullAlpha[f.d.Start[q]+g] += math.Log(r)
		}
	}
}

// restart goes back to the model of effects alone and returns its objective. It
// is where the steps begin when the first regression overshoots.
func (f *fitter) restart() float64 {
	m := move{beta: make([]float64, len(f.active)), alpha: f.nullAlpha}
	for a, column := range f.active {
		if f.names[column] == InterceptName {
			m.beta[a] = f.nullConstant
		}
	}
	f.starting = true // sets the predictor to the offset first
	clear(f.beta)
	clear(f.alpha)
	objective, _ := f.advance(&m, 1)
	return objective
}

// totals adds up the weighted means by the groups of factor q (-1: none).
func (f *fitter) totals(q int) []float64 {
	if q < 0 {
		return make([]float64, 1)
	}
	result := make([]float64, f.groups(q))
	sums := f.workerSums(result)
	f.d.Each(func(worker, chunk int) {
		low, high := f.d.Chunk(chunk)
		part := f.mu[low:high]
		if f.prior != nil {
			spare := f.spaces[worker].spare[:high-low]
			kernel.Multiply(spare, part, f.prior[low:high])
			part = spare
		}
		f.d.GatherFactor(q, sums[worker], part, chunk)
	})
	f.collect(sums)
	return result
}

// workerSums gives every worker a list to add to: the same one where no two
// workers share a group.
func (f *fitter) workerSums(result []float64) [][]float64 {
	sums := make([][]float64, len(f.spaces))
	for i := range sums {
		sums[i] = result
		if i > 0 && !f.d.Disjoint() {
			sums[i] = make([]float64, len(result))
		}
	}
	return sums
}

// collect adds the workers' lists to the first.
func (f *fitter) collect(sums [][]float64) {
	for i := 1; i < len(sums); i++ {
		if !f.d.Disjoint() {
			kernel.Axpy(sums[0], sums[i], 1)
		}
	}
}

// nullObjective is the objective of the model without regressors. The last
// round made its totals those of the outcome, so that only the product of
// outcome and predictor is left to add up, group by group.
func (f *fitter) nullObjective() float64 {
	total, product := 0.0, 0.0
	for i, y := range f.y {
		v := f.weight(i) * y
		total += v
		if f.offset != nil {
			product += v * f.offset[i]
		}
	}
	for g, a := range f.nullAlpha {
		product += a * f.size[g]
	}
	return total*(1-f.nullConstant) - product
}
