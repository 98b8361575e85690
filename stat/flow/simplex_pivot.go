package flow

// pivot lets arc e enter the tree. It reports false if nothing bounds the flow round the
// cycle that e closes.
func (s *simplex) pivot(e int) bool {
	s.pivots++
	// Flow is pushed round the cycle: down from the join to `first`, over e, and up from
	// `second`.
	first, second := s.from[e], s.to[e]
	if s.state[e] == atUpper {
		first, second = second, first
	}
	join := s.join(first, second)

	delta := s.capacity[e]
	leaving, side := int32(-1), 0
	for u := first; u != join; u = s.parent[u] {
		a := s.pred[u]
		room := s.flow[a]
		if !s.up[u] {
			// The arc runs down to u, as the push does.
			room = s.residual(a)
		}
		if room < delta {
			delta, leaving, side = room, u, 1
		}
	}
	// Of arcs that block alike the last one seen from the join leaves: the tree stays
	// strongly feasible and the method cannot cycle.
	for u := second; u != join; u = s.parent[u] {
		a := s.pred[u]
		room := s.flow[a]
		if s.up[u] {
			room = s.residual(a)
		}
		if room <= delta {
			delta, leaving, side = room, u, 2
		}
	}
	if delta == unlimited {
		return false
	}
	if delta > 0 {
		s.push(e, first, second, join, delta)
	}
	if leaving < 0 {
		s.state[e] = -s.state[e]
		return true
	}
	out := s.pred[leaving]
	s.state[e] = inTree
	if s.flow[out] == 0 {
		s.state[out] = atLower
	} else {
		s.state[out] = atUpper
	}
	// The subtree below the leaving arc is hung on the other end of e.
	in, under := first, second
	if side == 2 {
		in, under = second, first
	}
	s.rehang(int32(e), in, under, leaving, join)
	return true
}

// residual is what arc a can carry more.
func (s *simplex) residual(a int32) int64 {
	c := s.capacity[a]
	if c == unlimited {
		return unlimited
	}
	return c - s.flow[a]
}

// join is the lowest node above both u and v.
func (s *simplex) join(u, v int32) int32 {
	size, parent := s.size, s.parent
	for u != v {
		if size[u] < size[v] {
			u = parent[u]
		} else {
			v = parent[v]
		}
	}
	return u
}

// push sends delta round the cycle.
func (s *simplex) push(e int, first, second, join int32, delta int64) {
	s.flow[e] += int64(s.state[e]) * delta
	for u := first; u != join; u = s.parent[u] {
		if s.up[u] {
			s.flow[s.pred[u]] -= delta
		} else {
			s.flow[s.pred[u]] += delta
		}
	}
	for u := second; u != join; u = s.parent[u] {
		if s.up[u] {
			s.flow[s.pred[u]] += delta
		} else {
			s.flow[s.pred[u]] -= delta
		}
	}
}

// rehang takes the subtree of `out` off its parent, makes `in` its root and hangs it by
// arc e on `under`. `join` is above both ends of e.
func (s *simplex) rehang(e, in, under, out, join int32) {
	next, prev, last, size, parent := s.next, s.prev, s.last, s.size, s.parent
	moved := size[out]
	s.unthread(out)
	for u := parent[out]; u != join; u = parent[u] {
		size[u] -= moved
	}

	// The run of the preorder is put together anew: the subtree of `in`, then for each node
	// of the stem from `in` to `out` what its subtree has besides, before the child of the
	// stem and after it.
	var change int64
	up := s.from[e] == in
	if up {
		change = s.potential[under] - s.cost[e] - s.potential[in]
	} else {
		change = s.potential[under] + s.cost[e] - s.potential[in]
	}
	tail := last[in]
	child, before := in, prev[in]
	after := next[tail]
	above, arc, dir := under, e, up
	below := int32(0)
	for {
		old, oldArc, oldUp, oldSize := parent[child], s.pred[child], s.up[child], size[child]
		parent[child], s.pred[child], s.up[child] = above, arc, dir
		size[child] = moved - below
		if child == out {
			break
		}
		oldLast, oldBefore, oldAfter := last[old], prev[old], after
		if oldLast != last[child] {
			oldAfter = next[oldLast]
		}
		next[tail], prev[old] = old, tail
		tail = before
		if oldLast != last[child] {
			next[tail], prev[after] = after, tail
			tail = oldLast
		}
		above, arc, dir, below = child, oldArc, !oldUp, oldSize
		child, before, after = old, oldBefore, oldAfter
	}
	// All nodes of the stem now end where the run ends.
	for u := out; ; u = parent[u] {
		last[u] = tail
		if u == in {
			break
		}
	}

	s.thread(in, under, tail)
	for u := under; u != join; u = parent[u] {
		size[u] += moved
	}
	potential := s.potential
	for u := in; ; u = next[u] {
		potential[u] += change
		if u == tail {
			break
		}
	}
}

// unthread takes the subtree of u out of the preorder of the rest.
func (s *simplex) unthread(u int32) {
	end := s.last[u]
	before, after := s.prev[u], s.next[end]
	s.next[before], s.prev[after] = after, before
	for v := s.parent[u]; v >= 0 && s.last[v] == end; v = s.parent[v] {
		s.last[v] = before
	}
}

// thread puts the run from u to tail behind node p, as its first child.
func (s *simplex) thread(u, p, tail int32) {
	after := s.next[p]
	s.next[p], s.prev[u] = u, p
	s.next[tail], s.prev[after] = after, tail
	for v := p; v >= 0 && s.last[v] == p; v = s.parent[v] {
		s.last[v] = tail
	}
}
