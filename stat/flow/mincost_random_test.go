package flow_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"dyad/stat/flow"
)

// randomNetwork has parallel arcs, loops, zero capacities, nodes without arcs and, where
// asked, negative costs and arcs without capacity.
func randomNetwork(r *rand.Rand, nodes, arcs int, negative, open bool) *flow.Network {
	n := &flow.Network{Nodes: nodes}
	for range arcs {
		n.From = append(n.From, int32(r.IntN(nodes)))
		n.To = append(n.To, int32(r.IntN(nodes)))
		c := float64(r.IntN(20))
		if negative && r.IntN(4) == 0 {
			c = -float64(r.IntN(10))
		}
		n.Cost = append(n.Cost, c)
		k := float64(r.IntN(15))
		if open && c >= 0 && r.IntN(6) == 0 {
			k = math.Inf(1)
		}
		n.Capacity = append(n.Capacity, k)
	}
	return n
}

func randomSupply(r *rand.Rand, nodes, moves, most int) []float64 {
	b := make([]float64, nodes)
	for range moves {
		x := float64(r.IntN(most + 1))
		b[r.IntN(nodes)] += x
		b[r.IntN(nodes)] -= x
	}
	return b
}

// The oracle is successive shortest paths on the same integers; the cut of an infeasible
// problem is checked by counting it.
func TestMinCostAgainstSuccessiveShortestPaths(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 13))
	solved, infeasible := 0, 0
	for range 6000 {
		nodes := 1 + r.IntN(12)
		n := randomNetwork(r, nodes, r.IntN(45), r.IntN(2) == 0, r.IntN(2) == 0)
		supply := randomSupply(r, nodes, r.IntN(4), 12)
		want, unsent := solveSuccessive(n, supply)
		got, err := flow.MinCost(n, supply)
		var x *flow.InfeasibleError
		switch {
		case errors.As(err, &x):
			infeasible++
			checkCut(t, n, supply, x)
			if unsent != int64(x.Required-x.Available) {
				t.Fatalf("%d units cannot be sent, the cut says %v of %v", unsent, x.Required-x.Available, x.Required)
			}
		case err != nil:
			t.Fatalf("%v\n%+v\n%v", err, n, supply)
		default:
			solved++
			if unsent != 0 || got.Objective != float64(want) || !got.Exact {
				t.Fatalf("objective %v, want %v with %d unsent\n%+v\n%v", got.Objective, want, unsent, n, supply)
			}
			if p := got.Proof; p.Gap != 0 || p.Slackness != 0 || p.Conservation != 0 || p.Capacity != 0 {
				t.Fatalf("a proof on integers has rounding: %v", p)
			}
		}
	}
	if solved < 1000 || infeasible < 1000 {
		t.Fatalf("%d solved, %d infeasible", solved, infeasible)
	}
}

// checkCut counts what must leave the source side and what can.
func checkCut(t *testing.T, n *flow.Network, supply []float64, x *flow.InfeasibleError) {
	t.Helper()
	inside := make([]bool, n.Nodes)
	required, available := 0.0, 0.0
	for _, u := range x.Source {
		inside[u] = true
		required += supply[u]
	}
	var cut []int
	for i := range n.From {
		if inside[n.From[i]] && !inside[n.To[i]] {
			cut = append(cut, i)
			available += n.Capacity[i]
		}
	}
	if len(cut) != len(x.Cut) || required != x.Required || available != x.Available || required <= available {
		t.Fatalf("the cut is %+v; counted: arcs %v, required %v, available %v", x, cut, required, available)
	}
	for i := range cut {
		if cut[i] != x.Cut[i] || x.Weight[i] != 1 {
			t.Fatalf("the cut is %+v, want the arcs %v", x, cut)
		}
	}
}
