package flow_test

import (
	"cmp"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"dyad/stat/flow"
)

// The oracle is the list of all simple paths, found by walking them all and sorted.
func TestShortestPathsAgainstAllPaths(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 13))
	many := 0
	for range 400 {
		nodes := 1 + r.IntN(7)
		n := randomNetwork(r, nodes, r.IntN(20), false, true)
		from, to := r.IntN(nodes), r.IntN(nodes)
		open := *n
		open.From, open.To, open.Cost = nil, nil, nil
		for e := range n.From {
			if n.Capacity[e] > 0 {
				open.From, open.To, open.Cost = append(open.From, n.From[e]), append(open.To, n.To[e]), append(open.Cost, n.Cost[e])
			}
		}
		var want []float64
		for _, p := range allPaths(&open, from, to) {
			c := 0.0
			for _, e := range p {
				c += open.Cost[e]
			}
			want = append(want, c)
		}
		slices.Sort(want)
		k := 1 + r.IntN(40)
		got, err := flow.ShortestPaths(n, from, to, k)
		if len(want) == 0 {
			if !errors.As(err, new(*flow.UnreachableError)) {
				t.Fatalf("%d paths, %v; there is none", len(got), err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		want = want[:min(k, len(want))]
		many = max(many, len(want))
		if len(got) != len(want) {
			t.Fatalf("%d paths, want %d", len(got), len(want))
		}
		seen := map[int]bool{}
		for i, p := range got {
			if p.Cost != want[i] {
				t.Fatalf("path %d costs %v, want %v", i, p.Cost, want[i])
			}
			checkPath(t, n, p, from, to)
			id := 0
			for _, e := range p.Arcs {
				id = id*23 + e + 1
			}
			if seen[id] {
				t.Fatalf("path %v comes twice", p.Arcs)
			}
			seen[id] = true
		}
		distance, err := flow.Distances(n, from)
		if err != nil || distance[to] != want[0] {
			t.Fatalf("distance %v, want %v", distance[to], want[0])
		}
	}
	if many < 10 {
		t.Errorf("at most %d paths were compared", many)
	}
}

// checkPath walks a path: open arcs that join up, no node twice, the cost their sum.
func checkPath(t *testing.T, n *flow.Network, p flow.Path, from, to int) {
	t.Helper()
	at, cost := from, 0.0
	seen := map[int]bool{from: true}
	for _, e := range p.Arcs {
		if int(n.From[e]) != at || n.Capacity[e] == 0 || seen[int(n.To[e])] {
			t.Fatalf("%v is no path without loops from %d", p.Arcs, from)
		}
		at = int(n.To[e])
		seen[at] = true
		cost += n.Cost[e]
	}
	if at != to || math.Abs(cost-p.Cost) > 1e-9 {
		t.Fatalf("%v ends at %d at %v, want %d at %v", p.Arcs, at, cost, to, p.Cost)
	}
}

// Ten thousand arcs and a thousand paths: the costs ascend, no path comes twice, and the
// first agrees with Distances.
func TestShortestPathsOfALargeNetwork(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 13))
	n := randomNetwork(r, 2000, 10000, false, true)
	got, err := flow.ShortestPaths(n, 0, 1, 1000)
	if err != nil || len(got) != 1000 {
		t.Fatalf("%d paths, %v", len(got), err)
	}
	for _, p := range got {
		checkPath(t, n, p, 0, 1)
	}
	if !slices.IsSortedFunc(got, func(a, b flow.Path) int { return cmp.Compare(a.Cost, b.Cost) }) {
		t.Error("the costs do not ascend")
	}
	slices.SortFunc(got, func(a, b flow.Path) int { return slices.Compare(a.Arcs, b.Arcs) })
	if len(slices.CompactFunc(got, func(a, b flow.Path) bool { return slices.Equal(a.Arcs, b.Arcs) })) != 1000 {
		t.Error("a path comes twice")
	}
}
