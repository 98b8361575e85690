package ppml

import (
	"math"

	"dyad/stat/internal/kernel"
)

const (
	// longestStep is the most that a full step may change a linear predictor. A
	// mean far below its outcome asks for more, since its weight is as small as
	// itself, and would be thrown far beyond.
	longestStep = 8
	// longestPull is the most that the residual of one row may ask for in a damped
	// step.
	longestPull = 4
)

// shorten replaces a full step just taken that went too far, by a share of it or
// by a damped step: by the damped one unless the objective clearly says otherwise,
// since it may not see the groups that matter. It returns the step taken and the
// share of it.
func (f *fitter) shorten(full move, largest, slack float64) (m move, share, objective, decrement float64) {
	f.retract(&full, 1)
	damped, ok := f.dampedStep()
	part := longestStep / largest
	reached, expected, _ := f.advance(&full, part)
	if ok {
		f.retract(&full, part)
		share = 1
		objective, decrement, largest = f.advance(&damped, 1)
		if largest > longestStep {
			share = longestStep / largest
			objective = f.retract(&damped, 1-share)
		}
		if !(objective > reached+slack) {
			share, objective = f.extend(&damped, share, objective, slack)
			return damped, share, objective, decrement
		}
		f.retract(&damped, share)
		reached, _, _ = f.advance(&full, part)
	}
	share, objective = f.extend(&full, part, reached, slack)
	return full, share, objective, expected
}

// extend takes more of a step, twice as much each time, as long as the objective
// clearly falls.
func (f *fitter) extend(m *move, share, objective, slack float64) (taken, reached float64) {
	for share < 1 {
		more := min(share, 1-share)
		next, _, _ := f.advance(m, more)
		if !(next < objective-slack) {
			return share, f.retract(m, more)
		}
		share, objective = share+more, next
	}
	return share, objective
}

// dampedStep is a step in which rows far below their outcomes have more weight
// than their means. It is a descent all the same.
func (f *fitter) dampedStep() (m move, ok bool) {
	f.gradient() // brings the means up to date
	usual := f.w
	f.w = make([]float64, len(usual))
	for i, mu := range f.mu {
		f.w[i] = f.weight(i) * math.Max(mu, (f.y[i]-mu)/longestPull)
	}
	f.gradient()
	matrix, score, _ := f.normal(f.project(1e-3, 1e-2))
	beta, ok := solveSymmetric(matrix, score)
	f.w = usual
	if !ok {
		return m, false
	}
	return f.newMove(beta), true
}

// retract takes a share of a move back and computes the predictor afresh from
// the parameters, since adding and subtracting a long step leaves its rounding.
func (f *fitter) retract(m *move, share float64) (objective float64) {
	back := move{beta: make([]float64, len(f.active)), alpha: append([]float64(nil), f.alpha...)}
	kernel.Axpy(back.alpha, m.alpha, -share)
	for a, column := range f.active {
		back.beta[a] = f.beta[column] - share*m.beta[a]
	}
	return f.place(&back)
}

// place puts the parameters where m says, from zero.
func (f *fitter) place(m *move) (objective float64) {
	f.starting = true // sets the predictor to the offset first
	clear(f.beta)
	clear(f.alpha)
	objective, _, _ = f.advance(m, 1)
	return objective
}
