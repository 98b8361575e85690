package flow

import (
	"cmp"
	"math"
	"slices"
)

// Path is a path by its arcs in order. From a node to itself it has none.
type Path struct {
	Arcs []int
	Cost float64
}

// Distances gives the cost of the cheapest path from origin to each node, +Inf where there is
// none (Dijkstra 1959). Arcs of capacity zero are closed. A negative cost is an
// *InputError.
func Distances(n *Network, origin int) ([]float64, error) {
	f, err := newFinder(n, origin, origin)
	if err != nil {
		return nil, err
	}
	var t tree[int64]
	t.dijkstra(&f.out, n.To, f.length, f.closed, int32(origin))
	distance := make([]float64, n.Nodes)
	for u := range distance {
		distance[u] = math.Inf(1)
		if t.reached[u] {
			distance[u] = f.costs.value(t.distance[u])
		}
	}
	return distance, nil
}

// ShortestPaths lists the k cheapest paths from origin to destination that pass no node twice,
// fewer if there are not so many, by the method of Yen (1971) with the improvement of Lawler
// (1972); parallel arcs make different paths. Paths of the same cost come in an order of
// their own, always the same. Arcs of capacity zero are closed.
//
// It returns an *InputError for a negative cost and an *UnreachableError if there is no path.
func ShortestPaths(n *Network, origin, destination, k int) ([]Path, error) {
	f, err := newFinder(n, origin, destination)
	if err != nil {
		return nil, err
	}
	if k < 1 {
		return nil, &InputError{"k", -1, float64(k), "the number of paths must be positive"}
	}
	found := f.yen(k)
	if len(found) == 0 {
		return nil, &UnreachableError{origin, destination}
	}
	paths := make([]Path, len(found))
	for i, r := range found {
		paths[i].Cost = f.costs.value(r.length)
		paths[i].Arcs = make([]int, len(r.arcs))
		for j, e := range r.arcs {
			paths[i].Arcs[j] = int(e)
		}
	}
	return paths, nil
}

// finder searches for paths in whole units of cost, so that ties are ties.
type finder struct {
	net         *Network
	origin      int32
	destination int32
	costs       grid
	length      []int64
	out         adjacency
	ahead       tree[int64] // to the destination, over reversed arcs

	// The state of a search. A node's values hold if its mark is the number of the search,
	// a node is barred if bar is.
	search   int32
	mark     []int32
	bar      []int32
	distance []int64
	pred     []int32
	heap     heap[int64]
}

func newFinder(n *Network, origin, destination int) (*finder, error) {
	if err := n.validate(); err != nil {
		return nil, err
	}
	if err := n.node("origin", -1, int32(origin)); err != nil {
		return nil, err
	}
	if err := n.node("destination", -1, int32(destination)); err != nil {
		return nil, err
	}
	dearest := 0.0
	for i, c := range n.Cost {
		if c < 0 {
			return nil, &InputError{"Cost", i, c, "cheapest paths need costs that are not negative"}
		}
		dearest = max(dearest, c)
	}
	f := &finder{
		net: n, origin: int32(origin), destination: int32(destination),
		costs:  newGrid(dearest, 0x1p60/float64(n.Nodes+1), n.Cost),
		length: make([]int64, n.Arcs()), out: newAdjacency(n.Nodes, n.From),
	}
	for i, c := range n.Cost {
		f.length[i] = f.costs.count(c)
	}
	return f, nil
}

func (f *finder) closed(e int32) bool { return f.net.capacity(int(e)) == 0 }

// route is a path that was found, the best of those that share its first `spur` arcs and
// then go by none of the barred ones.
type route struct {
	arcs   []int32
	length int64
	spur   int
	barred []int32
}

func compareRoutes(a, b *route) int {
	return cmp.Or(cmp.Compare(a.length, b.length), cmp.Compare(len(a.arcs), len(b.arcs)), slices.Compare(a.arcs, b.arcs))
}

func (f *finder) yen(k int) []*route {
	n := f.net.Nodes
	in := newAdjacency(n, f.net.To)
	f.ahead.dijkstra(&in, f.net.From, f.length, f.closed, f.destination)
	f.mark, f.bar = make([]int32, n), make([]int32, n)
	f.distance, f.pred = make([]int64, n), make([]int32, n)

	var found []*route
	var candidates queue
	candidates.add(f.deviate(nil, 0, nil))
	for len(found) < k {
		best := candidates.take()
		if best == nil {
			break
		}
		found = append(found, best)
		if len(found) == k {
			break
		}
		for i := best.spur; i < len(best.arcs); i++ {
			barred := []int32{best.arcs[i]}
			if i == best.spur {
				barred = append(barred, best.barred...)
			}
			candidates.add(f.deviate(best.arcs, i, barred))
		}
	}
	return found
}

// deviate finds the best path that begins with the first `spur` of the arcs and goes on by
// none of the barred ones, or nil. The search is led by the distances to the destination,
// which bound what is left from below (Hart, Nilsson and Raphael 1968).
func (f *finder) deviate(arcs []int32, spur int, barred []int32) *route {
	f.search++
	at := f.origin
	var before int64
	for _, e := range arcs[:spur] {
		f.bar[at] = f.search
		before += f.length[e]
		at = f.net.To[e]
	}
	if !f.ahead.reached[at] {
		return nil
	}
	f.heap.reset(f.net.Nodes)
	f.mark[at], f.distance[at], f.pred[at] = f.search, 0, -1
	f.heap.push(at, f.ahead.distance[at])
	for {
		u, ok := f.heap.pop()
		if !ok {
			return nil
		}
		if u == f.destination {
			break
		}
		for _, e := range f.out.arcs(u) {
			v := f.net.To[e]
			if f.bar[v] == f.search || !f.ahead.reached[v] || f.closed(e) || u == at && slices.Contains(barred, e) {
				continue
			}
			d := f.distance[u] + f.length[e]
			if f.mark[v] != f.search || d < f.distance[v] {
				f.mark[v], f.distance[v], f.pred[v] = f.search, d, e
				f.heap.push(v, d+f.ahead.distance[v])
			}
		}
	}
	r := &route{length: before + f.distance[f.destination], spur: spur, barred: barred}
	for v := f.destination; v != at; v = f.net.From[f.pred[v]] {
		r.arcs = append(r.arcs, f.pred[v])
	}
	slices.Reverse(r.arcs)
	r.arcs = append(slices.Clone(arcs[:spur]), r.arcs...)
	return r
}

// queue holds candidates, the best first.
type queue struct{ routes []*route }

func (q *queue) add(r *route) {
	if r == nil {
		return
	}
	q.routes = append(q.routes, r)
	i := len(q.routes) - 1
	for i > 0 && compareRoutes(q.routes[i], q.routes[(i-1)/2]) < 0 {
		q.routes[i], q.routes[(i-1)/2] = q.routes[(i-1)/2], q.routes[i]
		i = (i - 1) / 2
	}
}

func (q *queue) take() *route {
	if len(q.routes) == 0 {
		return nil
	}
	top, n := q.routes[0], len(q.routes)-1
	q.routes[0] = q.routes[n]
	q.routes = q.routes[:n]
	for i := 0; ; {
		c := 2*i + 1
		if c >= n {
			return top
		}
		if c+1 < n && compareRoutes(q.routes[c+1], q.routes[c]) < 0 {
			c++
		}
		if compareRoutes(q.routes[c], q.routes[i]) >= 0 {
			return top
		}
		q.routes[i], q.routes[c] = q.routes[c], q.routes[i]
		i = c
	}
}
