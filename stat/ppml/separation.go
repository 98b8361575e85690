package ppml

import (
	"context"
	"math"
	"slices"
)

// patience is the number of steps after which an estimation that has not
// converged is searched for separation; a sound one needs far fewer.
const patience = 25

// certified says whether the finished iteration proves that nothing is
// separated. In a separated model a direction exists that lowers only means of
// zero outcomes, so the Newton decrement is at least the smallest weighted mean
// among separated rows; if all means of zero outcomes are far above it, there
// is no such direction.
func (f *fitter) certified(p progress) bool {
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
	for i, y := range f.y {
		if y == 0 {
			if p := f.weight(i); p > 0 && p*f.mu[i] <= bound {
				return false
			}
		}
	}
	return true
}

// resume continues an iteration that was stopped early.
func (f *fitter) resume(ctx context.Context, o Options, limit int, p progress) (progress, error) {
	var none []string
	return f.runFrom(ctx, o, limit, &none, p.objective)
}

// separation finds the rows that a combination of regressors and effects
// separates: those on which some vector z of the columns' span is positive,
// while it is zero wherever the outcome is positive and nowhere negative. It is
// the iterative rectifier of Correia, Guimaraes and Zylkin (2019): regress a
// target on all columns, holding z at zero for positive outcomes, and replace
// the target by the positive part of the fit until they agree.
func (f *fitter) separation(ctx context.Context) ([]int, error) {
	const (
		hold      = 1e4  // weight of the rows with positive outcomes
		exact     = 1e-9 // z this small is zero
		positive  = 1e-5
		rounds    = 2000
		holdSteps = 40
	)
	n := len(f.y)
	g := f.gaussianTwin()
	for i, y := range f.y {
		g.w[i] = 0
		if p := f.weight(i); p > 0 {
			g.w[i] = 1
			if y > 0 {
				g.w[i] = hold
			}
		}
	}
	g.prior = g.w
	target := make([]float64, n)
	for i, y := range f.y {
		if y == 0 && f.weight(i) > 0 {
			target[i] = 1
		}
	}
	g.y = target
	g.prepare()
	for range rounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		// Hold z at zero for positive outcomes by multipliers, which a few
		// steps make exact whatever the weight.
		for range holdSteps {
			g.regress()
			worst := 0.0
			for i, y := range f.y {
				if y > 0 {
					worst = max(worst, math.Abs(g.eta[i]))
					target[i] -= g.eta[i]
				}
			}
			if worst <= exact {
				break
			}
		}
		largest, least, gap := 0.0, 0.0, 0.0
		for i, y := range f.y {
			if y == 0 && g.w[i] > 0 {
				z := g.eta[i]
				largest, least = max(largest, z), min(least, z)
				gap = max(gap, math.Abs(z-target[i]))
			}
		}
		if largest <= positive {
			return nil, nil
		}
		if least >= -positive*largest && (least >= -exact*largest || gap <= exact*largest) {
			var rows []int
			for i, y := range f.y {
				if y == 0 && g.w[i] > 0 && g.eta[i] > positive*largest*10 {
					rows = append(rows, f.d.Row(i))
				}
			}
			slices.Sort(rows)
			return rows, nil
		}
		for i, y := range f.y {
			if y == 0 && g.w[i] > 0 {
				target[i] = max(g.eta[i], 0)
			}
		}
	}
	return nil, fault("separation", "fewer effects, or SkipSeparation with care", "could not decide in %d rounds which rows are separated", rounds)
}
