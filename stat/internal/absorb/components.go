package absorb

// connection is the result of joining groups that share a row.
type connection struct {
	count  int
	of     [][]int32 // factor -> caller's group -> component, -1 where the group has no row
	number [][]int32 // factor -> caller's group -> index into an effect vector
	rows   []int     // rows of each component
}

// forest is a union-find structure; the root of a tree is its lowest number.
type forest []int32

func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = int32(i)
	}
	return f
}

func (f forest) find(x int32) int32 {
	for f[x] != x {
		f[x] = f[f[x]]
		x = f[x]
	}
	return x
}

func (f forest) union(a, b int32) {
	a, b = f.find(a), f.find(b)
	if a < b {
		f[b] = a
	} else {
		f[a] = b
	}
}

// joinPair joins the groups of two factors (those of b numbered after those of
// a) that share a row.
func joinPair(a, b Factor, rows []int32, low, high int) forest {
	f := newForest(a.Groups + b.Groups)
	from := int32(a.Groups)
	for i := low; i < high; i++ {
		row := at(rows, i)
		x, y := a.ID[row], from+b.ID[row]
		if f[x] != f[y] { // nearly always joined long ago
			f.union(x, y)
		}
	}
	return f
}

// joinPairs does so for several pairs of factors on all threads.
func joinPairs(factors []Factor, pairs [][2]int, rows []int32, n, threads int) []forest {
	parts := make([]forest, len(pairs)*threads)
	Parallel(threads, len(parts), func(_, i int) {
		pair, part := pairs[i/threads], i%threads
		parts[i] = joinPair(factors[pair[0]], factors[pair[1]], rows, n*part/threads, n*(part+1)/threads)
	})
	joined := make([]forest, len(pairs))
	Parallel(threads, len(pairs), func(_, k int) {
		joined[k] = parts[k*threads]
		for _, other := range parts[k*threads+1 : (k+1)*threads] {
			for x, y := range other {
				if int32(x) != y {
					joined[k].union(int32(x), y)
				}
			}
		}
	})
	return joined
}

// label numbers the trees of a forest over the groups of several factors, in
// order of the groups of the first: their order in the caller's rows, mostly. A
// tree of one group is a group without rows.
func (f forest) label(factors ...Factor) *connection {
	found, number, joined := &connection{}, absent(len(f)), make([]bool, len(f))
	for x := range f {
		if root := f.find(int32(x)); int(root) != x {
			joined[root] = true
		}
	}
	node := int32(0)
	for _, factor := range factors {
		of := absent(factor.Groups)
		for g := range of {
			if root := f.find(node); joined[root] {
				if number[root] < 0 { // only for the first factor: a component has groups of all
					number[root] = int32(found.count)
					found.count++
				}
				of[g] = number[root]
			}
			node++
		}
		found.of = append(found.of, of)
	}
	return found
}

// connections are the components of all factors together and, of three
// factors, those of each pair as well.
type connections struct {
	whole *connection
	pairs []*connection // (0, 1), (0, 2), (1, 2)
}

func connect(factors []Factor, rows []int32, n, threads int) *connections {
	count := make([]int32, factors[0].Groups)
	for i := range n {
		count[factors[0].ID[at(rows, i)]]++
	}
	if len(factors) == 1 { // its groups share no row, but are one piece of work
		whole := &connection{count: 1, of: [][]int32{absent(len(count))}, rows: []int{n}}
		for g, k := range count {
			if k > 0 {
				whole.of[0][g] = 0
			}
		}
		return &connections{whole: whole}
	}
	var pairs [][2]int
	for q := 1; q < len(factors); q++ {
		pairs = append(pairs, [2]int{0, q})
	}
	if len(factors) == 3 {
		pairs = append(pairs, [2]int{1, 2})
	}
	joined := joinPairs(factors, pairs, rows, n, threads)
	found := &connections{}
	if len(factors) == 3 {
		for k, pair := range pairs {
			found.pairs = append(found.pairs, joined[k].label(factors[pair[0]], factors[pair[1]]))
		}
	}
	groups, start := 0, make([]int32, len(factors))
	for q, f := range factors {
		start[q] = int32(groups)
		groups += f.Groups
	}
	all := newForest(groups)
	for q := 1; q < len(factors); q++ {
		place := func(x int32) int32 {
			if int(x) < factors[0].Groups {
				return x
			}
			return x - int32(factors[0].Groups) + start[q]
		}
		for x, y := range joined[q-1] {
			if int32(x) != y {
				all.union(place(int32(x)), place(y))
			}
		}
	}
	found.whole = all.label(factors...)
	found.whole.rows = make([]int, found.whole.count)
	for g, k := range found.whole.of[0] {
		if k >= 0 {
			found.whole.rows[k] += int(count[g])
		}
	}
	return found
}

func absent(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

// number gives every group that has rows its place in the effect vectors:
// factor by factor, component by component, in the caller's order.
func (d *Design) number(factors []Factor, c *connection) {
	d.components = make([]component, c.count)
	for k := range d.components {
		d.components[k].first = make([]int, len(factors))
		d.components[k].last = make([]int, len(factors))
	}
	d.Start = make([]int, len(factors)+1)
	d.Group = make([][]int32, len(factors))
	c.number = make([][]int32, len(factors))
	for q, f := range factors {
		place := make([]int, c.count+1)
		for _, k := range c.of[q] {
			if k >= 0 {
				place[k+1]++
			}
		}
		for k := range c.count {
			place[k+1] += place[k]
			d.components[k].first[q] = d.Start[q] + place[k]
			d.components[k].last[q] = d.Start[q] + place[k+1]
		}
		d.Start[q+1] = d.Start[q] + place[c.count]
		d.Group[q] = make([]int32, place[c.count])
		c.number[q] = make([]int32, f.Groups)
		for g, k := range c.of[q] {
			c.number[q][g] = -1
			if k >= 0 {
				d.Group[q][place[k]] = int32(g)
				c.number[q][g] = int32(d.Start[q] + place[k])
				place[k]++
			}
		}
	}
}

// weigh picks the factor to eliminate in each component and decides between
// factoring and iterating, by a rough count of the operations of each.
func (d *Design) weigh(c *connection) {
	const (
		always   = 300  // a reduced system this small is always factored
		never    = 2500 // one this large never
		perRow   = 2e4  // operations of an iterative solution for each row
		entryRow = 0.5
	)
	d.Direct = true
	for k := range d.components {
		p := &d.components[k]
		total, most := 0, -1
		for q := range p.first {
			size := p.last[q] - p.first[q]
			total += size
			if size > most {
				most, p.eliminated = size, q
			}
		}
		p.reduced = total - most
		dimension, rows := float64(p.reduced), float64(c.rows[k])
		work := dimension*dimension*dimension + entryRow*rows*min(dimension, rows/float64(most)*float64(len(p.first)))
		p.direct = p.reduced <= always || p.reduced <= never && work <= perRow*rows
		d.Direct = d.Direct && p.direct
	}
}

// Connected returns the connected component of every group of two factors (-1
// where a group has none of the rows) and the number of components.
func Connected(a, b Factor, rows []int32) (ofA, ofB []int32, count int) {
	c := joinPair(a, b, rows, 0, len(rows)).label(a, b)
	return c.of[0], c.of[1], c.count
}
