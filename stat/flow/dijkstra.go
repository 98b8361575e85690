package flow

import "cmp"

// number is what lengths are counted in.
type number interface {
	cmp.Ordered
	~int64 | ~float64
}

// tree is a tree of shortest paths.
type tree[K number] struct {
	distance []K
	// pred is the arc by which a path arrives at each node, −1 at the origin and where none
	// does.
	pred    []int32
	reached []bool
	heap    heap[K]
}

// dijkstra finds shortest paths from (or, over reversed arcs, to) origin. at lists the
// arcs that leave a node and ends the node where each arrives; closed arcs are left out.
// Lengths must not be negative.
func (t *tree[K]) dijkstra(at *adjacency, ends []int32, length []K, closed func(int32) bool, origin int32) {
	n := len(at.start) - 1
	if len(t.pred) != n {
		t.distance, t.pred, t.reached = make([]K, n), make([]int32, n), make([]bool, n)
	}
	for u := range n {
		t.pred[u], t.reached[u] = -1, false
	}
	t.heap.reset(n)
	t.distance[origin], t.reached[origin] = 0, true
	t.heap.push(origin, 0)
	for {
		u, ok := t.heap.pop()
		if !ok {
			return
		}
		for _, e := range at.arcs(u) {
			v, d := ends[e], t.distance[u]+length[e]
			if (!t.reached[v] || d < t.distance[v] && t.heap.has(v)) && !closed(e) {
				t.distance[v], t.pred[v], t.reached[v] = d, e, true
				t.heap.push(v, d)
			}
		}
	}
}
