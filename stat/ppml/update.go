package ppml

import (
	"math"

	"dyad/stat/internal/kernel"
)

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
		kernel.Axpy(alpha, f.ax[column], -beta[a])
	}
	return move{beta, alpha}
}

// expandMove writes a move of the parameters as one of the linear predictor.
func (f *fitter) expandMove(delta []float64, m *move, chunk, low, high int) {
	if f.d.Factors() > 0 {
		f.d.Expand(delta, m.alpha, chunk)
	} else {
		clear(delta)
	}
	for a, column := range f.active {
		kernel.Axpy(delta, f.x[column][low:high], m.beta[a])
	}
}

// advance moves the linear predictor by a share of m, refits the profiled
// effects, and returns the objective (minus the log-likelihood, up to a
// constant; for Gaussian the sum of squares) with the Newton decrement r'(move).
// A negative share takes part of a move back; the profiled effects need no
// memory of it, since their best value depends on the other parameters alone.
// Largest is the most that the whole move changes any linear predictor.
func (f *fitter) advance(m *move, share float64) (objective, decrement, largest float64) {
	for i := range f.spaces {
		f.spaces[i].clear()
		if i == 0 || !f.d.Disjoint() {
			clear(f.spaces[i].sums)
		}
	}
	first := f.starting
	f.chunks(func(s *space, chunk, low, high int) {
		n := high - low
		f.settle(chunk, low, high)
		delta := s.spare[:n]
		f.expandMove(delta, m, chunk, low, high)
		eta, w := f.eta[low:high], f.w[low:high]
		for i, v := range delta {
			if v = math.Abs(v); v > s.total[2] && w[i] > 0 {
				s.total[2] = v
			}
		}
		if first {
			clear(eta)
			if f.offset != nil {
				copy(eta, f.offset[low:high])
			}
		} else if share > 0 {
			r := s.residual[:n]
			f.residual(r, low, high)
			s.total[1] += kernel.Dot(r, delta)
		}
		kernel.Axpy(eta, delta, share)
		f.evaluate(s, chunk, low, high)
	})
	f.starting = false
	f.change = nil
	for a, column := range f.active {
		f.beta[column] += share * m.beta[a]
	}
	kernel.Axpy(f.alpha, m.alpha, share)
	for i := range f.spaces {
		objective += f.spaces[i].total[0]
		decrement += f.spaces[i].total[1]
		largest = math.Max(largest, f.spaces[i].total[2])
	}
	if f.profiled >= 0 {
		objective += f.profile()
	}
	return objective, decrement, largest
}

// evaluate sets the means of a chunk from the linear predictor and adds to the
// objective and to the totals that the profile step needs.
func (f *fitter) evaluate(s *space, chunk, low, high int) {
	eta, mu, y := f.eta[low:high], f.mu[low:high], f.y[low:high]
	if f.family == Gaussian {
		for i, v := range eta {
			s.total[0] += f.weight(low+i) * (y[i] - v) * (y[i] - v)
		}
		return
	}
	kernel.Exp(mu, eta)
	for _, i := range f.d.HolesIn(low, high) {
		mu[int(i)-low] = 0
	}
	w := f.w[low:high]
	if f.prior == nil {
		s.total[0] -= kernel.Dot(y, eta)
	} else {
		p := f.prior[low:high]
		kernel.Multiply(w, p, mu)
		for i, v := range p {
			s.total[0] -= v * y[i] * eta[i]
		}
	}
	if f.profiled >= 0 {
		f.d.GatherFactor(f.profiled, s.sums, w, chunk)
		return
	}
	s.total[0] += kernel.Sum(w)
}

// profile sets the effects of one factor to their best value given all else,
// which has a closed form: the log of the ratio of actual to fitted totals. It
// returns what the objective still lacks.
func (f *fitter) profile() (objective float64) {
	q := f.profiled
	start := f.d.Start[q]
	change, ratio := make([]float64, f.groups(q)), make([]float64, f.groups(q))
	for g, actual := range f.actual {
		expected := 0.0
		for i := range f.spaces {
			if i == 0 || !f.d.Disjoint() {
				expected += f.spaces[i].sums[g]
			}
		}
		ratio[g] = 1
		if r := actual / expected; r > 0 && !math.IsInf(r, 0) {
			ratio[g], change[g] = r, math.Log(r)
			f.alpha[start+g] += change[g]
			expected = actual
		}
		objective += expected - actual*change[g]
	}
	f.change, f.ratio = change, ratio
	return objective
}

// settle brings the linear predictor and the means of a chunk up to date with
// the last profile step. The next pass over the rows does it, whichever that is.
func (f *fitter) settle(chunk, low, high int) {
	if f.change == nil {
		return
	}
	f.d.AddFactor(f.profiled, f.eta[low:high], f.change, chunk)
	f.d.ScaleFactor(f.profiled, f.mu[low:high], f.ratio, chunk)
	if f.prior != nil {
		kernel.Multiply(f.w[low:high], f.prior[low:high], f.mu[low:high])
	}
}
