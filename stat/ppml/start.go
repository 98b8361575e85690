package ppml

import "math"

// start sets the means from which the first weighted regression is made:
// halfway between the outcome and a model of effects alone, the latter by two
// rounds of proportional fitting.
func (f *fitter) start() {
	f.saturated = 0
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
			f.mu[low+i] = (f.mu[low+i] + y) / 2
			if f.prior != nil {
				f.w[low+i] = f.prior[low+i] * f.mu[low+i]
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
	buffer := make([]float64, f.d.LongestChunk())
	for c := range f.d.Chunks() {
		low, high := f.d.Chunk(c)
		for i, y := range f.y[low:high] {
			buffer[i] = f.weight(low+i) * (math.Abs(y) + spread)
		}
		f.d.Gather(f.size, buffer[:high-low], c)
	}
	if f.profiled >= 0 {
		f.actual = f.size[f.d.Start[f.profiled]:f.d.Start[f.profiled+1]]
	}
}

// proportional scales the means so that the totals of a factor's groups (-1:
// the grand total) equal those of the outcome.
func (f *fitter) proportional(q int) {
	n := 1
	if q >= 0 {
		n = f.groups(q)
	}
	expected, actual := f.totals(q, f.mu, make([]float64, n)), f.totals(q, f.y, make([]float64, n))
	for g := range expected {
		if expected[g] > 0 {
			actual[g] /= expected[g]
		}
	}
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

// totals adds prior weight times v by the groups of factor q (-1: all in one).
func (f *fitter) totals(q int, v, sums []float64) []float64 {
	buffer := make([]float64, f.d.LongestChunk())
	for c := range f.d.Chunks() {
		low, high := f.d.Chunk(c)
		part := v[low:high]
		if f.prior != nil {
			for i := range part {
				buffer[i] = f.prior[low+i] * part[i]
			}
			part = buffer[:high-low]
		}
		if q >= 0 {
			f.d.GatherFactor(q, sums, part, c)
			continue
		}
		for _, b := range part {
			sums[0] += b
		}
	}
	return sums
}
