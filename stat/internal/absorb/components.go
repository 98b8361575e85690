package absorb

// connection is the result of joining groups that share a row.
type connection struct {
	count  int
	of     [][]int32 // factor -> caller's group -> component, -1 where the group has no row
	number [][]int32 // factor -> caller's group -> index into an effect vector
	rows   []int     // rows of each component
}

// census is the number of rows of every group, by factor.
type census [][]int32

func survey(factors []Factor, rows []int32, n, threads int) census {
	c := make(census, len(factors))
	Parallel(threads, len(factors), func(_, q int) {
		count, id := make([]int32, factors[q].Groups), factors[q].ID
		for i := range n {
			count[id[at(rows, i)]]++
		}
		c[q] = count
	})
	return c
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

// label numbers the trees of a forest over the groups of the listed factors, in
// order of the groups of the first: their order in the caller's rows, mostly.
func (c census) label(f forest, list ...int) *connection {
	found, number := &connection{}, absent(len(f))
	node := int32(0)
	for k, q := range list {
		of := absent(len(c[q]))
		for g, rows := range c[q] {
			if rows > 0 {
				root := f.find(node)
				if number[root] < 0 { // only for the first factor: a component has groups of all
					number[root] = int32(found.count)
					found.count++
					found.rows = append(found.rows, 0)
				}
				of[g] = number[root]
				if k == 0 {
					found.rows[of[g]] += int(rows)
				}
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
	c := survey(factors, rows, n, threads)
	if len(factors) == 1 { // its groups share no row, but are one piece of work
		return &connections{whole: c.label(make(forest, factors[0].Groups), 0)}
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
			found.pairs = append(found.pairs, c.label(joined[k], pair[0], pair[1]))
		}
	}
	list, groups := make([]int, len(factors)), 0
	start := make([]int32, len(factors))
	for q, f := range factors {
		list[q], start[q] = q, int32(groups)
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
	found.whole = c.label(all, list...)
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
	c := connect([]Factor{a, b}, rows, len(rows), 1).whole
	return c.of[0], c.of[1], c.count
}
