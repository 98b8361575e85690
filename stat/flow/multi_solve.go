package flow

// mostPivots ends a method that does not end by itself; it is far above what is needed.
const mostPivots = 1_000_000

// patience is the number of pivots after which it is worth asking whether a cut alone
// forbids what is tried.
const patience = 300

// solve first minimises what is not served, then the cost.
func (m *master) solve() error {
	m.refresh()
	for _, serving := range []bool{true, false} {
		m.serving = serving
		m.dual()
		for {
			if err := m.optimise(); err != nil {
				return err
			}
			if serving && !m.unserved() || !m.generate() {
				break
			}
		}
		// What the phase ends with is computed from a fresh inverse.
		if !m.invert() || !m.refresh() {
			return &ProofError{}
		}
		if serving {
			if m.unserved() {
				return m.infeasible()
			}
			if !m.expel() {
				return &ProofError{}
			}
		}
	}
	return nil
}

// optimise pivots until no column known is worth it.
func (m *master) optimise() error {
	for m.pivots < mostPivots {
		in, ok := m.choose()
		if !ok {
			return nil
		}
		m.direct(in)
		out, length := m.leave()
		if out.kind == nothing {
			c := m.columns[in.column]
			x := &UnboundedError{Cost: c.cost}
			for _, e := range c.arcs {
				x.Cycle = append(x.Cycle, int(e))
			}
			return x
		}
		if m.stalled++; length > 0 {
			m.stalled = 0
		}
		m.swap(in, out)
		if !m.refresh() {
			break
		}
		if m.serving && !m.unserved() {
			return nil
		}
		if m.serving && m.pivots > patience {
			if err := m.cuts(); err != nil {
				return err
			}
		}
	}
	return &ProofError{}
}

// unserved says whether some of a demand has no path.
func (m *master) unserved() bool {
	for _, k := range m.moving {
		if m.columns[m.key[k]].arcs == nil && above(m.rest[k], m.demands[k].Amount) > 0 {
			return true
		}
	}
	for j, c := range m.others {
		if col := &m.columns[c]; col.arcs == nil && above(m.amount[j], m.scale(col)) > 0 {
			return true
		}
	}
	return false
}

// expel takes the columns of what is not served, all of them at zero, out of the basis:
// a path becomes the key, and the slack of an arc that such a column depends on enters.
func (m *master) expel() bool {
	for _, k := range m.moving {
		if old := m.key[k]; m.columns[old].arcs == nil {
			m.place[old] = m.promote(k, m.othersOf(k))
		}
	}
	if !m.refresh() {
		return false
	}
	for j := 0; j < len(m.others); j++ {
		c := m.others[j]
		if m.columns[c].arcs != nil {
			continue
		}
		best := 0
		row := m.inverse.rows[j]
		for i := range row {
			if row[i]*row[i] > row[best]*row[best] {
				best = i
			}
		}
		m.place[c] = outside
		m.fill(int32(j), entrance{-1, m.tight[best]}, nil)
		if !m.refresh() {
			return false
		}
		j--
	}
	return true
}

// assignment is what the basis says. What is less than rounding is zero.
func (m *master) assignment() *Assignment {
	arcs := m.net.Arcs()
	a := &Assignment{
		Flow: make([][]float64, len(m.demands)), Load: make([]float64, arcs), ShadowPrice: make([]float64, arcs),
		UnitCost: make([]float64, len(m.demands)), Routes: make([][]RouteFlow, len(m.demands)), Pivots: m.pivots,
	}
	for k := range a.Flow {
		a.Flow[k] = make([]float64, arcs)
	}
	carry := func(c *column, amount float64) {
		if above(amount, m.scale(c)) == 0 {
			return
		}
		r := RouteFlow{Path{make([]int, len(c.arcs)), c.cost}, amount}
		for i, e := range c.arcs {
			r.Arcs[i] = int(e)
			a.Flow[c.demand][e] += amount
			a.Load[e] += amount
		}
		a.Routes[c.demand] = append(a.Routes[c.demand], r)
	}
	for _, k := range m.moving {
		carry(&m.columns[m.key[k]], m.rest[k])
		a.UnitCost[k] = m.worth[k]
	}
	for j, c := range m.others {
		carry(&m.columns[c], m.amount[j])
	}
	for _, e := range m.tight {
		a.ShadowPrice[e] = max(m.price[e], 0)
	}
	return a
}
