package ppml

// levels are the groups of two factors, p and q, that rows with a positive
// outcome join; -1 for a group of zeros.
type levels struct {
	p, q     int
	ofP, ofQ []int32
	count    int
}

func (l *levels) join(m Model, positive []int32) {
	l.ofP, l.ofQ, l.count = connectedFactors(m.Effects[l.p], m.Effects[l.q], positive)
}

// between finds the rows that the effects of two factors separate by themselves,
// groups of zeros having been dropped. A vector a(g) - b(h) of the effects' span
// must vanish where the outcome is positive, so that groups joined by such rows
// share one level, and must not be negative elsewhere, so that a row of zero
// asks the level of g to be at least that of h: an edge from h to g in the graph
// of levels. It can be strict exactly where no path leads back, that is between
// the graph's strongly connected components. (Correia, Guimaraes and Zylkin 2019
// give the condition; for effects alone it needs no regression.)
func (s *selection) between(m Model, l *levels) []int {
	if l.count < 2 {
		return nil
	}
	p, q := m.Effects[l.p].ID, m.Effects[l.q].ID
	var open []int // rows of zero whose ends are different levels
	var edges [][2]int32
	for i, v := range m.Y {
		if v > 0 || !s.keep[i] {
			continue
		}
		if from, to := l.ofQ[q[i]], l.ofP[p[i]]; from != to {
			open = append(open, i)
			edges = append(edges, [2]int32{from, to})
		}
	}
	strong := strongComponents(l.count, edges)
	var rows []int
	for k, i := range open {
		if strong[edges[k][0]] != strong[edges[k][1]] {
			rows = append(rows, i)
		}
	}
	return rows
}

// strongComponents numbers the strongly connected components of a graph of n
// nodes, and returns each node's (Tarjan 1972, without recursion).
func strongComponents(n int, edges [][2]int32) []int32 {
	start := make([]int32, n+1) // edges by node of origin
	for _, e := range edges {
		start[e[0]+1]++
	}
	for v := range n {
		start[v+1] += start[v]
	}
	targets, next := make([]int32, len(edges)), append([]int32(nil), start...)
	for _, e := range edges {
		targets[next[e[0]]] = e[1]
		next[e[0]]++
	}
	copy(next, start)

	component, order, low := make([]int32, n), make([]int32, n), make([]int32, n)
	for v := range component {
		component[v] = -1
	}
	var path, open []int32 // nodes being visited; nodes without a component yet
	visited, components := int32(0), int32(0)
	for root := range n {
		if order[root] > 0 {
			continue
		}
		path = append(path, int32(root))
		for len(path) > 0 {
			v := path[len(path)-1]
			if order[v] == 0 {
				visited++
				order[v], low[v] = visited, visited
				open = append(open, v)
			}
			if next[v] < start[v+1] {
				w := targets[next[v]]
				next[v]++
				if order[w] == 0 {
					path = append(path, w)
				} else if component[w] < 0 {
					low[v] = min(low[v], order[w])
				}
				continue
			}
			path = path[:len(path)-1]
			if len(path) > 0 {
				parent := path[len(path)-1]
				low[parent] = min(low[parent], low[v])
			}
			if low[v] < order[v] {
				continue
			}
			for component[v] < 0 {
				w := open[len(open)-1]
				open = open[:len(open)-1]
				component[w] = components
			}
			components++
		}
	}
	return component
}
