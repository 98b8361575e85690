package ppml

import (
	"context"
)

const (
	separating = 1e-4 // what counts as positive, relative to the largest value
	fewRounds  = 16
	mostRounds = 3000
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
	var c *certificates
	for _, free := range [][]int{f.suspects, zeros} {
		if len(free) == 0 || len(f.suspects) == len(zeros) && c != nil {
			continue
		}
		if c == nil {
			c = f.newCertificates()
		}
		c.hold(free)
		found, err := c.separated(ctx)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			return found, nil
		}
	}
	return nil, nil
}

// separated returns the free positions that are separated, or some of them. The
// rectifier mostly needs a few rounds. Where it does not, a space of few vectors
// is listed and searched exactly, and a larger one left to the rectifier again.
// What rounding does not let one prove is not found.
func (c *certificates) separated(ctx context.Context) ([]int, error) {
	target := make([]float64, len(c.y))
	for _, i := range c.free {
		target[i] = 1
	}
	found, decided, err := c.rectify(ctx, target, fewRounds)
	if decided || err != nil {
		return found, err
	}
	columns, complete, ok := c.basis()
	if !ok {
		return nil, nil
	}
	if complete {
		support, _ := positiveSupport(columns)
		for _, k := range support {
			found = append(found, c.free[k])
		}
		return found, nil
	}
	found, decided, err = c.rectify(ctx, target, mostRounds)
	if !decided && err == nil {
		err = fault("separation", "fewer effects, or SkipSeparation with care",
			"could not decide in %d rounds which rows are separated", mostRounds)
	}
	return found, err
}

// rectify is the iterative rectifier of Correia, Guimaraes and Zylkin (2019):
// regress a target on all columns, holding z at zero in all but the free rows,
// and replace the target by the positive part of the fit until they agree. It
// returns the positions where z is positive, and whether it came to an end.
//
// Where some combination is nowhere negative, its product with the target never
// falls below the sum of its elements, with which it began, so that z cannot fall
// below one in all free rows. Once it does, there is none.
func (c *certificates) rectify(ctx context.Context, target []float64, rounds int) (found []int, decided bool, err error) {
	for round := 1; round <= rounds; round++ {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		z, ok := c.project(target, 0.999)
		if !ok || z == nil {
			return nil, true, nil
		}
		largest, least := c.largest(z), 0.0
		for _, i := range c.free {
			least = min(least, z[i])
		}
		if least >= -exactZero*largest {
			return c.above(z, separating*largest), true, nil
		}
		if round&(round-1) == 0 { // now and then, see whether the guess holds already
			if guess := c.above(z, 1e-2*largest); c.verify(z, guess) {
				return guess, true, nil
			}
		}
		clear(target)
		for _, i := range c.free {
			target[i] = max(z[i], 0)
		}
	}
	return nil, false, nil
}

// verify holds all rows but the guessed ones at zero and asks whether a vector
// is left that is positive in every one of them.
func (c *certificates) verify(z []float64, guess []int) bool {
	target := make([]float64, len(z))
	for _, i := range guess {
		target[i] = z[i]
	}
	free := c.free
	c.hold(guess)
	check, ok := c.project(target, unbounded)
	c.hold(free)
	if !ok {
		return false
	}
	largest := 0.0
	for _, i := range guess {
		largest = max(largest, check[i])
	}
	if largest <= 1e-3*reach(target) { // all of it went: what is left is rounding
		return false
	}
	for _, i := range guess {
		if check[i] <= separating*largest {
			return false
		}
	}
	return true
}

// above lists the free positions in which z exceeds a bound.
func (c *certificates) above(z []float64, bound float64) []int {
	var list []int
	for _, i := range c.free {
		if z[i] > bound {
			list = append(list, i)
		}
	}
	return list
}
