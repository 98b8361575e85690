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
	slack := func() float64 { return 1e-13 * (math.Abs(p.objective) + math.Abs(f.saturated)) }
	settled, drift := false, 0
	precision := 1e-2
	for {
		if err := ctx.Err(); err != nil {
			return p, err
		}
		before := p.gradient
		p.gradient = f.gradient()
		if settled && p.gradient > 100*o.Tolerance && p.gradient > before/2 && f.profiled >= 0 {
			// The objective no longer sees the groups that are not at their best.
			for range 3 {
				f.balance()
				p.gradient = f.gradient()
			}
		}
		if math.IsNaN(p.gradient) {
			p.halt = "the means have left the range of numbers"
			return p, nil
		}
		first := p.iterations == 0 && math.IsInf(p.objective, 1)
		// Where outcomes span many orders of magnitude, the rounding of the largest
		// groups may keep the smallest from the tolerance; the next step would move
		// by nothing but that rounding.
		rounding := math.Abs(p.decrement) <= 1e-3*slack() && p.gradient <= 100*o.Tolerance
		if settled && (p.gradient <= o.Tolerance || rounding) {
			p.converged = true
			return p, nil
		}
		if p.iterations >= limit || drift >= driftSteps && !o.SkipSeparation && math.IsInf(objective, 1) {
			return p, nil
		}
		// The projections of the regressors matter only through the step, which
		// is small by the time the residual asks for precision.
		regressors, residual := max(precision, 1e-3), precision
		if first {
			regressors, residual = 1e-3, 1e-3
		}
		if f.family == Gaussian {
			regressors, residual = 1e-11, 1e-11
		} else {
			residual = min(0.5, max(residual, f.attainable()))
		}
		matrix, score, squares := f.normal(f.project(regressors, residual))
		if first {
			if f.suspicious(matrix, squares) {
				f.project(1e-7, 0)
				matrix, score = f.cross()
			}
			if kept, names := f.collinear(matrix, squares); len(names) > 0 {
				if f.family == Poisson && !o.SkipSeparation && !f.searched && f.tellsApart(kept) {
					p.doubtful = true
					return p, nil
				}
				f.active = kept
				*collinear = append(*collinear, names...)
				matrix, score = f.cross()
			}
		}
		beta, ok := solveSymmetric(matrix, score)
		if !ok {
			p.halt = "the regressors are collinear there, since other rows count for nothing"
			return p, nil
		}
		m := f.newMove(beta)
		share := 1.0
		objective, decrement, largest := f.advance(&m, share)
		worse := func(objective float64) bool { // or not to be believed: nothing fits better than the outcome itself
			return !(objective <= p.objective+slack()) || f.family == Poisson && objective < f.saturated-1e-6*math.Abs(f.saturated)-slack()
		}
		far := !first && f.family == Poisson && largest > longestStep
		if far {
			m, share, objective, decrement = f.shorten(m, largest, slack())
		}
		if first && f.family == Poisson && !(objective < f.nullObjective()) {
			objective = f.restart()
		}
		for halvings := 0; worse(objective) && halvings < 30; halvings++ {
			share /= 2
			objective, _, _ = f.advance(&m, -share)
		}
		p.iterations++
		deviance := 2 * (objective - f.saturated)
		if f.family == Gaussian {
			deviance = objective
		}
		change := math.Abs(p.objective - objective)
		settled = 2*change <= o.Tolerance*(0.1+math.Abs(deviance))+2*slack()
		if !first {
			// Separated means shrink by the factor e at every step, and the
			// decrement with them; a sound estimation squares it.
			if ratio := decrement / p.decrement; ratio > 0.34 && ratio < 0.40 && share == 1 && !far {
				drift++
			} else {
				drift = 0
			}
			// The next step will square the error; ask no more of it, and little
			// where the last ones did not.
			relative := math.Sqrt(math.Abs(decrement) / (math.Abs(deviance) + 0.1))
			const slow = 0.02
			precision = min(1e-2, max(1e-6, relative, slow*math.Abs(decrement/p.decrement)))
			p.decrement = decrement
		}
		p.objective = objective
	}
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
