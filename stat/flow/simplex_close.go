package flow

// short says whether an artificial arc carries flow: some demand is not served.
func (s *simplex) short() bool {
	for a := s.arcs; a < len(s.flow); a++ {
		if s.flow[a] > 0 {
			return true
		}
	}
	return false
}

// optimal proves the solution in integers: flows are within their bounds and add up, and
// no arc could gain.
func (s *simplex) optimal() bool {
	left := make([]int64, s.nodes)
	copy(left, s.supply)
	for e := range s.arcs {
		x := s.flow[e]
		if x < 0 || x > s.capacity[e] {
			return false
		}
		u, v := s.from[e], s.to[e]
		left[u] -= x
		left[v] += x
		r := s.reduced(e)
		if r < 0 && x < s.capacity[e] || r > 0 && x > 0 {
			return false
		}
	}
	for _, x := range left {
		if x != 0 {
			return false
		}
	}
	return true
}

// settle writes the flows of the tree, and lowers the potentials of the parts of it that hang
// on the root by different artificial arcs, so that none contains the cost of such an
// arc. What can be lowered is bounded by the arcs between the parts; the bounds are shortest
// paths over arcs that could carry more, whose lengths are the reduced costs and not
// negative.
func (s *simplex) settle() {
	root := int32(s.nodes)
	part := make([]int32, s.nodes)
	var lower []int64 // by how much each part is lowered: at first what brings its top to zero
	for u := s.tree[root].next; u != root; u = s.tree[u].next {
		s.flush(u)
		s.tree[u].potential -= s.tree[root].potential
		if p := s.branch[u].parent; p == root {
			part[u] = int32(len(lower))
			lower = append(lower, -s.tree[u].potential)
		} else {
			part[u] = part[p]
		}
	}
	if len(lower) > 1 {
		s.lower(part, lower)
	}
	for u, i := range part {
		s.tree[u].potential += lower[i]
	}
	s.tree[root].potential = 0
}

// lower settles the parts in order of their bounds.
func (s *simplex) lower(part []int32, lower []int64) {
	var h heap[int64]
	h.reset(len(lower))
	for i, d := range lower {
		h.push(int32(i), d)
	}
	type link struct {
		to     int32
		length int64
	}
	start := make([]int32, len(lower)+1)
	each := func(do func(from, to int32, r int64)) {
		for e := range s.arcs {
			i, j := part[s.from[e]], part[s.to[e]]
			if i == j {
				continue
			}
			r := s.reduced(e)
			if s.flow[e] < s.capacity[e] {
				do(i, j, r)
			}
			if s.flow[e] > 0 {
				do(j, i, -r)
			}
		}
	}
	each(func(i, _ int32, _ int64) { start[i+1]++ })
	for i := range lower {
		start[i+1] += start[i]
	}
	links := make([]link, start[len(lower)])
	fill := append([]int32(nil), start...)
	each(func(i, j int32, r int64) {
		links[fill[i]] = link{j, r}
		fill[i]++
	})
	for {
		i, ok := h.pop()
		if !ok {
			return
		}
		for _, l := range links[start[i]:start[i+1]] {
			if d := lower[i] + l.length; d < lower[l.to] {
				lower[l.to] = d
				h.push(l.to, d)
			}
		}
	}
}
