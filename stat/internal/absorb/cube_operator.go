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
				row[s] = sum(w)
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

func (o *cubeOperator) reduce(r, b []float64) {
	box := o.d.box
	o.load(r, b)
	_, _, rhs := o.faces(b)
	column := r[o.rows():]
	shift := make([]float64, box.inner)
	for u := range box.outer {
		any := false
		for i := range shift {
			shift[i] = -rhs[u*box.inner+i] * o.inverse[u*box.inner+i]
			any = any || shift[i] != 0
		}
		if !any {
			continue
		}
		for m := range box.middle {
			s := u*box.middle + m
			w := o.weights[s*box.inner : (s+1)*box.inner]
			kernel.AddProduct(column[m*box.inner:(m+1)*box.inner], w, shift)
			r[s] += kernel.Dot(w, shift)
		}
	}
}

func (o *cubeOperator) apply(y, x [][]float64) {
	box := o.d.box
	n, rows := box.inner, o.rows()
	ParallelRange(o.d.threads, box.outer, func(worker, low, high int) {
		sums := o.sums[worker]
		for len(sums) < len(y) {
			sums = append(sums, make([]float64, box.middle*n))
		}
		o.sums[worker] = sums
		for k := range y {
			clear(sums[k])
		}
		shift := o.shift[worker]
		for u := low; u < high; u++ {
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
		}
	})
	workers := min(o.d.threads, box.outer)
	for k := range y {
		column := y[k][rows:]
		copy(column, o.sums[0][k])
		for worker := 1; worker < workers; worker++ {
			kernel.Axpy(column, o.sums[worker][k], 1)
		}
	}
}

func (o *cubeOperator) complete(a, x, b []float64) {
	box := o.d.box
	row, column, by := o.faces(a)
	copy(row, x)
	copy(column, x[o.rows():])
	_, _, rhs := o.faces(b)
	n := box.inner
	for u := range box.outer {
		part := by[u*n : (u+1)*n]
		clear(part)
		for m := range box.middle {
			s := u*box.middle + m
			kernel.AddWeighted(part, o.weights[s*n:(s+1)*n], column[m*n:(m+1)*n], row[s])
		}
		for i := range part {
			part[i] = (rhs[u*n+i] - part[i]) * o.inverse[u*n+i]
		}
	}
}
