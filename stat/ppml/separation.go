package ppml

import (
	"context"
	"math"
	"slices"
)

// patience is the number of steps after which an estimation that has not
// converged is searched for separation; a sound one needs far fewer.
const patience = 25

// finish projects the regressors once more, exactly, at the estimates, and the
// residual roughly. It returns the cross products of the within-transformed
// regressors and their products with the residual.
func (f *fitter) finish() (matrix [][]float64, score []float64) {
	f.final, score, _ = f.normal(f.project(1e-7, 1e-2))
	return f.final, score
}

// present is the Newton decrement of the finished iteration; it is infinite where
// the equations cannot be solved.
func (f *fitter) present() float64 {
	matrix, score := f.finish()
	beta, ok := solveSymmetric(matrix, score)
	if !ok && len(score) > 0 {
		return math.Inf(1)
	}
	decrement := 0.0
	for a, b := range beta {
		decrement += b * score[a]
	}
	for g, a := range f.ae {
		decrement += a * f.be[g]
	}
	return math.Abs(decrement)
}

// suspect lists the zeros that may be separated. In a separated model a
// direction exists that lowers only means of zero outcomes, so the Newton
// decrement is at least the smallest weighted mean among separated rows; if all
// means of zero outcomes are far above it, there is no such direction.
func (f *fitter) suspect(decrement float64) {
	bound := 100 * decrement
	f.suspects = nil
	for i, y := range f.y {
		if y == 0 {
			if p := f.weight(i); p > 0 && p*f.mu[i] <= bound {
				f.suspects = append(f.suspects, i)
			}
		}
	}
}

// separate looks for separated rows unless the estimation proves that there are
// none, and drops them. It says whether the estimation must begin again: the
// parameters have run far off by then, and nothing of them is worth keeping.
func (f *fitter) separate(ctx context.Context, m Model, o Options, s *selection, p *progress) (again bool, err error) {
	if p.converged {
		if f.suspect(f.present()); len(f.suspects) == 0 {
			return false, nil
		}
	} else if !p.doubtful {
		f.suspect(math.Abs(p.decrement))
	}
	found, err := f.separation(ctx)
	if err != nil {
		return false, err
	}
	if len(found) > 0 {
		rows := make([]int, len(found))
		for k, i := range found {
			rows[k] = f.d.Row(i)
		}
		slices.Sort(rows)
		s.drop(WhySeparated, rows)
		s.dropSimple(m, o)
		return true, nil
	}
	if p.doubtful {
		s.searched = true
		return true, nil
	}
	if p.converged || p.iterations >= o.MaxIterations {
		return false, nil
	}
	before := p.iterations
	var none []string
	f.final = nil
	*p, err = f.runFrom(ctx, o, o.MaxIterations-before, &none, p.objective)
	p.iterations += before
	return false, err
}
