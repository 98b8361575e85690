package flow

import "slices"

// infeasible makes the minimum cut of an optimal solution in which artificial arcs carry
// flow. What they carry is as little as can be, so the rest is a maximum flow; its
// smallest minimum cut separates what can be reached from the nodes with a surplus.
func (p *counted) infeasible(s *simplex) error {
	reached := make([]bool, s.nodes)
	var queue []int32
	for u := range int32(s.nodes) {
		if a := int32(s.arcs) + u; s.from[a] == u && s.flow[a] > 0 {
			reached[u] = true
			queue = append(queue, u)
		}
	}
	out, in := newAdjacency(s.nodes, s.from[:s.arcs]), newAdjacency(s.nodes, s.to[:s.arcs])
	visit := func(v int32, open bool) {
		if open && !reached[v] {
			reached[v] = true
			queue = append(queue, v)
		}
	}
	for len(queue) > 0 {
		u := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, e := range out.arcs(u) {
			visit(s.to[e], s.flow[e] < s.capacity[e])
		}
		for _, e := range in.arcs(u) {
			visit(s.from[e], s.flow[e] > 0)
		}
	}
	x := &InfeasibleError{}
	var required, available int64
	for u, r := range reached {
		if r {
			x.Source = append(x.Source, u)
			required += s.supply[u]
		}
	}
	for e := range s.arcs {
		if reached[s.from[e]] && !reached[s.to[e]] {
			x.Cut = append(x.Cut, int(s.order[e]))
			x.Weight = append(x.Weight, 1)
			available += s.capacity[e]
		}
	}
	slices.Sort(x.Cut)
	x.Required, x.Available = p.amounts.value(required), p.amounts.value(available)
	return x
}

// unbounded makes the error of a cycle of negative cost without capacity. If the demand
// cannot be served at any cost that is the error instead.
func (p *counted) unbounded(n *Network, cycle []int) error {
	free := newSimplex(n.Nodes, n.From, n.To, make([]int64, n.Arcs()), p.capacity, p.supply)
	free.solve()
	if free.short() {
		return p.infeasible(free)
	}
	x := &UnboundedError{Cycle: cycle}
	for _, e := range cycle {
		x.Cost += n.Cost[e]
	}
	return x
}
