package flow

import "slices"

// searcher finds shortest paths by lengths that change.
type searcher struct {
	net    *Network
	out    adjacency
	length []float64
	tree   tree[float64]
}

func newSearcher(n *Network) *searcher {
	return &searcher{net: n, out: newAdjacency(n.Nodes, n.From), length: make([]float64, n.Arcs())}
}

// run finds the paths from origin. Where lengths may be negative it returns a cycle of
// negative length instead, if there is one anywhere. Differences up to `tiny` are none.
func (s *searcher) run(origin int32, negative bool, tiny float64) (cycle []int32) {
	if !negative {
		s.tree.dijkstra(&s.out, s.net.To, s.length, func(int32) bool { return false }, origin)
		return nil
	}
	all := make([]int32, s.net.Nodes)
	for u := range all {
		all[u] = int32(u)
	}
	if cycle := s.bellman(all, tiny); cycle != nil {
		return cycle
	}
	return s.bellman([]int32{origin}, tiny)
}

// path lists the arcs from the origin of the last run to a node.
func (s *searcher) path(origin, to int32) []int32 {
	var arcs []int32
	for v := to; v != origin; {
		e := s.tree.pred[v]
		arcs = append(arcs, e)
		v = s.net.From[e]
	}
	slices.Reverse(arcs)
	return arcs
}

// bellman finds shortest paths from the nearest of the origins where lengths may be negative,
// by the method of Bellman and Ford, or a cycle of negative length.
func (s *searcher) bellman(origins []int32, tiny float64) (cycle []int32) {
	n := s.net.Nodes
	t := &s.tree
	if len(t.pred) != n {
		t.distance, t.pred, t.reached = make([]float64, n), make([]int32, n), make([]bool, n)
	}
	for u := range n {
		t.pred[u], t.reached[u] = -1, false
	}
	for _, u := range origins {
		t.distance[u], t.reached[u] = 0, true
	}
	queue, queued := slices.Clone(origins), make([]bool, n)
	for rounds := 0; len(queue) > 0; rounds++ {
		if rounds > n {
			return s.loop()
		}
		var next []int32
		for _, u := range queue {
			queued[u] = false
			for _, e := range s.out.arcs(u) {
				v, d := s.net.To[e], t.distance[u]+s.length[e]
				if t.reached[v] && d >= t.distance[v]-tiny {
					continue
				}
				t.distance[v], t.pred[v], t.reached[v] = d, e, true
				if !queued[v] {
					queued[v] = true
					next = append(next, v)
				}
			}
		}
		queue = next
	}
	return nil
}

// loop is a cycle of the arcs by which paths arrive.
func (s *searcher) loop() []int32 {
	pred := s.tree.pred
	seen := make([]int32, len(pred)) // the walk, from 1, that came by first
	for u := range pred {
		walk := int32(u) + 1
		v := int32(u)
		for pred[v] >= 0 && seen[v] == 0 {
			seen[v] = walk
			v = s.net.From[pred[v]]
		}
		if pred[v] < 0 || seen[v] != walk {
			continue
		}
		var cycle []int32
		for w := v; ; {
			e := pred[w]
			cycle = append(cycle, e)
			if w = s.net.From[e]; w == v {
				break
			}
		}
		slices.Reverse(cycle)
		return cycle
	}
	return nil
}
