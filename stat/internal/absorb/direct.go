package absorb

import (
	"slices"

	"dyad/stat/internal/kernel"
)

// workspace is what one goroutine needs to factor components.
type workspace struct {
	matrix   []float64    // reduced system, upper triangle
	original []float64    // its diagonal before elimination
	right    []float64    // one reduced right-hand side
	side     []float64    // all of them, a row for each kept group
	totals   []float64    // weight of each eliminated group
	dense    [4][]float64 // weights of eliminated groups, spread out
	scale    [4]float64   // minus the inverse of their totals
	waiting  int
	list     []int32 // touched entries of a group
	value    []float64
}

func (w *workspace) size(reduced, eliminated int) {
	w.matrix = grow(w.matrix, reduced*reduced)
	w.original = grow(w.original, reduced)
	w.right = grow(w.right, reduced)
	w.totals = grow(w.totals, eliminated)
	for i := range w.dense {
		w.dense[i] = grow(w.dense[i], reduced)
	}
	w.value = grow(w.value, reduced)
	w.waiting = 0
}

// grow returns a cleared slice of the given length, reusing the old one.
func grow(old []float64, n int) []float64 {
	if cap(old) < n {
		return make([]float64, n)
	}
	old = old[:n]
	clear(old)
	return old
}

// solveDirect factors and solves the listed components, several at a time.
func (d *Design) solveDirect(list []int, weights []float64, b, a [][]float64) {
	slices.SortFunc(list, func(i, j int) int { return d.components[j].reduced - d.components[i].reduced })
	spaces := make([]workspace, d.threads)
	Parallel(d.threads, len(list), func(worker, i int) {
		w := &spaces[worker]
		p := &d.components[list[i]]
		w.size(p.reduced, p.last[p.eliminated]-p.first[p.eliminated])
		if d.Shape == Grid {
			d.buildGrid(w, p, weights)
		} else {
			d.buildSparse(w, p, weights)
		}
		w.flush(p.reduced)
		if d.Factors() == 2 {
			laplacian(w.matrix, p.reduced, w.original)
		} else {
			cholesky(w.matrix, p.reduced, w.original)
		}
		if d.Shape != Grid {
			d.backSparse(w, p, weights, b, a)
			return
		}
		for k := range b {
			d.backGrid(w, p, weights, b[k], a[k])
		}
	})
}

// push takes the spread-out weights of one eliminated group; the reduced
// matrix is updated for four of them together.
func (w *workspace) push(n int, total float64) {
	w.scale[w.waiting] = -1 / total
	w.waiting++
	if w.waiting == 4 {
		w.flush(n)
	}
}

func (w *workspace) flush(n int) {
	if w.waiting == 0 {
		return
	}
	for k := w.waiting; k < 4; k++ {
		clear(w.dense[k])
		w.scale[k] = 0
	}
	x0, x1, x2, x3 := w.dense[0], w.dense[1], w.dense[2], w.dense[3]
	for i := range n {
		a0, a1, a2, a3 := x0[i]*w.scale[0], x1[i]*w.scale[1], x2[i]*w.scale[2], x3[i]*w.scale[3]
		if a0 == 0 && a1 == 0 && a2 == 0 && a3 == 0 {
			continue
		}
		kernel.Axpy4(w.matrix[i*n+i:(i+1)*n], x0[i:], x1[i:], x2[i:], x3[i:], a0, a1, a2, a3)
	}
	w.waiting = 0
}

// buildGrid forms the reduced matrix of one rectangle.
func (d *Design) buildGrid(w *workspace, p *component, weights []float64) {
	n := p.reduced
	for e := range w.totals {
		row := weights[p.low+e*n : p.low+(e+1)*n]
		kernel.Axpy(w.original, row, 1)
		total := kernel.Sum(row)
		w.totals[e] = total
		if total == 0 {
			continue
		}
		copy(w.dense[w.waiting], row)
		w.push(n, total)
	}
}

func (d *Design) backGrid(w *workspace, p *component, weights, b, a []float64) {
	n := p.reduced
	along := 1 - p.eliminated
	copy(w.right, b[p.first[along]:p.last[along]])
	be := b[p.first[p.eliminated]:p.last[p.eliminated]]
	for e, total := range w.totals {
		if total != 0 {
			kernel.Axpy(w.right, weights[p.low+e*n:p.low+(e+1)*n], -be[e]/total)
		}
	}
	solve(w.matrix, n, w.right)
	copy(a[p.first[along]:p.last[along]], w.right)
	ae := a[p.first[p.eliminated]:p.last[p.eliminated]]
	for e, total := range w.totals {
		ae[e] = 0
		if total != 0 {
			ae[e] = (be[e] - kernel.Dot(weights[p.low+e*n:p.low+(e+1)*n], w.right)) / total
		}
	}
}
