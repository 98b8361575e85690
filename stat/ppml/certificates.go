package ppml

import (
	"math"
	"math/rand/v2"
	"slices"
)

const (
	holdSteps  = 300   // most conjugate-gradient steps to hold rows at zero
	holdExact  = 1e-10 // what is left of held rows, relative to the target
	exactZero  = 1e-8  // what counts as zero, relative to the largest value
	vanished   = 1e-6  // a projection this small, relative to its target, is zero
	mostVector = 64    // largest basis that is sought
)

// unbounded asks for a projection whatever it is.
var unbounded = math.Inf(-1)

// certificates is the space of the vectors by which separation shows itself:
// combinations of all columns that are zero in every row but the free ones. It
// is reached by least squares on the same columns with all weights one.
type certificates struct {
	*fitter
	free []int
	held []bool
}

// newCertificates prepares the span of all columns; hold says which rows are free.
func (f *fitter) newCertificates() *certificates {
	return &certificates{fitter: f.unweightedTwin(), held: make([]bool, len(f.y))}
}

// hold leaves only these positions free.
func (c *certificates) hold(free []int) {
	c.free = free
	for i, w := range c.w {
		c.held[i] = w > 0
	}
	for _, i := range free {
		c.held[i] = false
	}
}

// span projects a target on the span of the columns.
func (c *certificates) span(target []float64) []float64 {
	c.y = target
	clear(c.eta)
	c.regress()
	for _, i := range c.d.Holes {
		c.eta[i] = 0
	}
	return c.eta
}

// project projects a target (by position, zero in held rows) on the space. The
// vector of multipliers that brings the held rows to zero solves a positive
// semidefinite system, by conjugate gradients. It reports whether they got there.
//
// It returns nil as soon as all free rows are below the bound. A vector of the
// space has the same product with the target as with any iterate,
// which differ by multipliers of held rows and what is orthogonal to the span.
func (c *certificates) project(target []float64, bound float64) (z []float64, ok bool) {
	size := reach(target)
	for range 3 { // once more where little is left, which must be exact in itself
		if z, ok = c.projectOnce(target, holdExact*reach(target), bound); !ok || z == nil {
			return z, ok
		}
		largest := reach(z)
		if largest <= vanished*size {
			clear(z)
			return z, true
		}
		if holdExact*reach(target) <= 0.1*exactZero*largest {
			return z, true
		}
		target = z
		for i, held := range c.held {
			if held {
				target[i] = 0
			}
		}
	}
	return z, true
}

func (c *certificates) projectOnce(target []float64, exact, bound float64) (z []float64, ok bool) {
	z = slices.Clone(c.span(target))
	direction := make([]float64, len(z))
	before := 0.0
	for range holdSteps {
		worst, square := 0.0, 0.0
		for i, held := range c.held {
			if held {
				worst = max(worst, math.Abs(z[i]))
				square += z[i] * z[i]
			}
		}
		if c.largest(z) < bound {
			return nil, true
		}
		if worst <= exact {
			return z, true
		}
		for i, held := range c.held {
			if before > 0 {
				direction[i] *= square / before
			}
			if held {
				direction[i] += z[i]
			}
		}
		before = square
		image := c.span(direction)
		curvature := 0.0
		for i, d := range direction {
			curvature += d * image[i]
		}
		if !(curvature > 0) {
			return z, false
		}
		step := square / curvature
		for i, v := range image {
			z[i] -= step * v
		}
	}
	return z, false
}

// largest is the largest value in a free row.
func (c *certificates) largest(z []float64) float64 {
	largest := math.Inf(-1)
	for _, i := range c.free {
		largest = max(largest, z[i])
	}
	return largest
}

func reach(v []float64) float64 {
	largest := 0.0
	for _, x := range v {
		largest = max(largest, math.Abs(x))
	}
	return largest
}

// basis returns an orthonormal basis of the space, each vector by free row, from
// projections of random targets: the space is used up when one of them adds
// nothing. It is not complete if it has more than mostVector vectors.
func (c *certificates) basis() (list [][]float64, complete, ok bool) {
	source := rand.New(rand.NewPCG(1, uint64(len(c.free))))
	target := make([]float64, len(c.y))
	for len(list) <= mostVector {
		clear(target)
		for _, i := range c.free {
			target[i] = source.NormFloat64()
		}
		z, ok := c.project(target, unbounded)
		if !ok {
			return nil, false, false
		}
		v := make([]float64, len(c.free))
		for k, i := range c.free {
			v[k] = z[i]
		}
		before := norm(v)
		for range 2 {
			for _, u := range list {
				share := 0.0
				for k, x := range u {
					share += x * v[k]
				}
				for k, x := range u {
					v[k] -= share * x
				}
			}
		}
		length := norm(v)
		if length <= 1e-5*before {
			return list, true, true
		}
		for k := range v {
			v[k] /= length
		}
		list = append(list, v)
	}
	return list, false, true
}

func norm(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x * x
	}
	return math.Sqrt(sum)
}
