package flow

// plant makes the first tree. Every node sends what it has towards the nearest node with a
// demand, by a shortest-path tree; where an arc of it is full, and at the demands, nodes
// hang on the root by artificial arcs that carry what is left over or lacks. The tree is
// strongly feasible (Cunningham 1976): every node could send a little more to the root.
func (s *simplex) plant() {
	root := int32(s.nodes)
	hop, order := s.nearest()
	left := make([]int64, s.nodes)
	copy(left, s.supply)
	for i := len(order) - 1; i >= 0; i-- {
		u := order[i]
		if e := hop[u]; e >= 0 {
			v := s.to[e]
			if x := left[u]; x < s.capacity[e] {
				left[v] += x
				s.state[e] = inTree
				s.branch[u] = branch{up: lessen(s.capacity[e], x), down: x, parent: v, pred: e}
				continue
			}
			x := s.capacity[e]
			s.flow[e], s.state[e] = x, atUpper
			left[u] -= x
			left[v] += x
		}
		s.hang(u, left[u])
	}
	s.branch[root] = branch{parent: -1, pred: -1}
	s.number(order)
}

// hang puts node u under the root by its artificial arc: what is left over leaves free of
// charge, what lacks is dear.
func (s *simplex) hang(u int32, left int64) {
	root, a := int32(s.nodes), int32(s.arcs)+u
	s.capacity[a] = unlimited
	s.branch[u] = branch{up: unlimited, down: left, parent: root, pred: a}
	s.from[a], s.to[a] = u, root
	if left < 0 {
		s.branch[u].up, s.branch[u].down = -left, unlimited
		s.from[a], s.to[a] = root, u
		s.cost[a] = s.artificial
	}
}

// nearest is a reverse Dijkstra search from all demands over arcs with capacity; negative
// costs count as zero, since any tree will do. hop is the first arc of each node's path,
// −1 at the demands and where there is no path; order lists every node after the one that
// its hop leads to.
func (s *simplex) nearest() (hop, order []int32) {
	hop = make([]int32, s.nodes)
	distance := make([]int64, s.nodes)
	var h heap[int64]
	h.reset(s.nodes)
	for u := range int32(s.nodes) {
		hop[u], distance[u] = -1, -1
		if s.supply[u] < 0 {
			distance[u] = 0
			h.push(u, 0)
		}
	}
	in := newAdjacency(s.nodes, s.to[:s.arcs])
	order = make([]int32, 0, s.nodes)
	for {
		v, ok := h.pop()
		if !ok {
			break
		}
		order = append(order, v)
		for _, e := range in.arcs(v) {
			u := s.from[e]
			d := distance[v] + max(s.cost[e], 0)
			if s.capacity[e] > 0 && (distance[u] < 0 || d < distance[u] && h.has(u)) {
				distance[u], hop[u] = d, e
				h.push(u, d)
			}
		}
	}
	for u := range int32(s.nodes) {
		if distance[u] < 0 {
			order = append(order, u)
		}
	}
	return hop, order
}

// number makes the preorder, the sizes and the potentials of the tree. In `order` parents
// come before their children.
func (s *simplex) number(order []int32) {
	root := int32(s.nodes)
	s.tree[root] = place{next: root, prev: root}
	for _, u := range order {
		// Each node comes right behind its parent.
		b := &s.branch[u]
		b.size = 1
		p := &s.tree[b.parent]
		cost := s.cost[b.pred]
		if s.from[b.pred] == u {
			cost = -cost
		}
		s.tree[u] = place{potential: p.potential + cost, next: p.next, prev: b.parent}
		s.tree[p.next].prev = u
		p.next = u
	}
	s.branch[root].size = 1
	for i := len(order) - 1; i >= 0; i-- {
		b := s.branch[order[i]]
		s.branch[b.parent].size += b.size
	}
	// The last node of a subtree stands its size behind the first.
	position := make([]int32, s.nodes+1)
	at := make([]int32, s.nodes+1)
	for u, i := root, int32(0); i <= root; u, i = s.tree[u].next, i+1 {
		position[u], at[i] = i, u
	}
	for u := range root + 1 {
		s.branch[u].last = at[position[u]+s.branch[u].size-1]
	}
}
