package ppml

import (
	"context"
	"math"
)

// patience is the number of steps after which an estimation that has not
// converged is searched for separation; a sound one needs far fewer.
const patience = 25

// certified says whether the finished iteration proves that nothing is
// separated. In a separated model a direction exists that lowers only means of
// zero outcomes, so the Newton decrement is at least the smallest weighted mean
// among separated rows; if all means of zero outcomes are far above it, there
// is no such direction.
func (f *fitter) certified() bool {
	f.project(1e-6, 1e-6)
	matrix, score, _ := f.cross()
	beta, ok := solveSymmetric(matrix, score)
	if !ok && len(score) > 0 {
		return false
	}
	decrement := 0.0
	for a, b := range beta {
		decrement += b * score[a]
	}
	for g, a := range f.ae {
		decrement += a * f.be[g]
	}
	bound := 100 * math.Abs(decrement)
	f.suspects = nil
	for i, y := range f.y {
		if y == 0 {
			if p := f.weight(i); p > 0 && p*f.mu[i] <= bound {
				f.suspects = append(f.suspects, i)
			}
		}
	}
	return len(f.suspects) == 0
}

// resume continues an iteration that was stopped early.
func (f *fitter) resume(ctx context.Context, o Options, limit int, p progress) (progress, error) {
	var none []string
	return f.runFrom(ctx, o, limit, &none, p.objective)
}
