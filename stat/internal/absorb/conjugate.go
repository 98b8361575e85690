package absorb

import (
	"math"

	"dyad/stat/internal/kernel"
)

// An operator is the system S that remains when one factor is eliminated. Its
// vectors have a length of its own.
type operator interface {
	size() int
	load(x, a []float64)           // starting values from an effect vector
	reduce(r, b [][]float64)       // right-hand sides after elimination
	metric() []float64             // weight of each entry in the norm of residuals
	apply(y, x [][]float64)        // y = Sx, several columns together
	precondition(z, r [][]float64) // z = approximately S^-1 r
	complete(a, x, b [][]float64)  // the effect vectors, eliminated entries included
}

// column is the state of conjugate gradients for one right-hand side.
type column struct {
	index         int
	x, r, z, p, q []float64
	rho           float64
	target, left  float64
	best          float64 // smallest residual so far, and when
	bestAt        int
	iterations    int
	done          bool
}

// conjugate runs preconditioned conjugate gradients on all columns in step, so
// that each reading of the weights serves them all.
func (d *Design) conjugate(o operator, b, a [][]float64, tolerance []float64) Report {
	const most = 5000
	n := o.size()
	metric := o.metric()
	columns := make([]*column, len(b))
	report := Report{}
	for k := range b {
		columns[k] = &column{index: k, x: make([]float64, n), r: make([]float64, n), z: make([]float64, n), p: make([]float64, n), q: make([]float64, n)}
	}
	pick := func(list []*column, part func(c *column) []float64) [][]float64 {
		vectors := make([][]float64, len(list))
		for i, c := range list {
			vectors[i] = part(c)
		}
		return vectors
	}
	residual := func(c *column) []float64 { return c.r }
	solution := func(c *column) []float64 { return c.x }
	o.reduce(pick(columns, residual), b)
	Parallel(d.threads, len(b), func(_, k int) {
		c := columns[k]
		o.load(c.x, a[k])
		c.target = norm(c.r, metric)
		if c.target == 0 {
			clear(c.x)
		}
	})
	active := columns
	start := true
	for len(active) > 0 {
		if start {
			o.apply(pick(active, func(c *column) []float64 { return c.q }), pick(active, solution))
		} else {
			o.apply(pick(active, func(c *column) []float64 { return c.q }), pick(active, func(c *column) []float64 { return c.p }))
		}
		report.Products += len(active)
		Parallel(d.threads, len(active), func(_, i int) {
			c := active[i]
			if start {
				kernel.Axpy(c.r, c.q, -1)
			} else {
				curvature := kernel.Dot(c.p, c.q)
				if !(curvature > 0) {
					c.done = true
					return
				}
				step := c.rho / curvature
				kernel.Axpy(c.x, c.p, step)
				kernel.Axpy(c.r, c.q, -step)
				c.iterations++
			}
			c.left = norm(c.r, metric)
			if start || c.left < 0.9*c.best {
				c.best, c.bestAt = c.left, c.iterations
			}
			const patience = 60 // rounding, not the method, is in the way
			c.done = c.iterations-c.bestAt > patience || c.left <= tolerance[c.index]*c.target || c.iterations >= most || math.IsNaN(c.left)
		})
		start = false
		var going []*column
		for _, c := range active {
			if !c.done {
				going = append(going, c)
			}
		}
		active = going
		o.precondition(pick(active, func(c *column) []float64 { return c.z }), pick(active, residual))
		Parallel(d.threads, len(active), func(_, i int) {
			c := active[i]
			rho := kernel.Dot(c.r, c.z)
			beta := 0.0
			if c.iterations > 0 && c.rho > 0 {
				beta = rho / c.rho
			}
			c.rho = rho
			for j, v := range c.z {
				c.p[j] = v + beta*c.p[j]
			}
		})
	}
	o.complete(a, pick(columns, solution), b)
	for _, c := range columns {
		slack := make([]float64, len(columns))
		for j, other := range columns {
			slack[j] = kernel.Dot(c.x, other.r)
		}
		report.Slack = append(report.Slack, slack)
		report.Iterations = max(report.Iterations, c.iterations)
		if c.target > 0 {
			report.Residual = max(report.Residual, c.left/c.target)
		}
	}
	return report
}

// norm is the length of r in a diagonal metric.
func norm(r, metric []float64) float64 {
	s := 0.0
	for i, v := range metric {
		s += r[i] * r[i] * v
	}
	return math.Sqrt(s)
}

// inverses replaces positive entries by their inverses.
func inverses(v []float64) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		if x > 0 {
			out[i] = 1 / x
		}
	}
	return out
}

// floor keeps rounding from making a preconditioner's entry useless.
func floor(diagonal, totals []float64) {
	for i, t := range totals {
		diagonal[i] = max(diagonal[i], 1e-9*t)
	}
}
