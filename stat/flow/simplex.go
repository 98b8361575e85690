package flow

import "math"

// unlimited is the capacity of an arc without bound.
const unlimited = math.MaxInt64

// The states of an arc: out of the tree at zero, in the tree, out of the tree at its
// capacity. The state is the sign that turns a reduced cost into what a pivot gains.
const (
	atLower = int8(1)
	inTree  = int8(0)
	atUpper = int8(-1)
)

// simplex is the primal network simplex method on integers. Arcs from `arcs` on are the
// artificial ones between each node and the root, node number `nodes`. The tree is kept as
// parents and a threaded preorder (Barr, Glover and Klingman 1979): the subtree of u is the
// run of the preorder from u to last[u].
type simplex struct {
	nodes, arcs int

	from, to []int32
	cost     []int64
	capacity []int64
	flow     []int64
	state    []int8

	potential  []int64
	parent     []int32
	pred       []int32 // the arc to the parent
	up         []bool  // whether pred runs to the parent
	next, prev []int32 // the preorder, a ring
	last       []int32 // the last node of the subtree in the preorder
	size       []int32 // of the subtree

	supply     []int64
	artificial int64 // the cost of an artificial arc
	block      int   // arcs looked at before the best of them enters
	cursor     int   // where pricing goes on
	pivots     int
}

// newSimplex takes arcs as they are and a supply for each node; the supplies sum to
// zero. The slices are not changed.
func newSimplex(nodes int, from, to []int32, cost, capacity, supply []int64) *simplex {
	m := len(from)
	all := m + nodes
	s := &simplex{
		nodes: nodes, arcs: m,
		from: make([]int32, all), to: make([]int32, all),
		cost: make([]int64, all), capacity: make([]int64, all), flow: make([]int64, all), state: make([]int8, all),
		potential: make([]int64, nodes+1),
		parent:    make([]int32, nodes+1), pred: make([]int32, nodes+1), up: make([]bool, nodes+1),
		next: make([]int32, nodes+1), prev: make([]int32, nodes+1),
		last: make([]int32, nodes+1), size: make([]int32, nodes+1),
	}
	copy(s.from, from)
	copy(s.to, to)
	copy(s.cost, cost)
	copy(s.capacity, capacity)
	s.supply = supply
	var dearest int64
	for i, c := range cost {
		s.state[i] = atLower
		dearest = max(dearest, c, -c)
	}
	s.artificial = (dearest + 1) * int64(nodes+1)
	s.block = max(int(blockFactor*math.Sqrt(float64(m))), 10)
	s.plant()
	return s
}

const blockFactor = 1.0

// plant makes the first tree: every node hangs on the root by an artificial arc that
// carries its supply. A node without supply sends zero to the root, so that the tree
// is strongly feasible (Cunningham 1976).
func (s *simplex) plant() {
	root := int32(s.nodes)
	s.parent[root], s.pred[root] = -1, -1
	s.size[root] = root + 1
	s.last[root] = root - 1
	if s.nodes == 0 {
		s.last[root] = root
	}
	for u := int32(0); u <= root; u++ {
		s.next[u], s.prev[u] = u+1, u-1
	}
	// The ring: root, 0, 1, …, nodes−1, root.
	s.next[root], s.prev[root] = 0, root-1
	if s.nodes > 0 {
		s.prev[0] = root
	} else {
		s.prev[root] = root
	}
	for u := range root {
		a := int32(s.arcs) + u
		s.parent[u], s.pred[u] = root, a
		s.size[u], s.last[u] = 1, u
		s.capacity[a] = unlimited
		s.state[a] = inTree
		if b := s.supply[u]; b >= 0 {
			s.up[u] = true
			s.from[a], s.to[a] = u, root
			s.flow[a] = b
			// Supply may leave free of charge; what is not taken away is dear below.
		} else {
			s.from[a], s.to[a] = root, u
			s.flow[a] = -b
			s.cost[a] = s.artificial
			s.potential[u] = s.artificial
		}
	}
}

// solve pivots until no arc gains. It returns the arc that enters a cycle of negative cost
// without bound, or −1.
func (s *simplex) solve() (unbounded int) {
	for _, e := range s.opening() {
		if s.reduced(e) < 0 && !s.pivot(int(e)) {
			return int(e)
		}
	}
	for {
		e := s.price()
		if e < 0 {
			return -1
		}
		if !s.pivot(e) {
			return e
		}
	}
}

// reduced is what a pivot on arc e changes the objective by for a unit of flow.
func (s *simplex) reduced(e int32) int64 {
	return int64(s.state[e]) * (s.cost[e] + s.potential[s.from[e]] - s.potential[s.to[e]])
}

// price is block search (Kelly and O'Neill 1991; Király and Kovács 2012): it looks at the
// arcs in turn, a block at a time, and returns the best of the first block that has any.
func (s *simplex) price() int {
	m := s.arcs
	from, to, cost, state := s.from[:m], s.to[:m], s.cost[:m], s.state[:m]
	potential := s.potential
	best, entering := int64(0), -1
	e := s.cursor
	for left := m; left > 0; {
		n := min(s.block, left)
		left -= n
		for n > 0 {
			stop := min(e+n, m)
			n -= stop - e
			for ; e < stop; e++ {
				r := int64(state[e]) * (cost[e] + potential[from[e]] - potential[to[e]])
				if r < best {
					best, entering = r, e
				}
			}
			if e == m {
				e = 0
			}
		}
		if entering >= 0 {
			break
		}
	}
	s.cursor = e
	return entering
}
