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
func (d *Design) layCube(factors []Factor, rows []int32, n int, pairs []*connection) bool {
	by := 0
	for q := range factors {
		if d.Start[q+1]-d.Start[q] > d.Start[by+1]-d.Start[by] {
			by = q
		}
	}
	u, v := (by+1)%3, (by+2)%3
	// The components of two factors, and their labels by the groups of each: the
	// levels of the axis that the two share.
	between := func(p, q int) (count int, ofP, ofQ []int32) {
		c := pairs[p+q-1] // (0, 1), (0, 2), (1, 2)
		if p < q {
			return c.count, c.of[0], c.of[1]
		}
		return c.count, c.of[1], c.of[0]
	}
	outer, outerOf, outerBy := between(u, by)
	inner, innerOf, innerBy := between(v, by)
	if outer > inner || outer == inner && u > v {
		u, v, outer, inner = v, u, inner, outer
		outerOf, outerBy, innerOf, innerBy = innerOf, innerBy, outerOf, outerBy
	}
	middle, middleOf, middleOther := between(u, v)
	b := box{outer: outer, middle: middle, inner: inner, rowFace: u, columnFace: v, by: by}
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
		!claim(group[by], outerBy, innerBy, b.inner) {
		return false
	}
	line := make([]int32, len(outerOf))
	for g, o := range outerOf {
		line[g] = (o*int32(b.middle) + middleOf[g]) * int32(b.inner)
	}
	if !d.fill(rows, n, cells, factors[u].ID, line, factors[v].ID, innerOf) {
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
