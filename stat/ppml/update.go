package ppml

import "math"

// move is a change of the parameters: of the active coefficients and of the
// effects.
type move struct {
	beta  []float64
	alpha []float64
}

// newMove turns a step of the coefficients and the projections into a move.
func (f *fitter) newMove(beta []float64) move {
	alpha := append([]float64(nil), f.ae...)
	for a, column := range f.active {
		for g, v := range f.ax[column] {
			alpha[g] -= beta[a] * v
		}
	}
	return move{beta, alpha}
}

// advance moves the linear predictor by a share of m, refits the profiled
// effects, and returns the objective (minus the log-likelihood, up to a
// constant; for Gaussian the sum of squares) with the Newton decrement r'(move).
// The record of what was done is added to m, so that it can be taken back.
func (f *fitter) advance(m *move, share float64) (objective, decrement float64) {
	f.clearTotals()
	first := f.starting
	f.chunks(func(s *space, chunk, low, high int) {
		n := high - low
		delta := s.spare[:n]
		if f.d.Factors() > 0 {
			f.d.Expand(delta, m.alpha, chunk)
		} else {
			clear(delta)
		}
		for a, column := range f.active {
			b := m.beta[a]
			for i, v := range f.x[column][low:high] {
				delta[i] += b * v
			}
		}
		eta := f.eta[low:high]
		if first {
			clear(eta)
			if f.offset != nil {
				copy(eta, f.offset[low:high])
			}
		} else {
			r := s.residual[:n]
			f.residual(r, low, high)
			for i, v := range delta {
				s.total[1] += r[i] * v
			}
		}
		for i, v := range delta {
			eta[i] += share * v
		}
		f.evaluate(s, chunk, low, high)
	})
	f.starting = false
	for a, column := range f.active {
		f.beta[column] += share * m.beta[a]
	}
	for g, v := range m.alpha {
		f.alpha[g] += share * v
	}
	if f.profiled >= 0 {
		f.profile()
	}
	if f.family == Poisson {
		f.weigh()
	}
	for i := range f.spaces {
		objective += f.spaces[i].total[0]
		decrement += f.spaces[i].total[1]
	}
	return objective, decrement
}

func (f *fitter) clearTotals() {
	for i := range f.spaces {
		f.spaces[i].total = [4]float64{}
		clear(f.spaces[i].sums)
	}
}

// evaluate sets the means of a chunk from the linear predictor and adds to the
// objective or to the totals that the profile step needs.
func (f *fitter) evaluate(s *space, chunk, low, high int) {
	eta, mu, y := f.eta[low:high], f.mu[low:high], f.y[low:high]
	if f.family == Gaussian {
		for i, v := range eta {
			s.total[0] += f.weight(low+i) * (y[i] - v) * (y[i] - v)
		}
		return
	}
	for i, v := range eta {
		mu[i] = math.Exp(v)
	}
	if f.profiled >= 0 {
		v := mu
		if f.prior != nil {
			v = s.residual[:high-low]
			for i, p := range f.prior[low:high] {
				v[i] = p * mu[i]
			}
		}
		f.d.GatherFactor(f.profiled, s.sums, v, chunk)
		return
	}
	for i, v := range eta {
		s.total[0] += f.weight(low+i) * (mu[i] - y[i]*v)
	}
}

// profile sets the effects of one factor to their best value given all else,
// which has a closed form: the log of the ratio of actual to fitted totals.
func (f *fitter) profile() {
	q := f.profiled
	start := f.d.Start[q]
	if f.actual == nil {
		f.actual = f.totals(q, f.y, make([]float64, f.groups(q)))
	}
	change, ratio := make([]float64, f.groups(q)), make([]float64, f.groups(q))
	for g, actual := range f.actual {
		expected := 0.0
		for i := range f.spaces {
			expected += f.spaces[i].sums[g]
		}
		ratio[g] = 1
		if r := actual / expected; r > 0 && !math.IsInf(r, 0) {
			ratio[g], change[g] = r, math.Log(r)
			f.alpha[start+g] += change[g]
		}
	}
	f.chunks(func(s *space, chunk, low, high int) {
		n := high - low
		spare := s.spare[:n]
		clear(spare)
		f.d.ExpandFactor(q, spare, change, chunk)
		eta, mu, y := f.eta[low:high], f.mu[low:high], f.y[low:high]
		for i, v := range spare {
			eta[i] += v
		}
		clear(spare)
		f.d.ExpandFactor(q, spare, ratio, chunk)
		sum := 0.0
		for i, v := range spare {
			mu[i] *= v
			sum += f.weight(low+i) * (mu[i] - y[i]*eta[i])
		}
		s.total[0] += sum
	})
}
