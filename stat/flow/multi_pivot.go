package flow

import "math"

// entrance is what enters the basis: a column, or the slack of an arc.
type entrance struct {
	column int32
	arc    int32 // −1 for a column
}

// move is what a unit of what enters changes.
type move struct {
	amount []float64 // of others
	rest   []float64 // of the keys
	load   []float64 // of the arcs in touched
	seen   []bool
	arcs   []int32
}

// bland is the number of pivots without a step after which the first of the candidates enter
// and leave (Bland 1977), so that the method cannot cycle. Slacks come before columns.
const bland = 40

// choose is the column or slack of the lowest reduced cost.
func (m *master) choose() (in entrance, ok bool) {
	least := -m.tolerance()
	first := m.stalled > bland
	for _, e := range m.tight {
		switch p := m.price[e]; {
		case first && p < least && (!ok || e < in.arc):
			in, ok = entrance{-1, e}, true
		case !first && p < least:
			in, least, ok = entrance{-1, e}, p, true
		}
	}
	if ok && first {
		return in, true
	}
	for i := range m.columns {
		c := &m.columns[i]
		// What is not served enters no more once everything is.
		if m.place[i] != outside || c.arcs == nil && !m.serving {
			continue
		}
		if r := m.reduced(c); r < least {
			in, least, ok = entrance{int32(i), -1}, r, true
			if first {
				break
			}
		}
	}
	return in, ok
}

// direct fills change with what a unit of the entrance changes.
func (m *master) direct(in entrance) {
	d := &m.change
	clear(d.rest)
	for _, e := range d.arcs {
		d.load[e], d.seen[e] = 0, false
	}
	d.arcs = d.arcs[:0]
	used := make([]float64, len(m.tight))
	if in.arc >= 0 {
		used[m.row[in.arc]] = -1
	} else {
		c := &m.columns[in.column]
		m.enter(c, func(i int32, x float64) { used[i] -= x })
		if !c.cycle {
			d.rest[c.demand] = -1
		}
		d.put(c.arcs, 1)
	}
	d.amount = m.inverse.solve(used)
	for j, c := range m.others {
		if math.Abs(d.amount[j]) < 1e-11 {
			d.amount[j] = 0
			continue
		}
		col := &m.columns[c]
		if !col.cycle {
			d.rest[col.demand] -= d.amount[j]
		}
		d.put(col.arcs, d.amount[j])
	}
	for _, k := range m.moving {
		if math.Abs(d.rest[k]) < 1e-11 {
			d.rest[k] = 0
			continue
		}
		d.put(m.columns[m.key[k]].arcs, d.rest[k])
	}
}

func (d *move) put(arcs []int32, x float64) {
	for _, e := range arcs {
		if !d.seen[e] {
			d.seen[e] = true
			d.arcs = append(d.arcs, e)
		}
		d.load[e] += x
	}
}

// The kinds of what leaves the basis.
const (
	nothing = iota
	anOther
	aKey
	aSlack
)

type exit struct {
	kind  int
	index int32 // of others, of the demands, or of the arcs
}

// leave finds what blocks first, and how far one can go. Of what blocks at the same place
// the one that changes most leaves.
func (m *master) leave() (out exit, length float64) {
	length = math.Inf(1)
	most, lowest := 0.0, 0
	try := func(kind int, index int32, rank int, room, speed float64) {
		t := room / speed
		switch {
		case t < length*(1-1e-12):
		case t > length*(1+1e-12):
			return
		case m.stalled > bland && rank > lowest || m.stalled <= bland && speed <= most:
			return
		}
		out, length, most, lowest = exit{kind, index}, min(t, length), speed, rank
	}
	d := &m.change
	arcs := m.net.Arcs()
	for j, x := range d.amount {
		if x < 0 {
			c := m.others[j]
			try(anOther, int32(j), arcs+int(c), above(m.amount[j], m.scale(&m.columns[c])), -x)
		}
	}
	for _, k := range m.moving {
		if x := d.rest[k]; x < 0 {
			try(aKey, k, arcs+int(m.key[k]), above(m.rest[k], m.demands[k].Amount), -x)
		}
	}
	for _, e := range d.arcs {
		if x := d.load[e]; x > 1e-9 && m.row[e] < 0 {
			if c := m.net.capacity(int(e)); !math.IsInf(c, 1) {
				try(aSlack, e, int(e), above(c-m.load[e], c), x)
			}
		}
	}
	return out, length
}

