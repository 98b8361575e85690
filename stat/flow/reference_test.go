package flow_test

import (
	"encoding/json"
	"errors"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"dyad/stat/flow"
)

// The oracle of this file is the project's reference for corridors: networkx, glpk and
// HiGHS for the flows, Python for the choice models. testdata/corridor.json has its
// figures; where the reference itself is at hand the same tests run on it too.

type corridor struct {
	Legs  []leg
	Flows []struct {
		Name      string
		Supply    map[string]float64
		VOT       float64
		Objective float64
		Flow      map[string]float64
		Reduced   map[string]float64 `json:"reduced_cost"`
		Saturated []string
		MaxFlow   float64  `json:"max_flow"`
		Source    []string `json:"cut_source"`
	}
	Alternatives map[string][2]float64
	Logit        []struct {
		VOT, Theta float64
		Constants  map[string]float64
		Share      map[string]float64
		LogSum     float64 `json:"logsum_cost"`
	}
	Segments [][2]float64
	Mixed    map[string]float64
	PathSize struct {
		Paths map[string][]string
		Cases []struct {
			Theta, Beta float64
			PathSize    map[string]float64 `json:"path_size"`
			Share       map[string]float64
		}
	} `json:"path_size"`
	Equilibrium []struct {
		Demand, Theta, Alpha, Beta float64
		Free, Capacity, Flow, Cost []float64
	}
	Shortest []shortest
}

type leg struct {
	ID, From, To          string
	Price, Days, Capacity float64
}

func (l *leg) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&l.ID, &l.From, &l.To, &l.Price, &l.Days, &l.Capacity})
}

type shortest struct {
	Cost float64
	Arcs []string
}

func (s *shortest) UnmarshalJSON(text []byte) error {
	var all []json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		return err
	}
	for _, x := range all[1:] {
		var id string
		if err := json.Unmarshal(x, &id); err != nil {
			return err
		}
		s.Arcs = append(s.Arcs, id)
	}
	return json.Unmarshal(all[0], &s.Cost)
}

func corridors(t *testing.T) *corridor {
	t.Helper()
	text, err := os.ReadFile("testdata/corridor.json")
	if err != nil {
		t.Fatal(err)
	}
	c := &corridor{}
	if err := json.Unmarshal(text, c); err != nil {
		t.Fatal(err)
	}
	if len(c.Legs) != 19 || len(c.Flows) != 4 || len(c.Logit) != 7 || len(c.Equilibrium) != 3 || len(c.Shortest) != 10 {
		t.Fatalf("the fixture is not whole: %+v", c)
	}
	return c
}

// network is that of the legs at a value of time; nodes are numbered by name.
func (c *corridor) network(vot float64) (n *flow.Network, nodes []string) {
	names := map[string]bool{}
	for _, l := range c.Legs {
		names[l.From], names[l.To] = true, true
	}
	nodes = slices.Sorted(maps.Keys(names))
	n = &flow.Network{Nodes: len(nodes)}
	for _, l := range c.Legs {
		n.From = append(n.From, int32(slices.Index(nodes, l.From)))
		n.To = append(n.To, int32(slices.Index(nodes, l.To)))
		n.Cost = append(n.Cost, l.Price+vot*l.Days)
		n.Capacity = append(n.Capacity, l.Capacity)
	}
	return n, nodes
}

func (c *corridor) leg(id string) int {
	return slices.IndexFunc(c.Legs, func(l leg) bool { return l.ID == id })
}

