package absorb

// box is the shape of a cube: outer x middle x inner cells, inner fastest. One
// factor is the outer-middle face, one the middle-inner face, and the third,
// the outer-inner face, is the one that is eliminated.
type box struct {
	outer, middle, inner    int
	rowFace, columnFace, by int // factors: (outer, middle), (middle, inner), eliminated
}

// layCube recognises three factors as the faces of a box: the components of
// each pair of factors are the levels of the axis they share. Absent groups
// get a place of their own in the effect vectors, with no weight.
func (d *Design) layCube(factors []Factor, rows []int32, n int, c *connection) bool {
	by := 0
	for q := range factors {
		if d.Start[q+1]-d.Start[q] > d.Start[by+1]-d.Start[by] {
			by = q
		}
	}
	u, v := (by+1)%3, (by+2)%3
	var pairs [3]*connection
	Parallel(d.threads, 3, func(_, k int) {
		ends := [][2]int{{u, by}, {v, by}, {u, v}}[k]
		pairs[k] = connect([]Factor{factors[ends[0]], factors[ends[1]]}, rows, n)
	})
	first, second, middle := pairs[0], pairs[1], pairs[2]
	if first.count > second.count || first.count == second.count && u > v {
		u, v, first, second = v, u, second, first
	}
	// Axis level of a group: the component its factor forms with another.
	outerOf := first.of[0]  // groups of u
	innerOf := second.of[0] // groups of v
	middleOf, middleOther := middle.of[0], middle.of[1]
	if u == (by+2)%3 { // they changed places above
		middleOf, middleOther = middleOther, middleOf
	}
	b := box{outer: first.count, middle: middle.count, inner: second.count, rowFace: u, columnFace: v, by: by}
	cells := b.outer * b.middle * b.inner
	const shortestRun = 8
	if float64(n) < (1-mostHoles)*float64(cells) || b.inner < shortestRun || cells > 1<<31-1 {
		return false
	}
	group := [3][]int32{}
	group[u] = absent(b.outer * b.middle)
	group[v] = absent(b.middle * b.inner)
	group[by] = absent(b.outer * b.inner)
	// The axis levels of a group are given by the pairs of factors it is in, so
	// that it is enough that no two groups claim one place of a face.
	if !claim(group[u], outerOf, middleOf, b.middle) || !claim(group[v], middleOther, innerOf, b.inner) ||
		!claim(group[by], first.of[1], second.of[1], b.inner) {
		return false
	}
	if !d.fill(rows, n, cells, func(i int) int {
		row := at(rows, i)
		g := factors[u].ID[row]
		return (int(outerOf[g])*b.middle+int(middleOf[g]))*b.inner + int(innerOf[factors[v].ID[row]])
	}) {
		return false
	}
	d.Shape, d.box = Cube, b
	d.base = make([][]int32, 3)
	d.run = make([]bool, 3)
	d.run[v], d.run[by] = true, true
	for q := range 3 {
		d.Group[q] = group[q]
		d.Start[q+1] = d.Start[q] + len(group[q])
		d.base[q] = make([]int32, b.outer*b.middle)
	}
	for o := range b.outer {
		for m := range b.middle {
			s := o*b.middle + m
			d.segments = append(d.segments, s*b.inner)
			d.base[u][s] = int32(d.Start[u] + s)
			d.base[v][s] = int32(d.Start[v] + m*b.inner)
			d.base[by][s] = int32(d.Start[by] + o*b.inner)
		}
	}
	d.segments = append(d.segments, cells)
	d.chunkSegments()
	return true
}

// claim puts every group in the place its two levels give; two groups in one
// place are no face of a box.
func claim(places, line, column []int32, width int) bool {
	for g := range line {
		if line[g] < 0 || column[g] < 0 {
			continue
		}
		at := int(line[g])*width + int(column[g])
		if places[at] >= 0 {
			return false
		}
		places[at] = int32(g)
	}
	return true
}
