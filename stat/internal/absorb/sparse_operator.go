package absorb

import "dyad/stat/internal/kernel"

// sparseOperator is the reduced system of the components that are too large
// to factor; each has its own eliminated factor, by which its rows are sorted.
type sparseOperator struct {
	d          *Design
	components []int
	weights    []float64
	totals     []float64
	inverse    []float64 // of the diagonal
	scratch    [][]float64
	cuts       [][]int     // component -> bounds of the workers' rows, between eliminated groups
	own        [][]float64 // worker -> product of its rows; the first has none
}

func (d *Design) newSparseOperator(components []int, weights []float64) *sparseOperator {
	o := &sparseOperator{d: d, components: components, weights: weights, totals: make([]float64, d.Length())}
	longest := 0
	for _, k := range components {
		p := &d.components[k]
		for _, id := range d.id {
			for i := p.low; i < p.high; i++ {
				o.totals[id[i]] += weights[i]
			}
		}
		d.eachEliminated(p, func(_ int32, low, high int) { longest = max(longest, high-low) })
		o.cuts = append(o.cuts, d.groupCuts(p))
	}
	for worker := range d.threads {
		o.own = append(o.own, nil)
		if worker > 0 {
			o.own[worker] = make([]float64, d.Length())
		}
	}
	for range d.threads {
		o.scratch = append(o.scratch, make([]float64, longest))
	}
	o.inverse = inverses(o.diagonal())
	return o
}

func (o *sparseOperator) size() int { return o.d.Length() }

func (o *sparseOperator) load(x, a []float64) {
	for i, v := range o.inverse {
		if v > 0 {
			x[i] = a[i]
		}
	}
}

func (o *sparseOperator) metric() []float64 { return o.inverse }

func (o *sparseOperator) precondition(z, r [][]float64) {
	Parallel(o.d.threads, len(z), func(_, k int) { kernel.Multiply(z[k], r[k], o.inverse) })
}

// apply shares the rows of one column after the other among the threads.
func (o *sparseOperator) apply(y, x [][]float64) {
	for k := range y {
		Parallel(o.d.threads, o.d.threads, func(_, part int) {
			target := o.own[part]
			if part == 0 {
				target = y[k]
			}
			o.product(target, x[k], o.scratch[part], part)
		})
		for _, own := range o.own[1:] {
			ParallelRange(o.d.threads, len(own), func(_, low, high int) { kernel.Axpy(y[k][low:high], own[low:high], 1) })
		}
	}
}

// groupCuts divides the rows of a component among the threads, between groups of
// the eliminated factor.
func (d *Design) groupCuts(p *component) []int {
	id, cuts := d.id[p.eliminated], []int{p.low}
	for worker := 1; worker < d.threads; worker++ {
		at := max(cuts[worker-1], p.low+(p.high-p.low)*worker/d.threads)
		for at > p.low && at < p.high && id[at] == id[at-1] {
			at++
		}
		cuts = append(cuts, at)
	}
	return append(cuts, p.high)
}

// eachEliminated visits the rows of every eliminated group of a component.
func (d *Design) eachEliminated(p *component, visit func(group int32, low, high int)) {
	d.eachEliminatedIn(p, p.low, p.high, visit)
}

// eachEliminatedIn does so for the rows from one group's first to another's last.
func (d *Design) eachEliminatedIn(p *component, first, end int, visit func(group int32, low, high int)) {
	id := d.id[p.eliminated]
	for low := first; low < end; {
		g := id[low]
		high := low + 1
		for high < end && id[high] == g {
			high++
		}
		visit(g, low, high)
		low = high
	}
}

func (o *sparseOperator) diagonal() []float64 {
	d := o.d
	diagonal := make([]float64, d.Length())
	for _, k := range o.components {
		p := &d.components[k]
		for q := range d.id {
			if q != p.eliminated {
				copy(diagonal[p.first[q]:p.last[q]], o.totals[p.first[q]:p.last[q]])
			}
		}
		d.eachEliminated(p, func(g int32, low, high int) {
			if o.totals[g] == 0 {
				return
			}
			for q, id := range d.id {
				if q == p.eliminated {
					continue
				}
				for i := low; i < high; i++ {
					diagonal[id[i]] -= o.weights[i] * o.weights[i] / o.totals[g]
				}
			}
		})
		for q := range d.id {
			if q != p.eliminated {
				floor(diagonal[p.first[q]:p.last[q]], o.totals[p.first[q]:p.last[q]])
			}
		}
	}
	return diagonal
}

// others sums x over the factors that are not eliminated, for rows low..high-1.
func (o *sparseOperator) others(dst, x []float64, p *component, low, high int) {
	clear(dst)
	for q, id := range o.d.id {
		if q == p.eliminated {
			continue
		}
		for i, g := range id[low:high] {
			dst[i] += x[g]
		}
	}
}

func (o *sparseOperator) reduce(r, b [][]float64) {
	Parallel(o.d.threads, len(r), func(_, k int) { o.reduceOne(r[k], b[k]) })
}

func (o *sparseOperator) reduceOne(dst, b []float64) {
	d := o.d
	clear(dst)
	for _, k := range o.components {
		p := &d.components[k]
		for q := range d.id {
			if q != p.eliminated {
				copy(dst[p.first[q]:p.last[q]], b[p.first[q]:p.last[q]])
			}
		}
		d.eachEliminated(p, func(g int32, low, high int) {
			if o.totals[g] == 0 {
				return
			}
			shift := b[g] / o.totals[g]
			for q, id := range d.id {
				if q == p.eliminated {
					continue
				}
				for i := low; i < high; i++ {
					dst[id[i]] -= o.weights[i] * shift
				}
			}
		})
	}
}

// product is the part of the system's product with x that some of the rows make.
func (o *sparseOperator) product(y, x, scratch []float64, part int) {
	d := o.d
	for at, k := range o.components {
		p := &d.components[k]
		for q := range d.id {
			clear(y[p.first[q]:p.last[q]])
		}
		d.eachEliminatedIn(p, o.cuts[at][part], o.cuts[at][part+1], func(g int32, low, high int) {
			if o.totals[g] == 0 {
				return
			}
			t := scratch[:high-low]
			o.others(t, x, p, low, high)
			s := 0.0
			for i, v := range t {
				s += o.weights[low+i] * v
			}
			s /= o.totals[g]
			for i := range t {
				t[i] = o.weights[low+i] * (t[i] - s)
			}
			for q, id := range d.id {
				if q == p.eliminated {
					continue
				}
				for i, h := range id[low:high] {
					y[h] += t[i]
				}
			}
		})
	}
}

func (o *sparseOperator) complete(a, x, b [][]float64) {
	Parallel(o.d.threads, len(a), func(worker, k int) { o.completeOne(a[k], x[k], b[k], o.scratch[worker]) })
}

func (o *sparseOperator) completeOne(a, x, b, scratch []float64) {
	d := o.d
	for i, v := range o.inverse {
		if v > 0 {
			a[i] = x[i]
		}
	}
	for _, k := range o.components {
		p := &d.components[k]
		d.eachEliminated(p, func(g int32, low, high int) {
			if o.totals[g] == 0 {
				a[g] = 0
				return
			}
			t := scratch[:high-low]
			o.others(t, a, p, low, high)
			s := b[g]
			for i, v := range t {
				s -= o.weights[low+i] * v
			}
			a[g] = s / o.totals[g]
		})
	}
}