func TestReferenceMinCost(t *testing.T) {
	c := corridors(t)
	for _, k := range c.Flows {
		t.Run(k.Name, func(t *testing.T) {
			n, nodes := c.network(k.VOT)
			supply := make([]float64, len(nodes))
			for name, b := range k.Supply {
				supply[slices.Index(nodes, name)] = b
			}
			r, err := flow.MinCost(n, supply)
			if k.Source != nil {
				var x *flow.InfeasibleError
				if !errors.As(err, &x) {
					t.Fatalf("error %v", err)
				}
				var source []string
				for _, u := range x.Source {
					source = append(source, nodes[u])
				}
				if !slices.Equal(source, k.Source) || x.Available != k.MaxFlow || x.Required != 700 {
					t.Errorf("source side %v, required %v, available %v; want %v and %v", source, x.Required, x.Available, k.Source, k.MaxFlow)
				}
				checkCut(t, n, supply, x)
				if want := []int{c.leg("a07"), c.leg("a10")}; !slices.Equal(x.Cut, want) {
					t.Errorf("cut %v, want %v", x.Cut, want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if r.Objective != k.Objective || r.Proof.Gap != 0 || !r.Exact {
				t.Errorf("objective %v, want %v; %v", r.Objective, k.Objective, r.Proof)
			}
			var full []string
			for i, l := range c.Legs {
				if r.Flow[i] != k.Flow[l.ID] {
					t.Errorf("flow of %s is %v, want %v", l.ID, r.Flow[i], k.Flow[l.ID])
				}
				// Dual values are unique where the arc's price is: at arcs that are full.
				if r.ReducedCost[i] < 0 {
					full = append(full, l.ID)
					if r.ReducedCost[i] != k.Reduced[l.ID] {
						t.Errorf("reduced cost of %s is %v, want %v", l.ID, r.ReducedCost[i], k.Reduced[l.ID])
					}
				}
			}
			if !slices.Equal(full, k.Saturated) {
				t.Errorf("full are %v, want %v", full, k.Saturated)
			}
		})
	}
}

func TestReferenceLogit(t *testing.T) {
	c := corridors(t)
	names := slices.Sorted(maps.Keys(c.Alternatives))
	shares := func(theta, vot float64, constants map[string]float64) *flow.Choice {
		var cost, constant []float64
		for _, name := range names {
			a := c.Alternatives[name]
			cost, constant = append(cost, a[0]+vot*a[1]), append(constant, constants[name])
		}
		choice, err := flow.Logit(theta, cost, constant)
		if err != nil {
			t.Fatal(err)
		}
		return choice
	}
	for i, k := range c.Logit {
		got := shares(k.Theta, k.VOT, k.Constants)
		near(t, got.LogSum, k.LogSum, 1e-9*k.LogSum)
		for j, name := range names {
			if near(t, got.Share[j], k.Share[name], 1e-9*k.Share[name]); t.Failed() {
				t.Fatalf("case %d, %s", i, name)
			}
		}
	}
	var weight []float64
	var all [][]float64
	for _, s := range c.Segments {
		weight, all = append(weight, s[0]), append(all, shares(0.005, s[1], nil).Share)
	}
	mixed, err := flow.Mix(weight, all)
	if err != nil {
		t.Fatal(err)
	}
	for j, name := range names {
		near(t, mixed[j], c.Mixed[name], 1e-12)
	}
}

func TestReferencePathSizeLogit(t *testing.T) {
	c := corridors(t)
	n, _ := c.network(40)
	names := slices.Sorted(maps.Keys(c.PathSize.Paths))
	var paths [][]int
	for _, name := range names {
		var p []int
		for _, id := range c.PathSize.Paths[name] {
			p = append(p, c.leg(id))
		}
		paths = append(paths, p)
	}
	for _, k := range c.PathSize.Cases {
		got, err := flow.PathSizeLogit(k.Theta, k.Beta, n.Cost, paths)
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range names {
			near(t, got.PathSize[i], k.PathSize[name], 1e-14)
			near(t, got.Share[i], k.Share[name], 1e-12)
		}
	}
}

func TestReferenceEquilibrium(t *testing.T) {
	for _, k := range corridors(t).Equilibrium {
		var delays []flow.Delay
		trip := flow.Trip{Amount: k.Demand, Theta: k.Theta}
		for i := range k.Free {
			delays = append(delays, flow.Delay{Free: k.Free[i], Capacity: k.Capacity[i], Alpha: k.Alpha, Beta: k.Beta})
			trip.Routes = append(trip.Routes, []int{i})
		}
		got, err := flow.StochasticEquilibrium(delays, []flow.Trip{trip})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d iterations, gap %v", got.Iterations, got.Gap)
		for i := range k.Flow {
			near(t, got.Flow[i], k.Flow[i], 1e-8)
			near(t, got.Cost[i], k.Cost[i], 1e-8)
			near(t, got.RouteFlow[0][i], k.Flow[i], 1e-8)
			near(t, got.Share[0][i], k.Flow[i]/k.Demand, 1e-11)
		}
	}
}

func TestReferenceShortestPaths(t *testing.T) {
	c := corridors(t)
	n, nodes := c.network(40)
	from, to := slices.Index(nodes, "SHA"), slices.Index(nodes, "HAM")
	// One more is asked for than there are.
	got, err := flow.ShortestPaths(n, from, to, 11)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(c.Shortest) {
		t.Fatalf("%d paths, want %d", len(got), len(c.Shortest))
	}
	for i, want := range c.Shortest {
		var ids []string
		for _, e := range got[i].Arcs {
			ids = append(ids, c.Legs[e].ID)
		}
		if got[i].Cost != want.Cost || !slices.Equal(ids, want.Arcs) {
			t.Errorf("path %d is %v for %v, want %v for %v", i, ids, got[i].Cost, want.Arcs, want.Cost)
		}
	}
}

// near fails unless got is within tolerance of want.
func near(t *testing.T, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%v, want %v (off by %v)", got, want, got-want)
	}
}

// TestReferenceIsTheFixture holds the fixture against the reference it was taken from.
func TestReferenceIsTheFixture(t *testing.T) {
	c := corridors(t)
	var flows struct {
		Arcs []struct {
			ID, From, To   string
			Price          float64 `json:"usd_per_teu"`
			Days, Capacity float64
		}
		Cases []struct {
			Name     string
			Supply   map[string]float64
			Expected struct {
				Objective float64
				Flow      map[string]float64 `json:"flow_networkx"`
				Reduced   map[string]float64 `json:"reduced_cost_glpk"`
				MaxFlow   float64            `json:"max_flow_URC_HAM"`
			}
		}
	}
	reference(t, "corridor_mincost_flow.json", &flows)
	if len(flows.Arcs) != len(c.Legs) || len(flows.Cases) != len(c.Flows) {
		t.Fatalf("%d legs and %d cases", len(flows.Arcs), len(flows.Cases))
	}
	for i, a := range flows.Arcs {
		if (leg{a.ID, a.From, a.To, a.Price, a.Days, a.Capacity}) != c.Legs[i] {
			t.Errorf("leg %v", a)
		}
	}
	for i, k := range flows.Cases {
		f := c.Flows[i]
		if k.Name != f.Name || !maps.Equal(k.Supply, f.Supply) || k.Expected.Objective != f.Objective || k.Expected.MaxFlow != f.MaxFlow {
			t.Errorf("case %s", k.Name)
		}
		for id, x := range k.Expected.Flow {
			if f.Flow[id] != x || f.Reduced[id] != k.Expected.Reduced[id] {
				t.Errorf("%s: %s", k.Name, id)
			}
		}
	}
	var choice struct {
		MNL []struct {
			VOT, Theta float64
			Share      map[string]float64
		}
		Equilibrium []struct{ Flow, Cost []float64 } `json:"sue_two_route"`
		Shortest    struct {
			Paths []struct {
				Cost float64
				Arcs []string
			}
		} `json:"k_shortest"`
		PathSize struct {
			Cases []struct{ Share map[string]float64 }
		} `json:"path_size_logit"`
	}
	reference(t, "corridor_choice.json", &choice)
	for i, k := range choice.MNL {
		if !maps.Equal(k.Share, c.Logit[i].Share) || k.VOT != c.Logit[i].VOT || k.Theta != c.Logit[i].Theta {
			t.Errorf("logit %d", i)
		}
	}
	for i, k := range choice.Equilibrium {
		if !slices.Equal(k.Flow, c.Equilibrium[i].Flow) || !slices.Equal(k.Cost, c.Equilibrium[i].Cost) {
			t.Errorf("equilibrium %d", i)
		}
	}
	for i, p := range choice.Shortest.Paths {
		if p.Cost != c.Shortest[i].Cost || !slices.Equal(p.Arcs, c.Shortest[i].Arcs) {
			t.Errorf("path %d", i)
		}
	}
	for i, k := range choice.PathSize.Cases {
		if !maps.Equal(k.Share, c.PathSize.Cases[i].Share) {
			t.Errorf("path size %d", i)
		}
	}
}

func reference(t *testing.T, name string, into any) {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "reference")
	if data := os.Getenv("DYAD_DATA"); data != "" {
		dir = filepath.Join(data, "..", "reference")
	}
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Skip("the shared reference is not here (DYAD_DATA names its neighbour): ", err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}
