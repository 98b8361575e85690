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
		y, mu, spare := f.y[low:high], f.mu[low:high], s.spare[:high-low]
		if f.offset != nil {
			kernel.Exp(mu, f.offset[low:high])
		} else {
			for i := range mu {
				mu[i] = 1
			}
		}
		for _, i := range f.d.HolesIn(low, high) {
			mu[int(i)-low] = 0
		}
		kernel.Log(spare, y)
		if f.prior == nil {
			s.total[0] += kernel.Sum(y) - kernel.Dot(spare, y)
			return
		}
		for i, p := range f.prior[low:high] {
			s.total[0] += p * (y[i] - y[i]*spare[i])
		}
	})
	for i := range f.spaces {
		f.saturated += f.spaces[i].total[0]
	}
	f.proportional()
	f.starting = true
}

// measure finds the size of the outcome in every group of the effects, against
// which the gradient is measured.
func (f *fitter) measure() {
	f.size = make([]float64, f.d.Length())
	f.scale = 1
	spread := 0.0
	if f.family == Gaussian {
		mean := f.mean(f.y)
		for _, y := range f.y {
			spread = math.Max(spread, math.Abs(y-mean))
		}
		f.scale = math.Max(spread, math.Abs(mean))
	}
	sums := f.workerSums(f.size)
	f.d.Each(func(worker, chunk int) {
		low, high := f.d.Chunk(chunk)
		spare := f.spaces[worker].spare[:high-low]
		if f.family == Poisson && f.prior == nil {
			spare = f.y[low:high]
		} else {
			for i, y := range f.y[low:high] {
				spare[i] = f.weight(low+i) * (math.Abs(y) + spread)
			}
		}
		f.d.Gather(sums[worker], spare, chunk)
	})
	f.collect(sums)
	if f.profiled >= 0 {
		f.actual = f.size[f.d.Start[f.profiled]:f.d.Start[f.profiled+1]]
	}
}

// proportional scales the means, factor by factor and twice over, so that the
// totals of its groups (without effects: the grand total) equal those of the
// outcome, and then moves them halfway to it. The pass that scales by one factor
// adds up the totals of the next.
func (f *fitter) proportional() {
	if f.d.Factors() == 0 {
		ratio := f.mean(f.y) / f.mean(f.mu)
		f.nullConstant = math.Log(ratio)
		f.chunks(func(s *space, _, low, high int) {
			for i := range f.mu[low:high] {
				f.mu[low+i] *= ratio
			}
			f.halfway(s, low, high)
		})
		return
	}
	var ratio, expected []float64
	rounds := 2 * f.d.Factors()
	for round := 0; round <= rounds; round++ {
		q, next := (round+f.d.Factors()-1)%f.d.Factors(), round%f.d.Factors()
		if round > 0 {
			ratio = append(ratio[:0], f.size[f.d.Start[q]:f.d.Start[q+1]]...)
			for g, v := range expected {
				if v > 0 {
					ratio[g] /= v
				}
				if ratio[g] > 0 {
					f.nullAlpha[f.d.Start[q]+g] += math.Log(ratio[g])
				}
			}
		}
		if round < rounds {
			expected = make([]float64, f.groups(next))
		}
		sums := f.workerSums(expected)
		f.d.Each(func(worker, chunk int) {
			low, high := f.d.Chunk(chunk)
			s, mu := &f.spaces[worker], f.mu[low:high]
			if round > 0 {
				f.d.ScaleFactor(q, mu, ratio, chunk)
			}
			if round == rounds {
				f.halfway(s, low, high)
				return
			}
			if f.prior != nil {
				kernel.Multiply(s.spare[:high-low], mu, f.prior[low:high])
				mu = s.spare[:high-low]
			}
			f.d.GatherFactor(next, sums[worker], mu, chunk)
		})
		f.collect(sums)
	}
}

// halfway moves the means of a chunk halfway to the outcome.
func (f *fitter) halfway(s *space, low, high int) {
	mu, eta := f.mu[low:high], f.eta[low:high]
	kernel.Axpy(mu, f.y[low:high], 1)
	for i := range mu {
		mu[i] /= 2
	}
	kernel.Log(eta, mu)
	if f.offset != nil {
		kernel.Axpy(eta, f.offset[low:high], -1)
	}
	if f.prior != nil {
		kernel.Multiply(f.w[low:high], mu, f.prior[low:high])
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
	return f.place(&m)
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
	y := f.y
	if f.prior != nil {
		y = make([]float64, len(f.y))
		kernel.Multiply(y, f.y, f.prior)
	}
	product := 0.0
	if f.offset != nil {
		product = kernel.Dot(y, f.offset)
	}
	for g, a := range f.nullAlpha {
		product += a * f.size[g]
	}
	return kernel.Sum(y)*(1-f.nullConstant) - product
}
