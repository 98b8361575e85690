package absorb

import "slices"

// offsets returns, for each factor, what to subtract from an effect index to
// get its place in the component's reduced system.
func (p *component) offsets() []int32 {
	list := make([]int32, len(p.first))
	place := 0
	for q := range p.first {
		if q == p.eliminated {
			continue
		}
		list[q] = int32(p.first[q] - place)
		place += p.last[q] - p.first[q]
	}
	return list
}

// buildSparse forms the reduced matrix of one component from its rows.
func (d *Design) buildSparse(w *workspace, p *component, weights []float64) {
	n := p.reduced
	offset := p.offsets()
	first := p.first[p.eliminated]
	d.eachEliminated(p, func(g int32, low, high int) {
		total := 0.0
		for i := low; i < high; i++ {
			total += weights[i]
		}
		w.totals[int(g)-first] = total
		if n == 0 || total == 0 {
			return
		}
		spread := w.dense[w.waiting]
		touched := w.list[:0]
		for q, id := range d.id {
			if q == p.eliminated {
				continue
			}
			for i := low; i < high; i++ {
				h := id[i] - offset[q]
				v := weights[i]
				if v == 0 {
					continue
				}
				if spread[h] == 0 {
					touched = append(touched, h)
				}
				spread[h] += v
				w.original[h] += v
				w.matrix[int(h)*n+int(h)] += v
				for r := q + 1; r < len(d.id); r++ { // rows that two kept factors share
					if r != p.eliminated {
						w.matrix[int(h)*n+int(d.id[r][i]-offset[r])] += v
					}
				}
			}
		}
		w.list = touched
		if len(touched)*3 >= n {
			w.push(n, total)
			clear(w.dense[w.waiting])
			return
		}
		if !slices.IsSorted(touched) {
			slices.Sort(touched)
		}
		for k, h := range touched {
			w.value[k] = spread[h]
			spread[h] = 0
		}
		for k, h := range touched {
			scaled := w.value[k] / total
			row := w.matrix[int(h)*n : (int(h)+1)*n]
			for j := k; j < len(touched); j++ {
				row[touched[j]] -= scaled * w.value[j]
			}
		}
	})
}

// backSparse solves for all columns of b in one pass over the rows each way. The
// reduced right-hand sides stand side by side, so that a row touches one place.
func (d *Design) backSparse(w *workspace, p *component, weights []float64, b, a [][]float64) {
	n, columns := p.reduced, len(b)
	offset := p.offsets()
	first := p.first[p.eliminated]
	w.side = grow(w.side, n*columns)
	each := make([]float64, columns) // of one eliminated group
	for k := range b {
		for q := range d.id {
			if q == p.eliminated {
				continue
			}
			for g := p.first[q]; g < p.last[q]; g++ {
				w.side[(g-int(offset[q]))*columns+k] = b[k][g]
			}
		}
	}
	if n > 0 {
		d.eachEliminated(p, func(g int32, low, high int) {
			total := w.totals[int(g)-first]
			if total == 0 {
				return
			}
			for k := range each {
				each[k] = b[k][g] / total
			}
			for q, id := range d.id {
				if q == p.eliminated {
					continue
				}
				for i, h := range id[low:high] {
					v, at := weights[low+i], int(h-offset[q])*columns
					row := w.side[at : at+len(each)]
					for k, shift := range each {
						row[k] -= v * shift
					}
				}
			}
		})
	}
	for k := range b {
		for h := range w.right {
			w.right[h] = w.side[h*columns+k]
		}
		solve(w.matrix, n, w.right)
		for h, v := range w.right {
			w.side[h*columns+k] = v
		}
		for q := range d.id {
			if q != p.eliminated {
				copy(a[k][p.first[q]:p.last[q]], w.right[p.first[q]-int(offset[q]):])
			}
		}
	}
	d.eachEliminated(p, func(g int32, low, high int) {
		total := w.totals[int(g)-first]
		if total == 0 {
			for k := range a {
				a[k][g] = 0
			}
			return
		}
		for k := range each {
			each[k] = b[k][g]
		}
		for q, id := range d.id {
			if q == p.eliminated {
				continue
			}
			for i, h := range id[low:high] {
				v, at := weights[low+i], int(h-offset[q])*columns
				row := w.side[at : at+len(each)]
				for k := range each {
					each[k] -= v * row[k]
				}
			}
		}
		for k, s := range each {
			a[k][g] = s / total
		}
	})
}
