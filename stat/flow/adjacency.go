package flow

// adjacency lists the arcs at each node, ascending.
type adjacency struct {
	start []int32
	list  []int32
}

// newAdjacency groups arcs by one of their ends.
func newAdjacency(nodes int, end []int32) adjacency {
	a := adjacency{make([]int32, nodes+1), make([]int32, len(end))}
	for _, u := range end {
		a.start[u+1]++
	}
	for u := range nodes {
		a.start[u+1] += a.start[u]
	}
	fill := append([]int32(nil), a.start...)
	for e, u := range end {
		a.list[fill[u]] = int32(e)
		fill[u]++
	}
	return a
}

func (a *adjacency) arcs(u int32) []int32 { return a.list[a.start[u]:a.start[u+1]] }
