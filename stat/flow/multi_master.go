package flow

import (
	"math"
	"slices"
)

// column is a path of a demand, a cycle that one may go round, or where it has no arcs,
// what is not served of a demand.
type column struct {
	demand int32
	cycle  bool
	arcs   []int32
	cost   float64
}

// Where a column stands that is not among the others of the basis.
const (
	outside = -1
	isKey   = -2
)

// master is the linear program over the columns known so far. Of every demand one column of the
// basis is the key, which carries what the others leave; the other columns are `others`, as many
// as there are full arcs without a slack in the basis, `tight`. Everything follows from
// the working matrix with a row for each tight arc and a column for each of the others: how
// often it uses the arc, less how often the key of its demand does.
type master struct {
	net     *Network
	demands []Demand
	moving  []int32 // the demands that need a path
	groups  []group

	columns []column
	place   []int32 // of each column: in others, outside or isKey
	key     []int32 // of each demand
	others  []int32
	tight   []int32
	row     []int32 // of each arc in tight, or −1

	inverse inverse // of the working matrix
	updates int     // of the inverse since it was made

	amount []float64 // of others
	rest   []float64 // of the keys
	load   []float64 // of each arc
	price  []float64 // of each arc
	worth  []float64 // of each demand: the cost of its key at the prices

	serving   bool // whether it is what is not served that is minimised
	cutsTried bool
	costs     float64
	pivots    int
	stalled   int // pivots since the last that moved anything
	change    move
}

func newMaster(n *Network, demands []Demand) *master {
	m := &master{
		net: n, demands: demands, serving: true,
		key: make([]int32, len(demands)), rest: make([]float64, len(demands)), worth: make([]float64, len(demands)),
		row: make([]int32, n.Arcs()), load: make([]float64, n.Arcs()), price: make([]float64, n.Arcs()),
		change: move{load: make([]float64, n.Arcs()), seen: make([]bool, n.Arcs()), rest: make([]float64, len(demands))},
	}
	for e := range m.row {
		m.row[e] = -1
	}
	for k := range demands {
		if !demands[k].moves() {
			continue
		}
		m.moving = append(m.moving, int32(k))
		m.key[k] = m.add(column{demand: int32(k)})
		m.place[m.key[k]] = isKey
		for _, c := range demands[k].cost(n) {
			m.costs = max(m.costs, math.Abs(c))
		}
	}
	m.groups = groupDemands(n, demands, m.moving)
	return m
}

// add puts a column outside the basis.
func (m *master) add(c column) int32 {
	m.columns = append(m.columns, c)
	m.place = append(m.place, outside)
	return int32(len(m.columns) - 1)
}

// cost is what a unit of the column costs in the present phase.
func (m *master) cost(c *column) float64 {
	switch unserved := c.arcs == nil; {
	case m.serving && unserved:
		return 1
	case m.serving || unserved:
		return 0
	}
	return c.cost
}

// mostUpdates is the number of updates after which the inverse is made anew.
const mostUpdates = 200

// refresh computes amounts, loads, prices and worths from the basis.
func (m *master) refresh() bool {
	if m.updates >= mostUpdates && !m.invert() {
		return false
	}
	m.primal()
	m.dual()
	return true
}

// invert makes the inverse of the working matrix.
func (m *master) invert() bool {
	n := len(m.tight)
	matrix := make([]float64, n*n)
	for j, c := range m.others {
		m.enter(&m.columns[c], func(i int32, x float64) { matrix[int(i)*n+j] += x })
	}
	var f factors
	if !f.factor(matrix, n) {
		return false
	}
	m.updates = 0
	m.inverse.rows = make([][]float64, n)
	for j := range n {
		m.inverse.rows[j] = make([]float64, n)
	}
	unit := make([]float64, n)
	for i := range n {
		clear(unit)
		unit[i] = 1
		f.solve(unit)
		for j, x := range unit {
			m.inverse.rows[j][i] = x
		}
	}
	return true
}

// enter gives the column of the working matrix that c is or would be.
func (m *master) enter(c *column, do func(row int32, x float64)) {
	for _, e := range c.arcs {
		if i := m.row[e]; i >= 0 {
			do(i, 1)
		}
	}
	if c.cycle {
		return
	}
	for _, e := range m.columns[m.key[c.demand]].arcs {
		if i := m.row[e]; i >= 0 {
			do(i, -1)
		}
	}
}

// primal finds the amounts that fill the tight arcs. What rounding leaves over is solved
// for again: sums of whole numbers then come out whole.
func (m *master) primal() {
	n := len(m.tight)
	m.amount = slices.Grow(m.amount[:0], n)[:n]
	clear(m.amount)
	step := make([]float64, n)
	for range 3 {
		m.loads()
		for i, e := range m.tight {
			step[i] = m.net.Capacity[e] - m.load[e]
		}
		for j, x := range m.inverse.solve(step) {
			m.amount[j] += x
		}
	}
	m.loads()
}

// loads sums what the columns of the basis put on the arcs.
func (m *master) loads() {
	clear(m.load)
	for _, k := range m.moving {
		m.rest[k] = m.demands[k].Amount
	}
	for j, c := range m.others {
		col := &m.columns[c]
		if !col.cycle {
			m.rest[col.demand] -= m.amount[j]
		}
		for _, e := range col.arcs {
			m.load[e] += m.amount[j]
		}
	}
	for _, k := range m.moving {
		for _, e := range m.columns[m.key[k]].arcs {
			m.load[e] += m.rest[k]
		}
	}
}

// dual finds the prices of the tight arcs at which the columns of a demand's basis cost
// alike, and solves for what rounding leaves over again.
func (m *master) dual() {
	b := make([]float64, len(m.tight))
	clear(m.price)
	for range 2 {
		for j, c := range m.others {
			col := &m.columns[c]
			b[j] = -m.priced(col)
			if !col.cycle {
				b[j] += m.priced(&m.columns[m.key[col.demand]])
			}
		}
		for i, x := range m.inverse.solveTransposed(b) {
			m.price[m.tight[i]] += x
		}
	}
	for _, k := range m.moving {
		m.worth[k] = m.priced(&m.columns[m.key[k]])
	}
}

// priced is the cost of a column at the prices.
func (m *master) priced(c *column) float64 {
	x := m.cost(c)
	for _, e := range c.arcs {
		x += m.price[e]
	}
	return x
}

// reduced is the reduced cost of a column.
func (m *master) reduced(c *column) float64 {
	if c.cycle {
		return m.priced(c)
	}
	return m.priced(c) - m.worth[c.demand]
}

// tolerance is the reduced cost that counts as zero.
func (m *master) tolerance() float64 {
	if m.serving {
		return 1e-9
	}
	return 1e-12 * m.costs
}
