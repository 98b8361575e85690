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
	outerOf := first.of[0]   // groups of u
	innerOf := second.of[0]  // groups of v
	middleOf := middle.of[0] // groups of the first of the two
	if u == (by+2)%3 {       // they changed places above
		middleOf = middle.of[1]
	}
	b := box{outer: first.count, middle: middle.count, inner: second.count, rowFace: u, columnFace: v, by: by}
	cells := b.outer * b.middle * b.inner
	const shortestRun = 8
	if float64(n) < (1-mostHoles)*float64(cells) || b.inner < shortestRun || cells > 1<<31-1 {
		return false
	}
	cell := func(i int) int {
		row := at(rows, i)
		o := int(outerOf[factors[u].ID[row]])
		m := int(middleOf[factors[u].ID[row]])
		in := int(innerOf[factors[v].ID[row]])
		return (o*b.middle+m)*b.inner + in
	}
	group := [3][]int32{}
	group[u] = absent(b.outer * b.middle)
	group[v] = absent(b.middle * b.inner)
	group[by] = absent(b.outer * b.inner)
	for i := range n {
		row, k := at(rows, i), cell(i)
		in, o, m := k%b.inner, k/b.inner/b.middle, k/b.inner%b.middle
		if !claim(group[u], o*b.middle+m, factors[u].ID[row]) ||
			!claim(group[v], m*b.inner+in, factors[v].ID[row]) ||
			!claim(group[by], o*b.inner+in, factors[by].ID[row]) {
			return false
		}
	}
	if !d.fill(rows, n, cells, cell) {
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

func absent(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

// claim puts a group in its place; two groups in one place are no face of a box.
func claim(places []int32, place int, group int32) bool {
	if places[place] < 0 {
		places[place] = group
	}
	return places[place] == group
}
