package ppml

import (
	"context"
	"math"
)

const (
	holdWeight = 1e4  // weight of the rows that are held at zero
	holdSteps  = 60   // most multiplier steps to hold them exactly
	exactZero  = 1e-8 // what counts as zero, relative to the largest value
	separating = 1e-4 // what counts as positive, likewise
	rounds     = 3000
)

// separation finds the positions that a combination of regressors and effects
// separates: those on which some vector z of the columns' span is positive,
// while it is zero wherever the outcome is positive and nowhere negative. The
// search starts among the rows whose means the estimation was driving to zero;
// if it finds nothing there, it goes on among all zeros.
func (f *fitter) separation(ctx context.Context) ([]int, error) {
	var zeros []int
	for i, y := range f.y {
		if y == 0 && f.weight(i) > 0 {
			zeros = append(zeros, i)
		}
	}
	for _, free := range [][]int{f.suspects, zeros} {
		found, err := f.rectify(ctx, free)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			return found, nil
		}
	}
	return nil, nil
}

// rectify is the iterative rectifier of Correia, Guimaraes and Zylkin (2019):
// regress a target on all columns, holding z at zero in all but the free rows,
// and replace the target by the positive part of the fit until they agree. It
// returns the positions where z is positive.
func (f *fitter) rectify(ctx context.Context, free []int) ([]int, error) {
	if len(free) == 0 {
		return nil, nil
	}
	r := f.newRectifier(free)
	for _, i := range free {
		r.target[i] = 1
	}
	for round := 1; round <= rounds; round++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !r.fit() {
			return nil, nil // nothing that rounding would let one prove
		}
		largest, least := 0.0, 0.0
		for _, i := range free {
			largest, least = max(largest, r.z(i)), min(least, r.z(i))
		}
		if largest <= 1e-6 {
			return nil, nil
		}
		if least >= -exactZero*largest {
			return r.positive(separating * largest), nil
		}
		if round&(round-1) == 0 { // now and then, see whether the guess holds already
			if found := f.verify(r, r.positive(1e-2*largest)); found != nil {
				return found, nil
			}
		}
		for _, i := range free {
			r.target[i] = max(r.z(i), 0)
		}
	}
	return nil, fault("separation", "fewer effects, or SkipSeparation with care",
		"could not decide in %d rounds which rows are separated", rounds)
}

// verify holds all rows but the guessed ones at zero and asks whether a vector
// is left that is positive in every one of them.
func (f *fitter) verify(r *rectifier, guess []int) []int {
	check := f.newRectifier(guess)
	scale := 0.0
	for _, i := range guess {
		check.target[i] = r.z(i)
		scale = max(scale, r.z(i))
	}
	if !check.fit() {
		return nil
	}
	largest := 0.0
	for _, i := range guess {
		largest = max(largest, check.z(i))
	}
	if largest <= 1e-3*scale { // all of it went: what is left is rounding
		return nil
	}
	for _, i := range guess {
		if check.z(i) <= separating*largest {
			return nil
		}
	}
	return guess
}

// rectifier is a weighted regression in which only some rows are free.
type rectifier struct {
	*fitter
	free   []int
	held   []bool
	target []float64
}

func (f *fitter) newRectifier(free []int) *rectifier {
	g := f.gaussianTwin()
	n := len(f.y)
	r := &rectifier{fitter: g, free: free, held: make([]bool, n), target: make([]float64, n)}
	for i := range n {
		if f.weight(i) > 0 {
			g.w[i], r.held[i] = holdWeight, true
		}
	}
	for _, i := range free {
		g.w[i], r.held[i] = 1, false
	}
	g.prior, g.y = g.w, r.target
	g.prepare()
	return r
}

func (r *rectifier) z(i int) float64 { return r.eta[i] }

// fit regresses the target and holds the other rows at zero by multipliers,
// which a few steps make exact whatever the weight. It reports whether they are.
func (r *rectifier) fit() bool {
	for range holdSteps {
		r.regress()
		worst, largest := 0.0, 0.0
		for i, held := range r.held {
			z := math.Abs(r.eta[i])
			if held {
				worst = max(worst, z)
				r.target[i] -= r.eta[i]
			} else {
				largest = max(largest, z)
			}
		}
		if worst <= exactZero*largest || worst <= 1e-13 {
			return true
		}
	}
	return false
}

func (r *rectifier) positive(above float64) []int {
	var list []int
	for _, i := range r.free {
		if r.z(i) > above {
			list = append(list, i)
		}
	}
	return list
}
