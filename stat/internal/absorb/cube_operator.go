package absorb

import "dyad/stat/internal/kernel"

// cubeOperator applies the system of the two smaller faces of a cube with the
// third eliminated, in one pass over the weights: a slab (one outer level) is
// read twice while it is in the cache.
type cubeOperator struct {
	d       *Design
	weights []float64
	inverse []float64 // of the eliminated face's weights, 0 where there is none
	totals  []float64 // D'w
}

func (d *Design) newCubeOperator(weights []float64) *cubeOperator {
	o := &cubeOperator{d: d, weights: weights, totals: make([]float64, d.Length())}
	for k := range d.Chunks() {
		low, high := d.Chunk(k)
		d.Gather(o.totals, weights[low:high], k)
	}
	by := d.box.by
	o.inverse = make([]float64, d.Start[by+1]-d.Start[by])
	for i := range o.inverse {
		if w := o.totals[d.Start[by]+i]; w > 0 {
			o.inverse[i] = 1 / w
		}
	}
	return o
}

func (o *cubeOperator) scratch() int { return o.d.box.inner }

// slab calls visit for each segment of an outer level.
func (o *cubeOperator) faces(x []float64) (row, column, by []float64) {
	d := o.d
	part := func(q int) []float64 { return x[d.Start[q]:d.Start[q+1]] }
	return part(d.box.rowFace), part(d.box.columnFace), part(d.box.by)
}

func (o *cubeOperator) diagonal() []float64 {
	b := o.d.box
	diagonal := append([]float64(nil), o.totals...)
	row, column, by := o.faces(diagonal)
	clear(by)
	for u := range b.outer {
		inverse := o.inverse[u*b.inner : (u+1)*b.inner]
		for m := range b.middle {
			s := u*b.middle + m
			w := o.weights[s*b.inner : (s+1)*b.inner]
			c := column[m*b.inner : (m+1)*b.inner]
			sum := 0.0
			for i, v := range w {
				share := v * v * inverse[i]
				c[i] -= share
				sum += share
			}
			row[s] -= sum
		}
	}
	rowTotal, columnTotal, _ := o.faces(o.totals)
	floor(row, rowTotal)
	floor(column, columnTotal)
	return diagonal
}

// floor keeps rounding from making a preconditioner's entry useless.
func floor(diagonal, totals []float64) {
	for i, t := range totals {
		diagonal[i] = max(diagonal[i], 1e-9*t)
	}
}

func (o *cubeOperator) reduce(dst, b []float64) {
	box := o.d.box
	copy(dst, b)
	row, column, by := o.faces(dst)
	_, _, rhs := o.faces(b)
	clear(by)
	shift := make([]float64, box.inner)
	for u := range box.outer {
		for i := range shift {
			shift[i] = rhs[u*box.inner+i] * o.inverse[u*box.inner+i]
		}
		for m := range box.middle {
			s := u*box.middle + m
			w := o.weights[s*box.inner : (s+1)*box.inner]
			c := column[m*box.inner : (m+1)*box.inner]
			sum := 0.0
			for i, v := range w {
				t := v * shift[i]
				c[i] -= t
				sum += t
			}
			row[s] -= sum
		}
	}
}

func (o *cubeOperator) apply(y, x []float64, scratch []float64) {
	box := o.d.box
	clear(y)
	row, column, _ := o.faces(x)
	rowOut, columnOut, _ := o.faces(y)
	n := box.inner
	for u := range box.outer {
		clear(scratch)
		for m := range box.middle {
			s := u*box.middle + m
			kernel.AddWeighted(scratch, o.weights[s*n:(s+1)*n], column[m*n:(m+1)*n], row[s])
		}
		inverse := o.inverse[u*n : (u+1)*n]
		for i := range scratch {
			scratch[i] *= -inverse[i]
		}
		for m := range box.middle {
			s := u*box.middle + m
			rowOut[s] = kernel.SumWeighted(columnOut[m*n:(m+1)*n], o.weights[s*n:(s+1)*n], column[m*n:(m+1)*n], scratch, row[s])
		}
	}
}

func (o *cubeOperator) complete(a, b []float64) {
	box := o.d.box
	row, column, by := o.faces(a)
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
