package absorb

// connection is the result of joining groups that share a row.
type connection struct {
	count  int
	of     [][]int32 // factor -> caller's group -> component, -1 where the group has no row
	number [][]int32 // factor -> caller's group -> index into an effect vector
	rows   []int     // rows of each component
}

func find(parent []int32, x int32) int32 {
	for parent[x] != x {
		parent[x] = parent[parent[x]]
		x = parent[x]
	}
	return x
}

// join returns a forest over the groups of all factors, one after the other, in
// which the groups of a row have one root.
func join(factors []Factor, rows []int32, n int) (parent, start []int32) {
	start = make([]int32, len(factors)+1)
	for q, f := range factors {
		start[q+1] = start[q] + int32(f.Groups)
	}
	parent = make([]int32, start[len(factors)])
	for i := range parent {
		parent[i] = int32(i)
	}
	if len(factors) == 1 {
		return parent, start
	}
	for i := range n {
		row := at(rows, i)
		a := parent[factors[0].ID[row]]
		if parent[a] != a {
			a = find(parent, a)
		}
		for q := 1; q < len(factors); q++ {
			b := parent[start[q]+factors[q].ID[row]]
			if a == b { // nearly always: joined long ago
				continue
			}
			b = find(parent, b)
			if a < b {
				parent[b] = a
			} else if b < a {
				parent[a] = b
				a = b
			}
		}
	}
	return parent, start
}

// connect finds the connected components, numbered in order of first row.
func connect(factors []Factor, rows []int32, n int) *connection {
	parent, start := join(factors, rows, n)
	single := len(factors) == 1
	c := &connection{of: make([][]int32, len(factors))}
	label := absent(len(parent))
	perGroup := make([]int32, factors[0].Groups) // rows of each group of the first factor
	for i := range n {
		perGroup[factors[0].ID[at(rows, i)]]++
	}
	for i := range n { // components in order of first row; usually the first few rows name them all
		root := int32(0)
		if !single {
			root = find(parent, factors[0].ID[at(rows, i)])
		}
		if label[root] < 0 {
			label[root] = int32(c.count)
			c.count++
		}
	}
	c.rows = make([]int, c.count)
	for q, f := range factors {
		c.of[q] = absent(f.Groups)
		for g := range c.of[q] {
			root := int32(0)
			if !single {
				root = find(parent, start[q]+int32(g))
			}
			c.of[q][g] = label[root]
			if q == 0 && perGroup[g] > 0 {
				c.rows[label[root]] += int(perGroup[g])
			}
		}
	}
	// Groups without rows belong to no component.
	if single {
		for g, k := range perGroup {
			if k == 0 {
				c.of[0][g] = -1
			}
		}
	}
	return c
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
	c := connect([]Factor{a, b}, rows, len(rows))
	return c.of[0], c.of[1], c.count
}
