package absorb

// laySparse orders the rows by component and, within it, by the eliminated
// factor, then by the first other one.
func (d *Design) laySparse(factors []Factor, rows []int32, n int, c *connection) {
	d.Shape, d.Positions = Sparse, n
	key := make([]int32, n)
	width := 1
	minor := func(p *component) int {
		if p.eliminated == 0 && len(factors) > 1 {
			return 1
		}
		return 0
	}
	for i := range n {
		row := at(rows, i)
		p := &d.components[c.of[0][factors[0].ID[row]]]
		q := minor(p)
		key[i] = c.number[q][factors[q].ID[row]] - int32(p.first[q])
		width = max(width, int(key[i])+1)
	}
	order := countingSort(nil, key, width)

	// The eliminated groups of all components, in the order of components.
	begin := make([]int32, len(d.components)+1)
	for k := range d.components {
		p := &d.components[k]
		begin[k+1] = begin[k] + int32(p.last[p.eliminated]-p.first[p.eliminated])
	}
	for i := range n {
		row := at(rows, i)
		k := c.of[0][factors[0].ID[row]]
		p := &d.components[k]
		q := p.eliminated
		key[i] = begin[k] + c.number[q][factors[q].ID[row]] - int32(p.first[q])
	}
	order = countingSort(order, key, int(begin[len(d.components)]))
	low := 0
	for k := range d.components {
		d.components[k].low = low
		low += c.rows[k]
		d.components[k].high = low
	}
	d.setSource(order, rows)
	d.id = make([][]int32, len(factors))
	for q, f := range factors {
		d.id[q] = key // the last factor may take over the storage of the keys
		if q < len(factors)-1 {
			d.id[q] = make([]int32, n)
		}
		for i := range n {
			d.id[q][i] = c.number[q][f.ID[d.Row(i)]]
		}
	}
	d.chunkSparse()
}

// setSource records the order, or nothing where it is the caller's own.
func (d *Design) setSource(order, rows []int32) {
	same := rows == nil
	for i, o := range order {
		if int(o) != i {
			same = false
		}
		if rows != nil {
			order[i] = rows[o]
		}
	}
	if d.Aligned = same; !same {
		d.Source = order
	}
}

// countingSort returns the order that sorts by key (0 to width-1), stable with
// respect to the given order (nil: as they come).
func countingSort(order, key []int32, width int) []int32 {
	place := make([]int32, width+1)
	for _, k := range key {
		place[k+1]++
	}
	for k := range width {
		place[k+1] += place[k]
	}
	sorted := make([]int32, len(key))
	for i := range key {
		o := int32(i)
		if order != nil {
			o = order[i]
		}
		k := key[o]
		sorted[place[k]] = o
		place[k]++
	}
	return sorted
}
