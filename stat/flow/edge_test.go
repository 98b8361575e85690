package flow_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"dyad/stat/flow"
)

var open = math.Inf(1)

func network(nodes int, arcs ...[4]float64) *flow.Network {
	n := &flow.Network{Nodes: nodes}
	for _, a := range arcs {
		n.From, n.To = append(n.From, int32(a[0])), append(n.To, int32(a[1]))
		n.Cost, n.Capacity = append(n.Cost, a[2]), append(n.Capacity, a[3])
	}
	return n
}

// The oracle of these cases is arithmetic by hand.
func TestMinCostExactly(t *testing.T) {
	for _, c := range []struct {
		name      string
		net       *flow.Network
		supply    []float64
		flow      []float64
		objective float64
	}{
		{"prices of 1e-6 decide among capacities of 1e12",
			network(3, [4]float64{0, 1, 1000.000001, 1e12}, [4]float64{0, 1, 1000, 1e12 - 1}, [4]float64{1, 2, 0, open}, [4]float64{0, 2, 1000.000002, open}),
			[]float64{2e12, 0, -2e12}, []float64{1e12, 1e12 - 1, 2e12 - 1, 1}, 2000000001000000.000002},
		{"a millionth beside a thousand million",
			network(2, [4]float64{0, 1, 1e-6, 1e9}, [4]float64{0, 1, 2e-6, 0.000001}, [4]float64{0, 1, 3e-6, 1e12}),
			[]float64{1000000000.000001, -1000000000.000001}, []float64{1e9, 0.000001, 0}, 1000.000000000002},
		{"tenths add up",
			network(2, [4]float64{0, 1, 1, 0.1}, [4]float64{0, 1, 2, 0.2}, [4]float64{0, 1, 3, 1}),
			[]float64{0.3, -0.3}, []float64{0.1, 0.2, 0}, 0.5},
		{"a negative cycle is filled",
			network(3, [4]float64{0, 1, 1, 5}, [4]float64{1, 2, -4, 7}, [4]float64{2, 0, 1, 6}),
			[]float64{0, 0, 0}, []float64{5, 5, 5}, -10},
		{"a negative cycle beside a demand",
			network(3, [4]float64{0, 1, -3, 4}, [4]float64{1, 0, 1, 9}, [4]float64{1, 2, 2, open}),
			[]float64{2, 0, -2}, []float64{4, 2, 2}, -6},
		{"loops: of no use, or filled where they pay",
			network(2, [4]float64{0, 0, 5, 9}, [4]float64{1, 1, -2, 3}, [4]float64{0, 1, 1, open}),
			[]float64{1, -1}, []float64{0, 3, 1}, -5},
		{"zero capacity is closed, the cheaper of parallel arcs is full first",
			network(2, [4]float64{0, 1, 0, 0}, [4]float64{0, 1, 2, 3}, [4]float64{0, 1, 1, 3}),
			[]float64{4, -4}, []float64{0, 1, 3}, 5},
		{"nodes without arcs", network(4, [4]float64{1, 2, 7, open}), []float64{0, 2, -2, 0}, []float64{2}, 14},
		{"nothing at all", network(0), nil, nil, 0},
		{"nothing to move", network(2, [4]float64{0, 1, 3, 1}), []float64{0, 0}, []float64{0}, 0},
		{"a capacity beyond any number", network(2, [4]float64{0, 1, 3, 1e300}), []float64{2, -2}, []float64{2}, 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := flow.MinCost(c.net, c.supply)
			if err != nil {
				t.Fatal(err)
			}
			if !r.Exact || r.Objective != c.objective {
				t.Errorf("objective %v, want %v; exact %v", r.Objective, c.objective, r.Exact)
			}
			for i, x := range c.flow {
				if r.Flow[i] != x {
					t.Errorf("arc %d carries %v, want %v", i, r.Flow[i], x)
				}
			}
		})
	}
}

