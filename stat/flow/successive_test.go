package flow_test

import (
	"math"

	"dyad/stat/flow"
)

// successive is the oracle of the random tests: min-cost flow by successive shortest paths
// (Bellman-Ford in the residual network), on integers, independent of the package. Arcs of
// negative cost are filled first, and what that moves is sent back where it pays.
type successive struct {
	from, to   []int
	cost, room []int64
}

func (s *successive) arc(u, v int, room, cost int64) {
	s.from, s.to = append(s.from, u, v), append(s.to, v, u)
	s.cost, s.room = append(s.cost, cost, -cost), append(s.room, room, 0)
}

// solve returns the objective, and how much of the supply cannot be sent.
func solveSuccessive(n *flow.Network, supply []float64) (objective, unsent int64) {
	s := &successive{}
	left := make([]int64, n.Nodes)
	for u, b := range supply {
		left[u] = int64(b)
	}
	const open = math.MaxInt32
	for i := range n.From {
		u, v, c, room := int(n.From[i]), int(n.To[i]), int64(n.Cost[i]), int64(open)
		if !math.IsInf(n.Capacity[i], 1) {
			room = int64(n.Capacity[i])
		}
		if c >= 0 {
			s.arc(u, v, room, c)
			continue
		}
		objective += c * room
		left[u] -= room
		left[v] += room
		s.arc(v, u, room, -c)
	}
	source, sink := n.Nodes, n.Nodes+1
	for u, b := range left {
		if b > 0 {
			s.arc(source, u, b, 0)
			unsent += b
		} else {
			s.arc(u, sink, -b, 0)
		}
	}
	for {
		distance := make([]int64, n.Nodes+2)
		by := make([]int, n.Nodes+2)
		for i := range distance {
			distance[i], by[i] = math.MaxInt64, -1
		}
		distance[source] = 0
		for changed := true; changed; {
			changed = false
			for e := range s.from {
				if s.room[e] > 0 && distance[s.from[e]] < math.MaxInt64 && distance[s.from[e]]+s.cost[e] < distance[s.to[e]] {
					distance[s.to[e]] = distance[s.from[e]] + s.cost[e]
					by[s.to[e]] = e
					changed = true
				}
			}
		}
		if by[sink] < 0 {
			return objective, unsent
		}
		push := int64(math.MaxInt64)
		for v := sink; v != source; v = s.from[by[v]] {
			push = min(push, s.room[by[v]])
		}
		for v := sink; v != source; v = s.from[by[v]] {
			s.room[by[v]] -= push
			s.room[by[v]^1] += push
		}
		objective += push * distance[sink]
		unsent -= push
	}
}
