package flow

import "slices"

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
	// Of arcs that block alike the last one seen from the join leaves: the tree stays
	// strongly feasible and the method cannot cycle.
	down, up := int64(unlimited), int64(unlimited)
	lowest, highest := int32(-1), int32(-1)
	u, v := first, second
	for u != v {
		a, b := &s.branch[u], &s.branch[v]
		if a.size < b.size {
			if a.down < down {
				down, lowest = a.down, u
			}
			u = a.parent
		} else {
			if b.up <= up {
				up, highest = b.up, v
			}
			v = b.parent
		}
	}
	join := u
	delta := min(s.capacity[e], down, up)
	if delta == unlimited {
		return false
	}
	if delta > 0 {
		s.push(e, first, second, join, delta)
	}
	// The subtree below the leaving arc is hung on the other end of e.
	switch {
	case highest >= 0 && up == delta:
		s.swap(e, second, first, highest, join)
	case down < s.capacity[e]:
		s.swap(e, first, second, lowest, join)
	default:
		s.state[e] = -s.state[e]
	}
	return true
}

// push sends delta round the cycle.
func (s *simplex) push(e int, first, second, join int32, delta int64) {
	s.flow[e] += int64(s.state[e]) * delta
	for u := first; u != join; {
		b := &s.branch[u]
		b.down = lessen(b.down, delta)
		b.up = raise(b.up, delta)
		u = b.parent
	}
	for u := second; u != join; {
		b := &s.branch[u]
		b.up = lessen(b.up, delta)
		b.down = raise(b.down, delta)
		u = b.parent
	}
}

// lessen and raise change what an arc can carry more; without bound it stays so.
func lessen(room, by int64) int64 {
	if room == unlimited {
		return unlimited
	}
	return room - by
}

func raise(room, by int64) int64 {
	if room == unlimited {
		return unlimited
	}
	return room + by
}

// swap lets the arc of `out` to its parent leave the tree and e enter it, whose end `in` is
// in the subtree of `out` and whose end `under` is not.
func (s *simplex) swap(e int, in, under, out, join int32) {
	s.flush(out)
	if a := s.branch[out].pred; s.flow[a] == 0 {
		s.state[a] = atLower
	} else {
		s.state[a] = atUpper
	}
	s.state[e] = inTree
	up, down := s.capacity[e], s.flow[e]
	if up != unlimited {
		up -= down
	}
	if s.from[e] != in {
		up, down = down, up
	}
	s.rehang(int32(e), in, under, out, join, up, down)
}

// flush writes the flow of the arc from u to its parent.
func (s *simplex) flush(u int32) {
	b := &s.branch[u]
	if s.from[b.pred] == u {
		s.flow[b.pred] = b.down
	} else {
		s.flow[b.pred] = b.up
	}
}

// rehang takes the subtree of `out` off its parent, makes `in` its root and hangs it on
// `under` by arc e, which can carry `up` and `down` more. `join` is above both ends of e.
func (s *simplex) rehang(e, in, under, out, join int32, up, down int64) {
	tree, branches := s.tree, s.branch
	moved := branches[out].size
	s.unthread(out)
	for u := branches[out].parent; u != join; u = branches[u].parent {
		branches[u].size -= moved
	}
	change := tree[under].potential - tree[in].potential
	if s.from[e] == in {
		change -= s.cost[e]
	} else {
		change += s.cost[e]
	}

	// The run of the preorder is put together anew: the subtree of `in`, then for each node
	// of the stem from `in` to `out` what its subtree has besides, before the child of the
	// stem and after it.
	tail := branches[in].last
	child, before, after := in, tree[in].prev, tree[tail].next
	for fresh := (branch{up: up, down: down, parent: under, pred: e, size: moved}); ; {
		b := &branches[child]
		old := *b
		*b = fresh
		if child == out {
			break
		}
		p := old.parent
		end, back, ahead := branches[p].last, tree[p].prev, after
		if end != old.last {
			ahead = tree[end].next
		}
		tree[tail].next, tree[p].prev = p, tail
		tail = before
		if end != old.last {
			tree[tail].next, tree[after].prev = after, tail
			tail = end
		}
		fresh = branch{up: old.down, down: old.up, parent: child, pred: old.pred, size: moved - old.size}
		child, before, after = p, back, ahead
	}
	// All nodes of the stem now end where the run ends.
	for u := out; u != under; u = branches[u].parent {
		branches[u].last = tail
	}

	s.thread(in, under, tail)
	for u := under; u != join; u = branches[u].parent {
		branches[u].size += moved
	}
	s.shift(in, tail, moved, change)
}

// unthread takes the subtree of u out of the preorder of the rest.
func (s *simplex) unthread(u int32) {
	end := s.branch[u].last
	before, after := s.tree[u].prev, s.tree[end].next
	s.tree[before].next, s.tree[after].prev = after, before
	for v := s.branch[u].parent; v >= 0 && s.branch[v].last == end; v = s.branch[v].parent {
		s.branch[v].last = before
	}
}

// thread puts the run from u to tail behind node p, as its first child.
func (s *simplex) thread(u, p, tail int32) {
	after := s.tree[p].next
	s.tree[p].next, s.tree[u].prev = u, p
	s.tree[tail].next, s.tree[after].prev = after, tail
	for v := p; v >= 0 && s.branch[v].last == p; v = s.branch[v].parent {
		s.branch[v].last = tail
	}
}

// shift adds to the potentials of the run from u to tail, or takes from all others where
// these are fewer: only differences count, and they survive an overflow.
func (s *simplex) shift(u, tail, size int32, change int64) {
	if 2*int(size) > s.nodes {
		u, tail, change = s.tree[tail].next, s.tree[u].prev, -change
	}
	tree := s.tree
	for {
		p := &tree[u]
		p.potential += change
		if u == tail {
			return
		}
		u = p.next
	}
}

// cycle is the cycle that arc e closes, by the caller's numbers of its arcs.
func (s *simplex) cycle(e int) []int {
	var before, after []int
	u, v := s.from[e], s.to[e]
	for u != v {
		if a, b := s.branch[u], s.branch[v]; a.size < b.size {
			before = append(before, int(s.order[a.pred]))
			u = a.parent
		} else {
			after = append(after, int(s.order[b.pred]))
			v = b.parent
		}
	}
	slices.Reverse(before)
	return append(append(before, int(s.order[e])), after...)
}
