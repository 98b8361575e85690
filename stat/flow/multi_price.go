package flow

import "slices"

// group is the demands with one origin that pay alike: one search finds the paths of all.
type group struct {
	origin   int32
	cost     []float64
	negative bool
	demands  []int32
}

// groupDemands puts the demands of the list together.
func groupDemands(n *Network, demands []Demand, list []int32) []group {
	type like struct {
		origin int
		cost   *float64
	}
	at := map[like]int{}
	var groups []group
	for _, k := range list {
		d := &demands[k]
		cost := d.cost(n)
		l := like{origin: d.Origin}
		if len(cost) > 0 {
			l.cost = &cost[0]
		}
		i, ok := at[l]
		if !ok {
			i = len(groups)
			at[l] = i
			groups = append(groups, group{origin: int32(d.Origin), cost: cost,
				negative: slices.ContainsFunc(cost, func(c float64) bool { return c < 0 })})
		}
		groups[i].demands = append(groups[i].demands, k)
	}
	return groups
}

// generate adds the cheapest path at the prices of each demand that has one cheaper than
// its worth, and cycles that cost less than nothing. It reports whether there was any.
func (m *master) generate() bool {
	if m.serving {
		// Of the paths that serve alike cheap ones are wanted; any that serves counts.
		return m.search(1e-3/max(m.costs*float64(m.net.Nodes), 1e-300)) || m.search(0)
	}
	return m.search(1)
}

// search looks for columns at the prices plus `share` of the costs.
func (m *master) search(share float64) bool {
	found := false
	s := newSearcher(m.net)
	for _, g := range m.groups {
		for e, c := range g.cost {
			if m.serving {
				c = max(c, 0)
			}
			s.length[e] = max(m.price[e], 0) + share*c
		}
		if cycle := s.run(g.origin, g.negative && !m.serving, m.tolerance()); cycle != nil {
			found = m.propose(column{demand: g.demands[0], cycle: true, arcs: cycle}, g.cost) || found
			continue
		}
		for _, k := range g.demands {
			c := column{demand: k, arcs: s.path(g.origin, int32(m.demands[k].Destination))}
			found = m.propose(c, g.cost) || found
		}
	}
	return found
}

// propose adds a column if it is worth it.
func (m *master) propose(c column, cost []float64) bool {
	for _, e := range c.arcs {
		c.cost += cost[e]
	}
	if m.reduced(&c) >= -m.tolerance()/2 {
		return false
	}
	m.add(c)
	return true
}
