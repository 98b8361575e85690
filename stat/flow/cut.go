package flow

import "slices"

// infeasible makes the minimum cut of an optimal solution in which artificial arcs carry
// flow. What they carry is as little as can be, so the rest is a maximum flow; its
// smallest minimum cut separates what can be reached from the nodes with a surplus.
func (p *counted) infeasible(n *Network, s *simplex) error {
	reached := make([]bool, s.nodes)
	var queue []int32
	for u := range int32(s.nodes) {
		if a := int32(s.arcs) + u; s.from[a] == u && s.flow[a] > 0 {
			reached[u] = true
			queue = append(queue, u)
		}
	}
	out := newAdjacency(n.Nodes, n.From)
	in := newAdjacency(n.Nodes, n.To)
	for len(queue) > 0 {
		u := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		visit := func(v int32, open bool) {
			if open && !reached[v] {
				reached[v] = true
				queue = append(queue, v)
			}
		}
		for _, e := range out.arcs(u) {
			visit(n.To[e], s.flow[e] < s.capacity[e])
		}
		for _, e := range in.arcs(u) {
			visit(n.From[e], s.flow[e] > 0)
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
		if reached[n.From[e]] && !reached[n.To[e]] {
			x.Cut = append(x.Cut, e)
			x.Weight = append(x.Weight, 1)
			available += s.capacity[e]
		}
	}
	x.Required, x.Available = p.amounts.value(required), p.amounts.value(available)
	return x
}

// unbounded names the cycle that arc e closes. If the demand cannot be served at any cost
// that is the error instead.
func (p *counted) unbounded(n *Network, s *simplex, e int) error {
	free := newSimplex(n.Nodes, n.From, n.To, make([]int64, n.Arcs()), p.capacity, p.supply)
	free.solve()
	if free.short() {
		return p.infeasible(n, free)
	}
	u, v := s.from[e], s.to[e]
	join := s.join(u, v)
	var down, up []int
	for w := u; w != join; w = s.parent[w] {
		down = append(down, int(s.pred[w]))
	}
	for w := v; w != join; w = s.parent[w] {
		up = append(up, int(s.pred[w]))
	}
	slices.Reverse(down)
	cycle := append(append(down, e), up...)
	x := &UnboundedError{Cycle: cycle}
	for _, a := range cycle {
		x.Cost += n.Cost[a]
	}
	return x
}
