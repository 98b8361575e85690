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

func (d *Design) backSparse(w *workspace, p *component, weights, b, a []float64) {
	n := p.reduced
	offset := p.offsets()
	first := p.first[p.eliminated]
	if n > 0 {
		for q := range d.id {
			if q != p.eliminated {
				copy(w.right[p.first[q]-int(offset[q]):], b[p.first[q]:p.last[q]])
			}
		}
		d.eachEliminated(p, func(g int32, low, high int) {
			total := w.totals[int(g)-first]
			if total == 0 {
				return
			}
			shift := b[g] / total
			if shift == 0 {
				return
			}
			for q, id := range d.id {
				if q == p.eliminated {
					continue
				}
				for i := low; i < high; i++ {
					w.right[id[i]-offset[q]] -= weights[i] * shift
				}
			}
		})
		solve(w.matrix, n, w.right)
		for q := range d.id {
			if q != p.eliminated {
				low := p.first[q] - int(offset[q])
				copy(a[p.first[q]:p.last[q]], w.right[low:])
			}
		}
	}
	d.eachEliminated(p, func(g int32, low, high int) {
		total := w.totals[int(g)-first]
		if total == 0 {
			a[g] = 0
			return
		}
		s := b[g]
		for q, id := range d.id {
			if q == p.eliminated {
				continue
			}
			for i := low; i < high; i++ {
				s -= weights[i] * w.right[id[i]-offset[q]]
			}
		}
		a[g] = s / total
	})
}