// Thirds are no decimals: they are rounded, the proof holds in the numbers themselves.
func TestMinCostOfNumbersThatAreNoDecimals(t *testing.T) {
	third := 1.0 / 3
	n := network(4, [4]float64{0, 1, math.Pi, third}, [4]float64{0, 1, math.E, third / 7}, [4]float64{1, 2, math.Sqrt2, open}, [4]float64{0, 3, 1e6 * third, open}, [4]float64{3, 2, third, 0.2})
	r, err := flow.MinCost(n, []float64{0.4, 0, -third, third - 0.4})
	if err != nil {
		t.Fatal(err)
	}
	if r.Exact {
		t.Error("exact")
	}
	want := []float64{third - third/7, third / 7, third, 0.4 - third, 0}
	for i, x := range want {
		near(t, r.Flow[i], x, 1e-15)
	}
}

func TestUnbounded(t *testing.T) {
	n := network(4, [4]float64{0, 1, 1, open}, [4]float64{1, 2, -4, open}, [4]float64{2, 0, 2, open}, [4]float64{2, 3, 1, 5})
	_, err := flow.MinCost(n, []float64{2, 0, 0, -2})
	var x *flow.UnboundedError
	if !errors.As(err, &x) || x.Cost != -1 || len(x.Cycle) != 3 {
		t.Errorf("error %v", err)
	}
	for i, e := range x.Cycle {
		if n.To[e] != n.From[x.Cycle[(i+1)%3]] {
			t.Errorf("%v is no cycle", x.Cycle)
		}
	}
	if _, err := flow.MinCost(n, []float64{6, 0, 0, -6}); !errors.As(err, new(*flow.InfeasibleError)) {
		t.Errorf("a demand that cannot be served is not told: %v", err)
	}
	x = nil
	_, err = flow.MultiCommodity(n, []flow.Demand{{Origin: 0, Destination: 3, Amount: 2}})
	if !errors.As(err, &x) || x.Cost != -1 || len(x.Cycle) != 3 {
		t.Errorf("several commodities: %v", err)
	}
}

func TestWhatIsNoNumberIsRefused(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		column string
		net    *flow.Network
		supply []float64
	}{
		{"Cost", network(2, [4]float64{0, 1, nan, 1}), []float64{0, 0}},
		{"Cost", network(2, [4]float64{0, 1, open, 1}), []float64{0, 0}},
		{"Capacity", network(2, [4]float64{0, 1, 1, nan}), []float64{0, 0}},
		{"Capacity", network(2, [4]float64{0, 1, 1, -1}), []float64{0, 0}},
		{"From", network(2, [4]float64{2, 1, 1, 1}), []float64{0, 0}},
		{"To", network(2, [4]float64{0, -1, 1, 1}), []float64{0, 0}},
		{"supply", network(2), []float64{0}},
		{"supply", network(2), []float64{nan, 0}},
		{"supply", network(2, [4]float64{0, 1, 1, 1}), []float64{1, -0.999999999999}},
		{"supply", network(2, [4]float64{0, 1, 1, 1}), []float64{1.0 / 3, -0.33}},
	} {
		_, err := flow.MinCost(c.net, c.supply)
		var x *flow.InputError
		if !errors.As(err, &x) || x.Column != c.column {
			t.Errorf("%v, want a fault of %s", err, c.column)
		}
	}
	vast := network(2, [4]float64{0, 1, -1, 1e300})
	if _, err := flow.MinCost(vast, []float64{2, -2}); !errors.As(err, new(*flow.InputError)) {
		t.Errorf("an amount beside one that has no common unit: %v", err)
	}
	bad := network(2, [4]float64{0, 1, -1, 1})
	if _, err := flow.ShortestPaths(bad, 0, 1, 1); !errors.As(err, new(*flow.InputError)) {
		t.Errorf("a path of negative cost: %v", err)
	}
	if _, err := flow.Distances(bad, 5); !errors.As(err, new(*flow.InputError)) {
		t.Errorf("no node: %v", err)
	}
	for _, d := range []flow.Demand{{Origin: 2}, {Destination: -1}, {Amount: nan}, {Amount: -1}, {Cost: []float64{}}, {Cost: []float64{nan}}} {
		if _, err := flow.MultiCommodity(bad, []flow.Demand{d}); !errors.As(err, new(*flow.InputError)) {
			t.Errorf("%+v: %v", d, err)
		}
	}
}

