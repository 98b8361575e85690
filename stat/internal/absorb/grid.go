package absorb

import (
	"slices"
	"sync/atomic"
)

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
	line, place := make([]int32, factors[fixed].Groups), make([]int32, factors[along].Groups)
	for g, k := range c.of[fixed] {
		if k >= 0 {
			p := &d.components[k]
			line[g] = int32(p.low + (int(c.number[fixed][g])-p.first[fixed])*(p.last[along]-p.first[along]))
		}
	}
	for g, k := range c.of[along] {
		if k >= 0 {
			place[g] = c.number[along][g] - int32(d.components[k].first[along])
		}
	}
	if !d.fill(rows, n, cells, factors[fixed].ID, line, factors[along].ID, place) {
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

// fill sets Source: a row's cell is the line that its group of one factor gives
// and the place that its group of the other does. It reports false when two
// rows fall into one cell.
func (d *Design) fill(rows []int32, n, cells int, a, line, b, place []int32) bool {
	source := absent(cells)
	var twice, moved atomic.Bool
	ParallelRange(d.threads, n, func(_, low, high int) {
		same := true
		for i := low; i < high; i++ {
			row := at(rows, i)
			k := int(line[a[row]] + place[b[row]])
			if !atomic.CompareAndSwapInt32(&source[k], -1, int32(row)) {
				twice.Store(true)
				return
			}
			same = same && k == row
		}
		if !same {
			moved.Store(true)
		}
	})
	if twice.Load() {
		return false
	}
	d.Positions, d.Aligned = cells, !moved.Load() && cells == len(a)
	if cells > n {
		for k, row := range source {
			if row < 0 {
				d.Holes = append(d.Holes, int32(k))
			}
		}
	}
	if !d.Aligned || cells > n {
		d.Source = source
	}
	return true
}

// HolesIn lists the holes among the positions low to high-1.
func (d *Design) HolesIn(low, high int) []int32 {
	if len(d.Holes) == 0 {
		return nil
	}
	from, _ := slices.BinarySearch(d.Holes, int32(low))
	to, _ := slices.BinarySearch(d.Holes, int32(high))
	return d.Holes[from:to]
}
