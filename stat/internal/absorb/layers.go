package absorb

import (
	"math"

	"dyad/stat/internal/kernel"
)

// layers is the preconditioner of a cube: the system's blocks within one middle
// level each. Such a block is that of a grid whose weights are w(1 - w/W), W
// being the eliminated group's weight, and is solved exactly. What couples the
// levels is left to the iteration, which then takes few steps however large
// single cells are (trade within a country, say). The factors serve until the
// weights have changed much.
type layers struct {
	box     box
	threads int
	totals  []float64   // D'w they were made from
	weights []float64   // middle, outer, inner
	rows    []float64   // middle, outer: inverse row sums
	factors [][]float64 // by middle level
	spaces  [][]float64
}

// stale says whether the weights have moved away from those of the factors.
func (l *layers) stale(totals []float64) bool {
	change, size := 0.0, 0.0
	for i, v := range totals {
		change += math.Abs(v - l.totals[i])
		size += v
	}
	return change > 0.15*size
}

func (o *cubeOperator) newLayers() *layers {
	b := o.d.box
	n := b.inner
	l := o.d.layers
	if l == nil {
		l = &layers{box: b, threads: o.d.threads, weights: make([]float64, b.middle*b.outer*n), rows: make([]float64, b.middle*b.outer)}
		l.factors = make([][]float64, b.middle)
		for m := range l.factors {
			l.factors[m] = make([]float64, n*n)
		}
		for range o.d.threads {
			l.spaces = append(l.spaces, make([]float64, n))
		}
	}
	l.totals = o.totals
	spaces := make([]workspace, o.d.threads)
	Parallel(o.d.threads, b.middle, func(worker, m int) {
		w := &spaces[worker]
		w.original = grow(w.original, n)
		for i := range w.dense {
			w.dense[i] = grow(w.dense[i], n)
		}
		w.matrix = l.factors[m]
		clear(w.matrix)
		w.waiting = 0
		for u := range b.outer {
			from := o.weights[(u*b.middle+m)*n : (u*b.middle+m+1)*n]
			to := l.weights[(m*b.outer+u)*n : (m*b.outer+u+1)*n]
			inverse := o.inverse[u*n : (u+1)*n]
			for i, v := range from {
				to[i] = 0
				if left := 1 - v*inverse[i]; left > 1e-14 { // less is rounding: the cell is all there is of its group
					to[i] = v * left
				}
			}
			kernel.Axpy(w.original, to, 1)
			total := kernel.Sum(to)
			l.rows[m*b.outer+u] = 0
			if total > 0 {
				l.rows[m*b.outer+u] = 1 / total
				copy(w.dense[w.waiting], to)
				w.push(n, total)
			}
		}
		w.flush(n)
		laplacian(w.matrix, n, w.original)
	})
	return l
}

func (o *cubeOperator) precondition(z, r [][]float64) {
	l := o.layers
	b := l.box
	n, rows := b.inner, o.rows()
	if len(z) == 0 {
		return
	}
	Parallel(l.threads, b.middle, func(worker, m int) {
		right := l.spaces[worker]
		inverse := l.rows[m*b.outer : (m+1)*b.outer]
		line := func(u int) []float64 { return l.weights[(m*b.outer+u)*n : (m*b.outer+u+1)*n] }
		for k := range z {
			copy(right, r[k][rows+m*n:rows+(m+1)*n])
			scaled := func(u int) float64 { return -r[k][u*b.middle+m] * inverse[u] }
			u := 0
			for ; u+4 <= b.outer; u += 4 {
				kernel.Axpy4(right, line(u), line(u+1), line(u+2), line(u+3), scaled(u), scaled(u+1), scaled(u+2), scaled(u+3))
			}
			for ; u < b.outer; u++ {
				kernel.Axpy(right, line(u), scaled(u))
			}
			solve(l.factors[m], n, right)
			copy(z[k][rows+m*n:rows+(m+1)*n], right)
			for u, v := range inverse {
				z[k][u*b.middle+m] = (r[k][u*b.middle+m] - kernel.Dot(line(u), right)) * v
			}
		}
	})
}