// scale is what the amount of a column is measured by.
func (m *master) scale(c *column) float64 {
	if !c.cycle {
		return m.demands[c.demand].Amount
	}
	least := math.Inf(1)
	for _, e := range c.arcs {
		least = min(least, m.net.capacity(int(e)))
	}
	return least
}

// above is x, and zero where that is within rounding of zero or below.
func above(x, scale float64) float64 {
	if x <= 1e-12*scale {
		return 0
	}
	return x
}

// swap exchanges what enters and what leaves.
func (m *master) swap(in entrance, out exit) {
	m.pivots++
	m.updates++
	// y is the inverse times the column that enters.
	y := m.change.amount
	for j := range y {
		y[j] = -y[j]
	}
	switch out.kind {
	case anOther:
		m.place[m.others[out.index]] = outside
		m.fill(out.index, in, y)
	case aKey:
		m.place[m.key[out.index]] = outside
		list := m.othersOf(out.index)
		if in.arc < 0 && !m.columns[in.column].cycle && m.columns[in.column].demand == out.index {
			m.inverse.rekey(y, list)
			m.key[out.index], m.place[in.column] = in.column, isKey
			return
		}
		j := m.promote(out.index, list)
		s := 0.0
		for _, i := range list {
			s += y[i]
		}
		y[j] = -s
		m.fill(j, in, y)
	case aSlack:
		r := make([]float64, len(m.others))
		for j, c := range m.others {
			r[j] = m.uses(&m.columns[c], out.index)
		}
		if in.arc >= 0 {
			i := m.row[in.arc]
			m.inverse.replaceRow(i, r)
			m.row[in.arc], m.row[out.index], m.tight[i] = -1, i, out.index
			return
		}
		m.inverse.grow(y, r, m.uses(&m.columns[in.column], out.index))
		m.row[out.index] = int32(len(m.tight))
		m.tight = append(m.tight, out.index)
		m.place[in.column] = int32(len(m.others))
		m.others = append(m.others, in.column)
	}
}

// uses is how often a column uses an arc, less how often the key of its demand does.
func (m *master) uses(c *column, arc int32) float64 {
	x := 0.0
	for _, e := range c.arcs {
		if e == arc {
			x++
		}
	}
	if !c.cycle {
		for _, e := range m.columns[m.key[c.demand]].arcs {
			if e == arc {
				x--
			}
		}
	}
	return x
}

// othersOf lists the places of the other columns that are paths of demand k.
func (m *master) othersOf(k int32) []int32 {
	var list []int32
	for j, c := range m.others {
		if col := &m.columns[c]; col.demand == k && !col.cycle {
			list = append(list, int32(j))
		}
	}
	return list
}

// promote makes the one of the columns listed that carries most the key of demand k, puts
// the old key in its place and gives that.
func (m *master) promote(k int32, list []int32) int32 {
	best := list[0]
	for _, j := range list {
		if m.amount[j] > m.amount[best] {
			best = j
		}
	}
	m.inverse.promote(best, list)
	m.key[k], m.others[best] = m.others[best], m.key[k]
	m.place[m.key[k]] = isKey
	return best
}

// fill puts what enters in place j of the others; a slack closes it up.
func (m *master) fill(j int32, in entrance, y []float64) {
	if in.arc < 0 {
		m.inverse.replaceColumn(j, y)
		m.others[j], m.place[in.column] = in.column, j
		return
	}
	i, last := m.row[in.arc], int32(len(m.others)-1)
	m.inverse.shrink(j, i)
	if j != last {
		m.others[j] = m.others[last]
		m.place[m.others[j]] = j
	}
	m.others = m.others[:last]
	m.tight[i] = m.tight[last]
	m.row[m.tight[i]] = i
	m.row[in.arc] = -1
	m.tight = m.tight[:last]
}
