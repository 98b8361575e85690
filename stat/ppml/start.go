package ppml

import "math"

// start sets the means from which the first weighted regression is made:
// halfway between the outcome and a model of effects alone, the latter by two
// rounds of proportional fitting.
func (f *fitter) start() {
	f.saturated = 0
	if f.family == Gaussian {
		for i := range f.mu {
			f.mu[i], f.eta[i] = 1, 0
			if f.offset != nil {
				f.eta[i] = f.offset[i]
			}
		}
		f.weigh()
		return
	}
	for i, y := range f.y {
		f.mu[i] = 1
		if f.offset != nil {
			f.mu[i] = math.Exp(f.offset[i])
		}
		if y > 0 {
			f.saturated += f.weight(i) * (y - y*math.Log(y))
		}
	}
	if f.d.Factors() == 0 {
		f.proportional(-1)
	}
	for range 2 {
		for q := range f.d.Factors() {
			f.proportional(q)
		}
	}
	for i, y := range f.y {
		f.mu[i] = (f.mu[i] + y) / 2
	}
	f.weigh()
	f.starting = true
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
			f.d.ExpandFactor(q, ratio, actual, chunk)
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

// weigh sets the working weights from the means.
func (f *fitter) weigh() {
	if f.prior == nil {
		return // the weights are the means
	}
	for i, p := range f.prior {
		f.w[i] = p * f.mu[i]
	}
}
