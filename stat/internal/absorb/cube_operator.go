package absorb

import "dyad/stat/internal/kernel"

// cubeOperator applies the system of the two smaller faces of a cube with the
// third eliminated, in one pass over the weights: a slab (one outer level) is
// read while it is in the cache, for all columns. Its vectors hold the
// outer-middle face, then the middle-inner face.
type cubeOperator struct {
	d       *Design
	weights []float64
	inverse []float64 // of the eliminated face's weights, 0 where there is none
	totals  []float64 // D'w
	layers  *layers
	sums    [][][]float64 // worker -> column -> middle-inner face
	shift   [][]float64   // worker -> one line
}

func (d *Design) newCubeOperator(weights []float64) *cubeOperator {
	b := d.box
	o := &cubeOperator{d: d, weights: weights, totals: make([]float64, d.Length())}
	row, column, by := o.faces(o.totals)
	sums := make([][]float64, d.threads)
	ParallelRange(d.threads, b.outer, func(worker, low, high int) {
		own := column
		if worker > 0 {
			own = make([]float64, len(column))
		}
		sums[worker] = own
		for u := low; u < high; u++ {
			line := by[u*b.inner : (u+1)*b.inner]
			for m := range b.middle {
				s := u*b.middle + m
				w := weights[s*b.inner : (s+1)*b.inner]
				row[s] = kernel.Sum(w)
				kernel.Axpy(own[m*b.inner:(m+1)*b.inner], w, 1)
				kernel.Axpy(line, w, 1)
			}
		}
	})
	for _, own := range sums[1:] {
		if own != nil {
			kernel.Axpy(column, own, 1)
		}
	}
	o.inverse = inverses(by)
	if d.layers == nil || d.layers.stale(o.totals) {
		d.layers = o.newLayers()
	}
	o.layers = d.layers
	o.shift = make([][]float64, d.threads)
	o.sums = make([][][]float64, d.threads)
	for i := range o.shift {
		o.shift[i] = make([]float64, b.inner)
	}
	return o
}

// faces are the parts of an effect vector.
func (o *cubeOperator) faces(x []float64) (row, column, by []float64) {
	d := o.d
	part := func(q int) []float64 { return x[d.Start[q]:d.Start[q+1]] }
	return part(d.box.rowFace), part(d.box.columnFace), part(d.box.by)
}

func (o *cubeOperator) rows() int { return o.d.box.outer * o.d.box.middle }

func (o *cubeOperator) size() int { return o.d.box.middle * (o.d.box.outer + o.d.box.inner) }

func (o *cubeOperator) load(x, a []float64) {
	row, column, _ := o.faces(a)
	copy(x, row)
	copy(x[o.rows():], column)
}

func (o *cubeOperator) metric() []float64 {
	x := make([]float64, o.size())
	o.load(x, o.totals)
	return inverses(x)
}

// slabs goes through the outer levels on all threads. Pass gets the number of a
// level and the lists, one for each column, to which it adds what belongs to
// the middle-inner face; they are collected in out.
func (o *cubeOperator) slabs(columns int, out [][]float64, pass func(worker, u int, sums [][]float64)) {
	box := o.d.box
	ParallelRange(o.d.threads, box.outer, func(worker, low, high int) {
		sums := o.sums[worker]
		for len(sums) < columns {
			sums = append(sums, make([]float64, box.middle*box.inner))
		}
		o.sums[worker] = sums
		for k := range columns {
			clear(sums[k])
		}
		for u := low; u < high; u++ {
			pass(worker, u, sums)
		}
	})
	rows := o.rows()
	Parallel(o.d.threads, len(out), func(_, k int) {
		for worker := range min(o.d.threads, box.outer) {
			kernel.Axpy(out[k][rows:], o.sums[worker][k], 1)
		}
	})
}

func (o *cubeOperator) reduce(r, b [][]float64) {
	box := o.d.box
	n := box.inner
	for k := range r {
		o.load(r[k], b[k])
	}
	o.slabs(len(r), r, func(worker, u int, sums [][]float64) {
		shift := o.shift[worker]
		inverse := o.inverse[u*n : (u+1)*n]
		for k := range r {
			_, _, rhs := o.faces(b[k])
			any := false
			for i, v := range rhs[u*n : (u+1)*n] {
				shift[i] = -v * inverse[i]
				any = any || shift[i] != 0
			}
			if !any { // as for the residual, whose eliminated effects are at their best
				continue
			}
			for m := range box.middle {
				s := u*box.middle + m
				r[k][s] += kernel.SumProduct(sums[k][m*n:(m+1)*n], o.weights[s*n:(s+1)*n], shift)
			}
		}
	})
}

func (o *cubeOperator) apply(y, x [][]float64) {
	box := o.d.box
	n, rows := box.inner, o.rows()
	for k := range y {
		clear(y[k][rows:])
	}
	o.slabs(len(y), y, func(worker, u int, sums [][]float64) {
		shift := o.shift[worker]
		inverse := o.inverse[u*n : (u+1)*n]
		slab := o.weights[u*box.middle*n : (u+1)*box.middle*n]
		for k := range y {
			row := x[k][u*box.middle : (u+1)*box.middle]
			column := x[k][rows:]
			clear(shift)
			for m, v := range row {
				kernel.AddWeighted(shift, slab[m*n:(m+1)*n], column[m*n:(m+1)*n], v)
			}
			for i := range shift {
				shift[i] *= -inverse[i]
			}
			out := y[k][u*box.middle : (u+1)*box.middle]
			for m, v := range row {
				out[m] = kernel.SumWeighted(sums[k][m*n:(m+1)*n], slab[m*n:(m+1)*n], column[m*n:(m+1)*n], shift, v)
			}
		}
	})
}

func (o *cubeOperator) complete(a, x, b [][]float64) {
	box := o.d.box
	n, rows := box.inner, o.rows()
	for k := range a {
		row, column, _ := o.faces(a[k])
		copy(row, x[k])
		copy(column, x[k][rows:])
	}
	o.slabs(0, nil, func(_, u int, _ [][]float64) {
		for k := range a {
			_, _, by := o.faces(a[k])
			_, _, rhs := o.faces(b[k])
			part := by[u*n : (u+1)*n]
			clear(part)
			for m := range box.middle {
				s := u*box.middle + m
				kernel.AddWeighted(part, o.weights[s*n:(s+1)*n], x[k][rows+m*n:rows+(m+1)*n], x[k][s])
			}
			for i := range part {
				part[i] = (rhs[u*n+i] - part[i]) * o.inverse[u*n+i]
			}
		}
	})
}