// A shadow price is what one more unit saves: 8 − 3 by the full arc against the detour. By
// hand; the closed arc is worth what it would save too.
func TestMultiCommodityByHand(t *testing.T) {
	n := network(4,
		[4]float64{0, 1, 3, 10}, [4]float64{0, 1, 8, open}, [4]float64{2, 1, 2, 0}, [4]float64{2, 1, 6, 4}, [4]float64{2, 0, 1, open}, [4]float64{3, 3, 1, 1})
	a, err := flow.MultiCommodity(n, []flow.Demand{
		{Origin: 0, Destination: 1, Amount: 8}, {Origin: 2, Destination: 1, Amount: 7}, {Origin: 3, Destination: 3, Amount: 5}, {Origin: 3, Destination: 0}})
	if err != nil {
		t.Fatal(err)
	}
	// 15 units go to node 1: ten at 3, four from node 2 at 6 instead of 1 + 3 or 1 + 8, one at 8.
	if a.Objective != 10*3+4*6+1*8+3*1 {
		t.Errorf("objective %v", a.Objective)
	}
	for e, want := range []float64{5, 0, 7, 3, 0, 0} {
		if a.ShadowPrice[e] != want {
			t.Errorf("arc %d is worth %v, want %v", e, a.ShadowPrice[e], want)
		}
	}
	if a.UnitCost[0] != 8 || a.UnitCost[1] != 9 || a.Load[0] != 10 || a.Load[3] != 4 || a.Proof.Gap != 0 {
		t.Errorf("%+v", a)
	}
}

func TestMultiCommodityNamesTheCut(t *testing.T) {
	n := network(5, [4]float64{0, 1, 1, 5}, [4]float64{1, 2, 1, 3}, [4]float64{0, 2, 1, 2}, [4]float64{3, 2, 1, 9})
	var x *flow.InfeasibleError
	_, err := flow.MultiCommodity(n, []flow.Demand{{Origin: 3, Destination: 2, Amount: 1}, {Origin: 0, Destination: 2, Amount: 4}, {Origin: 0, Destination: 1, Amount: 4}})
	if !errors.As(err, &x) || x.Required != 8 || x.Available != 7 || len(x.Cut) != 2 || x.Cut[0] != 0 || x.Cut[1] != 2 || len(x.Demands) != 2 {
		t.Errorf("%v: %+v", err, x)
	}
	_, err = flow.MultiCommodity(n, []flow.Demand{{Origin: 0, Destination: 2, Amount: 1}, {Origin: 0, Destination: 4, Amount: 4}})
	if !errors.As(err, &x) || len(x.Cut) != 0 || x.Required != 4 || x.Demands[0] != 1 {
		t.Errorf("%v: %+v", err, x)
	}
}

// The complete bipartite network K(2,3) with unit capacities both ways has demands that pass every
// cut and cannot be served (Okamura and Seymour 1981): the four pairs of nodes of one side
// are two arcs apart, so that they need 8 of 6.
func TestMultiCommodityWithoutACut(t *testing.T) {
	n := &flow.Network{Nodes: 5}
	both := func(u, v int32) {
		// An edge of capacity one for both directions together: through two inner nodes.
		a, b := int32(n.Nodes), int32(n.Nodes+1)
		n.Nodes += 2
		for _, arc := range [][2]int32{{u, a}, {v, a}, {a, b}, {b, u}, {b, v}} {
			n.From, n.To, n.Cost = append(n.From, arc[0]), append(n.To, arc[1]), append(n.Cost, 0)
			c := open
			if arc == [2]int32{a, b} {
				c = 1
			}
			n.Capacity = append(n.Capacity, c)
		}
	}
	for _, u := range []int32{0, 1} {
		for _, v := range []int32{2, 3, 4} {
			both(u, v)
		}
	}
	demands := []flow.Demand{{Origin: 0, Destination: 1, Amount: 1}, {Origin: 2, Destination: 3, Amount: 1}, {Origin: 3, Destination: 4, Amount: 1}, {Origin: 2, Destination: 4, Amount: 1}}
	_, err := flow.MultiCommodity(n, demands)
	var x *flow.InfeasibleError
	if !errors.As(err, &x) {
		t.Fatal(err)
	}
	near(t, x.Required, 8, 1e-12)
	near(t, x.Available, 6, 1e-12)
	checkCertificate(t, n, demands, x)
}

