package absorb

import "math"

// Report says how a solution was reached.
type Report struct {
	Iterations int     // of conjugate gradients, the most any column took
	Products   int     // operator products over all columns
	Residual   float64 // largest relative residual left by conjugate gradients
}

// Solve finds, for every column of b, an effect vector a with D'WD a = b.
// Weights are by position, zero at holes; each column of b must be D'Wv for
// some v, so that a solution exists although D is rank deficient (any solution
// will do). Columns of a hold the starting values where iteration is needed;
// it stops at the relative residual given by tolerance.
func (d *Design) Solve(weights []float64, b, a [][]float64, tolerance []float64) Report {
	if d.Factors() == 0 || len(b) == 0 {
		return Report{}
	}
	var iterate []int
	var factor []int
	for k := range d.components {
		if d.components[k].direct && d.Shape != Cube {
			factor = append(factor, k)
		} else {
			iterate = append(iterate, k)
		}
	}
	d.solveDirect(factor, weights, b, a)
	if len(iterate) == 0 {
		return Report{}
	}
	if d.Shape == Cube {
		return d.conjugate(d.newCubeOperator(weights), b, a, tolerance)
	}
	return d.conjugate(d.newSparseOperator(iterate, weights), b, a, tolerance)
}

// An operator is the system that remains when one factor is eliminated.
// Vectors are whole effect vectors; the eliminated entries are unused.
type operator interface {
	diagonal() []float64                     // zero where an entry takes no part
	reduce(dst, b []float64)                 // right-hand side after elimination
	apply(y, x []float64, scratch []float64) // y = S x
	complete(a, b []float64)                 // fills in the eliminated entries
	scratch() int                            // length of the scratch space of apply
}

// conjugate runs preconditioned conjugate gradients on each column, columns
// side by side on the design's threads.
func (d *Design) conjugate(o operator, b, a [][]float64, tolerance []float64) Report {
	const most = 5000
	inverse := o.diagonal()
	for i, v := range inverse {
		if v > 0 {
			inverse[i] = 1 / v
		}
	}
	reports := make([]Report, len(b))
	type space struct{ r, z, p, q, scratch []float64 }
	spaces := make([]*space, d.threads)
	Parallel(d.threads, len(b), func(worker, k int) {
		s := spaces[worker]
		if s == nil {
			n := d.Length()
			s = &space{make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, o.scratch())}
			spaces[worker] = s
		}
		x := a[k]
		o.reduce(s.r, b[k])
		target := norm(s.r, inverse)
		size := target
		report := &reports[k]
		if target == 0 {
			for i, v := range inverse {
				if v > 0 {
					x[i] = 0
				}
			}
			o.complete(x, b[k])
			return
		}
		o.apply(s.q, x, s.scratch)
		report.Products++
		for i := range s.r {
			s.r[i] -= s.q[i] * positive(inverse[i])
		}
		old := 0.0
		for report.Iterations < most {
			rho := 0.0
			for i, v := range inverse {
				s.z[i] = s.r[i] * v
				rho += s.r[i] * s.z[i]
			}
			size = math.Sqrt(rho)
			if size <= tolerance[k]*target {
				break
			}
			beta := 0.0
			if report.Iterations > 0 {
				beta = rho / old
			}
			for i := range s.p {
				s.p[i] = s.z[i] + beta*s.p[i]
			}
			o.apply(s.q, s.p, s.scratch)
			report.Products++
			curvature := 0.0
			for i, v := range inverse {
				if v > 0 {
					curvature += s.p[i] * s.q[i]
				}
			}
			if !(curvature > 0) {
				break
			}
			step := rho / curvature
			for i, v := range inverse {
				if v > 0 {
					x[i] += step * s.p[i]
					s.r[i] -= step * s.q[i]
				}
			}
			old = rho
			report.Iterations++
		}
		report.Residual = size / target
		clear(s.p)
		o.complete(x, b[k])
	})
	total := Report{}
	for _, r := range reports {
		total.Iterations = max(total.Iterations, r.Iterations)
		total.Products += r.Products
		total.Residual = max(total.Residual, r.Residual)
	}
	return total
}

func positive(v float64) float64 {
	if v > 0 {
		return 1
	}
	return 0
}

// norm is the length of r in the metric of the preconditioner.
func norm(r, inverse []float64) float64 {
	s := 0.0
	for i, v := range inverse {
		s += r[i] * r[i] * v
	}
	return math.Sqrt(s)
}
