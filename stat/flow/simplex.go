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

// simplex is the primal network simplex method on integers. Arcs are sorted by their
// origin; those from `arcs` on are the artificial ones between each node and the root,
// node number `nodes`. The tree is kept as parents and a threaded preorder (Barr, Glover and
// Klingman 1979): the subtree of u is the run of the preorder from u to its last.
type simplex struct {
	nodes, arcs int

	order    []int32 // the caller's number of each arc
	from, to []int32
	cost     []int64
	capacity []int64
	flow     []int64 // not kept up to date for arcs in the tree before settle
	state    []int8

	supply     []int64
	artificial int64 // the cost of an artificial arc

	// What a walk along the preorder needs of a node, and what one to the root needs, each in
	// one place of memory.
	tree   []place
	branch []branch

	block  int   // arcs looked at before the best of them enters
	cursor int   // where pricing goes on
	second int   // the second best arc of the last block, −1 if there is none
	gain   int64 // its reduced cost then
	pivots int
}

type place struct {
	potential  int64
	next, prev int32 // the preorder, a ring
}

type branch struct {
	up, down     int64 // what the arc to the parent can carry more from and to the node
	parent, pred int32 // the parent and the arc to it
	size         int32 // of the subtree
	last         int32 // the last node of the subtree in the preorder
}

// newSimplex takes arcs and a supply for each node; the supplies sum to zero. The slices
// are not changed.
func newSimplex(nodes int, from, to []int32, cost, capacity, supply []int64) *simplex {
	m := len(from)
	all := m + nodes
	s := &simplex{
		nodes: nodes, arcs: m,
		from: make([]int32, all), to: make([]int32, all),
		cost: make([]int64, all), capacity: make([]int64, all), flow: make([]int64, all), state: make([]int8, all),
		supply: supply,
		tree:   make([]place, nodes+1), branch: make([]branch, nodes+1),
	}
	out := newAdjacency(nodes, from)
	s.order = out.list
	var dearest int64
	for i, e := range s.order {
		c := cost[e]
		s.from[i], s.to[i], s.cost[i], s.capacity[i], s.state[i] = from[e], to[e], c, capacity[e], atLower
		dearest = max(dearest, c, -c)
	}
	s.artificial = (dearest + 1) * int64(nodes+1)
	s.block = max(int(blockFactor*math.Sqrt(float64(m))), 10)
	s.second = -1
	s.plant()
	return s
}

// blockFactor times the root of the number of arcs is the size of a block.
const blockFactor = 5

// solve pivots until no arc gains. It returns a cycle of negative cost without bound, by
// the caller's numbers of its arcs, if it meets one.
func (s *simplex) solve() (unbounded []int) {
	for {
		e := s.price()
		if e < 0 {
			s.settle()
			return nil
		}
		if !s.pivot(e) {
			return s.cycle(e)
		}
	}
}

// reduced is the reduced cost of arc i.
func (s *simplex) reduced(i int) int64 {
	return s.cost[i] + s.tree[s.from[i]].potential - s.tree[s.to[i]].potential
}

// price is block search (Kelly and O'Neill 1991; Király and Kovács 2012): it looks at the
// arcs in turn, a block at a time, and returns the best of the first block that has any. The
// second best is kept: it is next if it still gains at least half of what it did.
func (s *simplex) price() int {
	if i := s.second; i >= 0 {
		s.second = -1
		if r := int64(s.state[i]) * s.reduced(i); r < 0 && r <= s.gain/2 {
			return i
		}
	}
	best, entering := int64(0), -1
	e := s.cursor
	for left := s.arcs; left > 0 && entering < 0; {
		n := min(s.block, left)
		left -= n
		for n > 0 {
			stop := min(e+n, s.arcs)
			n -= stop - e
			if i, r := s.best(e, stop, best); i >= 0 {
				entering, best = i, r
			}
			if e = stop; e == s.arcs {
				e = 0
			}
		}
	}
	s.cursor = e
	return entering
}

// best is the arc from start to stop that gains most, if any gains more than `than`.
func (s *simplex) best(start, stop int, than int64) (entering int, reduced int64) {
	entering = -1
	from := s.from[start:stop]
	// The lengths are the same, which saves the loop from asking.
	to, cost, state, tree := s.to[start:stop][:len(from)], s.cost[start:stop][:len(from)], s.state[start:stop][:len(from)], s.tree
	for i, u := range from {
		r := int64(state[i]) * (cost[i] + tree[u].potential - tree[to[i]].potential)
		if r < than {
			if entering >= 0 {
				s.second, s.gain = entering+start, than
			}
			than, entering = r, i
		}
	}
	if entering >= 0 {
		entering += start
	}
	return entering, than
}