// A proof that fails must say so: each figure is provoked by a solution with that fault.
func TestVerifyFindsFaults(t *testing.T) {
	n := network(2, [4]float64{0, 1, 1, 3}, [4]float64{0, 1, 4, 9})
	supply := []float64{5, -5}
	for _, c := range []struct {
		name            string
		flow, potential []float64
		bad             func(flow.Proof) bool
	}{
		{"all is well", []float64{3, 2}, []float64{0, 4}, func(p flow.Proof) bool { return p.OK() && p.Gap == 0 && p.Primal == 11 }},
		{"a unit is lost", []float64{3, 1}, []float64{0, 4}, func(p flow.Proof) bool { return p.Conservation > 0.1 }},
		{"an arc is overfull", []float64{4, 1}, []float64{0, 4}, func(p flow.Proof) bool { return p.Capacity == 0.25 }},
		{"a negative flow", []float64{-1, 6}, []float64{0, 4}, func(p flow.Proof) bool { return p.Capacity > 0.1 }},
		{"a dearer flow", []float64{0, 5}, []float64{0, 4}, func(p flow.Proof) bool { return p.Gap > 0.1 && p.Slackness > 0.1 && p.Primal == 20 }},
		{"potentials that prove too little", []float64{3, 2}, []float64{0, 1}, func(p flow.Proof) bool { return p.Gap > 0.1 && p.Slackness > 0.1 && p.Dual == 5 }},
	} {
		p, err := flow.Verify(n, supply, c.flow, c.potential)
		if err != nil || !c.bad(p) {
			t.Errorf("%s: %v, %v", c.name, p, err)
		}
		// The same fault of two commodities; the shadow price is what the potential makes it.
		demands := []flow.Demand{{Origin: 0, Destination: 1, Amount: 2}, {Origin: 0, Destination: 1, Amount: 3}}
		half := func(by float64) []float64 { return []float64{by * c.flow[0], by * c.flow[1]} }
		p, err = flow.VerifyAssignment(n, demands, [][]float64{half(0.4), half(0.6)}, []float64{c.potential[1] - 1, 0})
		if err != nil || !c.bad(p) {
			t.Errorf("%s, two commodities: %v, %v", c.name, p, err)
		}
	}
	open := network(2, [4]float64{0, 1, 1, math.Inf(1)})
	if p, _ := flow.Verify(open, []float64{1, -1}, []float64{1}, []float64{0, 2}); p.OK() || p.Gap < 0.1 {
		t.Errorf("potentials that would use an arc without capacity more: %v", p)
	}
}

// Ten thousand arcs: nothing but the proof tells whether the answer is right, and the proof
// is what every solve must pass; that some arcs are full shows that it was not too easy.
func TestMultiCommodityOfTenThousandArcs(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	n := &flow.Network{Nodes: 1000}
	for range 10000 {
		n.From, n.To = append(n.From, int32(r.IntN(1000))), append(n.To, int32(r.IntN(1000)))
		n.Cost, n.Capacity = append(n.Cost, float64(1+r.IntN(1000))), append(n.Capacity, float64(1+r.IntN(60)))
	}
	var demands []flow.Demand
	for range 30 {
		demands = append(demands, flow.Demand{Origin: r.IntN(1000), Destination: r.IntN(1000), Amount: float64(1 + r.IntN(30))})
	}
	a, err := flow.MultiCommodity(n, demands)
	if err != nil {
		t.Fatal(err)
	}
	full := 0
	for e, p := range a.ShadowPrice {
		if p > 0 {
			full++
			near(t, a.Load[e], n.Capacity[e], 1e-9)
		}
	}
	if full < 20 || a.Proof.Gap > 1e-12 {
		t.Errorf("%d arcs are full, %v", full, a.Proof)
	}
}
