package absorb

import "sync/atomic"

// Holes may make up at most this share of a laid-out grid or cube.
const mostHoles = 0.4

// layGrid lays two factors out as one dense rectangle for each component, if
// the cells are nearly all there, none twice, and the runs are long enough to
// pay. It reports whether it did.
func (d *Design) layGrid(factors []Factor, rows []int32, n int, c *connection) bool {
	const shortestRun = 12
	fixed, along := 0, 1
	if d.Start[2]-d.Start[1] > d.Start[1]-d.Start[0] {
		fixed, along = 1, 0
	}
	cells, lines := 0, 0
	for k := range d.components {
		p := &d.components[k]
		a, b := p.last[fixed]-p.first[fixed], p.last[along]-p.first[along]
		if b > a*4 { // eliminating the short side would leave the long one
			return false
		}
		p.low = cells
		cells += a * b
		p.high = cells
		lines += a
	}
	if float64(n) < (1-mostHoles)*float64(cells) || cells < shortestRun*lines {
		return false
	}
	cell := func(i int) int {
		row := at(rows, i)
		p := &d.components[c.of[0][factors[0].ID[row]]]
		f := int(c.number[fixed][factors[fixed].ID[row]]) - p.first[fixed]
		a := int(c.number[along][factors[along].ID[row]]) - p.first[along]
		return p.low + f*(p.last[along]-p.first[along]) + a
	}
	if !d.fill(rows, n, cells, cell) {
		return false
	}
	d.Shape = Grid
	d.run = make([]bool, 2)
	d.run[along] = true
	d.base = [][]int32{make([]int32, 0, lines), make([]int32, 0, lines)}
	for k := range d.components {
		p := &d.components[k]
		p.eliminated, p.reduced = fixed, p.last[along]-p.first[along]
		for g := p.first[fixed]; g < p.last[fixed]; g++ {
			d.segments = append(d.segments, p.low+(g-p.first[fixed])*p.reduced)
			d.base[fixed] = append(d.base[fixed], int32(g))
			d.base[along] = append(d.base[along], int32(p.first[along]))
		}
	}
	d.segments = append(d.segments, cells)
	d.chunkSegments()
	return true
}

// fill sets Source from the cell of every row; it reports false when two rows
// fall into one cell.
func (d *Design) fill(rows []int32, n, cells int, cell func(int) int) bool {
	source := absent(cells)
	var twice, moved atomic.Bool
	ParallelRange(d.threads, n, func(_, low, high int) {
		same := true
		for i := low; i < high; i++ {
			k := cell(i)
			if !atomic.CompareAndSwapInt32(&source[k], -1, int32(at(rows, i))) {
				twice.Store(true)
				return
			}
			same = same && k == i
		}
		if !same {
			moved.Store(true)
		}
	})
	if twice.Load() {
		return false
	}
	same := rows == nil && cells == n && !moved.Load()
	d.Positions, d.Holes = cells, cells > n
	if !same {
		d.Source = source
	}
	return true
}
