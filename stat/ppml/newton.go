package ppml

import (
	"context"
	"math"
)

// progress is where an iteration ended.
type progress struct {
	converged  bool
	iterations int
	objective  float64
	gradient   float64
	decrement  float64 // Newton decrement of the last step
	doubtful   bool    // a regressor looks collinear that separated rows alone may tell apart
	halt       string  // why no further step could be made, if so
}

// driftSteps is the number of steps in a row that look like separation after
// which it is searched for.
const driftSteps = 5

// collinearTolerance is the share of a regressor's sum of squares that must be
// left when the effects and the regressors before it are taken out.
const collinearTolerance = 1e-10

// exactShare is the share that rounding leaves of a collinear regressor.
const exactShare = 1e-13

// run iterates weighted regressions (Newton steps on the score) until the
// deviance and the gradient have settled. Regressors found collinear at the
// first step are taken out of f.active and named.
func (f *fitter) run(ctx context.Context, o Options, limit int, collinear *[]string) (progress, error) {
	return f.runFrom(ctx, o, limit, collinear, math.Inf(1))
}

// runFrom is run with the objective reached before (infinite at the start).
func (f *fitter) runFrom(ctx context.Context, o Options, limit int, collinear *[]string, objective float64) (progress, error) {
	p := progress{objective: objective, decrement: math.Inf(1)}
	afresh := math.IsInf(objective, 1)
	c := newCourse()
	for {
		if err := ctx.Err(); err != nil {
			return p, err
		}
		f.takeGradient(&p, c.settled, o)
		if math.IsNaN(p.gradient) {
			p.halt = "the means have left the range of numbers"
			return p, nil
		}
		if c.settled && (p.gradient <= o.Tolerance || f.rounding(p, o)) {
			p.converged = true
			return p, nil
		}
		if p.iterations >= limit || c.drift >= driftSteps && !o.SkipSeparation && afresh {
			return p, nil
		}
		first := p.iterations == 0 && afresh
		matrix, score, squares := f.normal(f.project(f.precisions(c, first)))
		if first {
			if matrix, score, p.doubtful = f.sift(matrix, score, squares, o, collinear); p.doubtful {
				return p, nil
			}
		}
		beta, ok := solveSymmetric(matrix, score)
		if !ok {
			p.halt = "the regressors are collinear there, since other rows count for nothing"
			return p, nil
		}
		objective, decrement, whole := f.goTo(beta, p, first)
		p.iterations++
		c.look(f, &p, o, objective, decrement, whole, first)
		p.objective = objective
	}
}

// slack is how far two objectives may differ by rounding alone.
func (f *fitter) slack(p progress) float64 {
	return 1e-13 * (math.Abs(p.objective) + math.Abs(f.saturated))
}

// takeGradient computes it. Where the objective has settled and no longer sees
// the groups that are not at their best, these are balanced first.
func (f *fitter) takeGradient(p *progress, settled bool, o Options) {
	before := p.gradient
	p.gradient = f.gradient()
	if settled && p.gradient > 100*o.Tolerance && p.gradient > before/2 && f.profiled >= 0 {
		for range 3 {
			f.balance()
			p.gradient = f.gradient()
		}
	}
}

// rounding says whether a further step would move by nothing but rounding: where
// outcomes span many orders of magnitude, that of the largest groups may keep
// the smallest from the tolerance.
func (f *fitter) rounding(p progress, o Options) bool {
	return math.Abs(p.decrement) <= 1e-3*f.slack(p) && p.gradient <= 100*o.Tolerance
}

// precisions are those of the projections of the regressors, which matter only
// through the step, which is small by the time the residual asks for precision,
// and of the residual.
func (f *fitter) precisions(c *course, first bool) (regressors, residual float64) {
	switch {
	case f.family == Gaussian:
		return 1e-11, 1e-11
	case first:
		return 1e-3, min(0.5, max(1e-3, f.attainable()))
	}
	return max(c.precision, 1e-3), min(0.5, max(c.precision, f.attainable()))
}

// sift takes collinear regressors out at the first step and names them. It is
// doubtful where rows that may be separated tell them apart.
func (f *fitter) sift(matrix [][]float64, score, squares []float64, o Options, collinear *[]string) ([][]float64, []float64, bool) {
	if f.suspicious(matrix, squares) {
		f.project(1e-7, 0)
		matrix, score = f.cross()
	}
	kept, names := f.collinear(matrix, squares)
	if len(names) == 0 {
		return matrix, score, false
	}
	if f.family == Poisson && !o.SkipSeparation && !f.searched && f.tellsApart(kept) {
		return matrix, score, true
	}
	f.active = kept
	*collinear = append(*collinear, names...)
	matrix, score = f.cross()
	return matrix, score, false
}

// goTo goes to new coefficients, or part of the way: a long step is shortened, a
// first one that is worse than no regressors begins from those, and one that is
// worse, or not to be believed, is halved. It says whether the whole way was gone.
func (f *fitter) goTo(beta []float64, p progress, first bool) (objective, decrement float64, whole bool) {
	slack := f.slack(p)
	m := f.newMove(beta)
	share := 1.0
	objective, decrement, largest := f.advance(&m, share)
	far := !first && f.family == Poisson && largest > longestStep
	if far {
		m, share, objective, decrement = f.shorten(m, largest, slack)
	}
	if first && f.family == Poisson && !(objective < f.nullObjective()) {
		objective = f.restart()
	}
	worse := func() bool { // nothing fits better than the outcome itself
		return !(objective <= p.objective+slack) || f.family == Poisson && objective < f.saturated-1e-6*math.Abs(f.saturated)-slack
	}
	for halvings := 0; worse() && halvings < 30; halvings++ {
		share /= 2
		objective, _, _ = f.advance(&m, -share)
	}
	return objective, decrement, share == 1 && !far
}

// suspicious says whether little is left of some regressor, so that collinearity
// must be told from an inexact projection.
func (f *fitter) suspicious(matrix [][]float64, squares []float64) bool {
	found := false
	pivots(matrix, func(a int, left float64) bool {
		found = found || left < 1e-3*squares[a]
		return left > 0
	})
	return found
}

// collinear splits the active regressors into those to keep and the names of
// those whose sum of squares vanishes given the effects and the regressors
// before them.
func (f *fitter) collinear(matrix [][]float64, squares []float64) (keep []int, names []string) {
	kept := pivots(matrix, func(a int, left float64) bool {
		column := f.active[a]
		return left > collinearTolerance*squares[a] && squares[a] > 0 || f.names[column] == InterceptName
	})
	for a, column := range f.active {
		if kept[a] {
			keep = append(keep, column)
		} else {
			names = append(names, f.names[column])
		}
	}
	return keep, names
}

// tellsApart says whether regressors beyond those to keep are not collinear when
// every row has the same weight and rounding alone sets the limit. The rows that
// tell them apart have little weight, as separated rows do, or are few.
func (f *fitter) tellsApart(keep []int) bool {
	return len(f.unweightedTwin().active) > len(keep)
}
