package flow

// opening lists arcs that are worth a pivot before pricing begins: the cheapest arc into
// each node that has a demand (Király and Kovács 2012).
func (s *simplex) opening() []int32 {
	cheapest := make([]int32, s.nodes)
	for u := range cheapest {
		cheapest[u] = -1
	}
	for e := range s.arcs {
		v := s.to[e]
		if s.supply[v] >= 0 || s.capacity[e] == 0 || s.from[e] == v {
			continue
		}
		if c := cheapest[v]; c < 0 || s.cost[e] < s.cost[c] {
			cheapest[v] = int32(e)
		}
	}
	arcs := cheapest[:0]
	for _, e := range cheapest {
		if e >= 0 {
			arcs = append(arcs, e)
		}
	}
	return arcs
}
