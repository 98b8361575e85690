package flow_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"

	"dyad/stat/flow"
)

type highsDemand struct {
	Origin      int       `json:"origin"`
	Destination int       `json:"destination"`
	Amount      float64   `json:"amount"`
	Cost        []float64 `json:"cost"`
}

type highsProblem struct {
	Nodes    int           `json:"nodes"`
	From     []int32       `json:"from"`
	To       []int32       `json:"to"`
	Capacity []*float64    `json:"capacity"`
	Demands  []highsDemand `json:"demands"`

	net     *flow.Network
	demands []flow.Demand
	generic bool
}

type highsSolution struct {
	Objective float64
	Flow      [][]float64
	Shadow    []float64
}

// randomProblem is generic where its numbers are drawn from a continuum: then its optimum and
// its dual values are unique. Otherwise they are small whole numbers, full of ties.
func randomProblem(r *rand.Rand, nodes, arcs, demands int, generic, negative bool) *highsProblem {
	p := &highsProblem{Nodes: nodes, generic: generic}
	draw := func(most int) float64 {
		if generic {
			return r.Float64() * float64(most)
		}
		return float64(r.IntN(most + 1))
	}
	n := &flow.Network{Nodes: nodes}
	for range arcs {
		n.From, n.To = append(n.From, int32(r.IntN(nodes))), append(n.To, int32(r.IntN(nodes)))
		n.Cost = append(n.Cost, 0)
		if negative || r.IntN(8) > 0 {
			c := draw(20)
			p.Capacity, n.Capacity = append(p.Capacity, &c), append(n.Capacity, c)
		} else {
			p.Capacity, n.Capacity = append(p.Capacity, nil), append(n.Capacity, math.Inf(1))
		}
	}
	p.From, p.To, p.net = n.From, n.To, n
	for range demands {
		u := r.IntN(nodes)
		d := flow.Demand{Origin: u, Destination: (u + 1 + r.IntN(nodes-1)) % nodes, Amount: 0.1 + draw(10)}
		for range arcs {
			c := draw(30)
			if negative && r.IntN(5) == 0 {
				c = -draw(8)
			}
			d.Cost = append(d.Cost, c)
		}
		p.demands = append(p.demands, d)
		p.Demands = append(p.Demands, highsDemand{d.Origin, d.Destination, d.Amount, d.Cost})
	}
	return p
}

// The oracle is HiGHS on the arc formulation, primal and dual. DYAD_PYTHON names a Python
// that has scipy, if python3 has not.
func TestMultiCommodityAgainstHiGHS(t *testing.T) {
	python := os.Getenv("DYAD_PYTHON")
	if python == "" {
		python = "python3"
	}
	if err := exec.Command(python, "-c", "import scipy.optimize").Run(); err != nil {
		t.Skip("no Python with scipy is here (DYAD_PYTHON names one): ", err)
	}
	r := rand.New(rand.NewPCG(6, 13))
	var problems []*highsProblem
	for i := range 240 {
		nodes := 2 + r.IntN(14)
		problems = append(problems, randomProblem(r, nodes, nodes*(2+r.IntN(4)), 1+r.IntN(6), i%2 == 0, i%3 == 0))
	}
	for i := range 6 {
		problems = append(problems, randomProblem(r, 60, 300, 25, i%2 == 0, i%3 == 0))
	}
	text, err := json.Marshal(problems)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(python, "testdata/highs.py")
	command.Stdin, command.Stderr = bytes.NewReader(text), os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var solutions []*highsSolution
	if err := json.Unmarshal(out, &solutions); err != nil {
		t.Fatal(err)
	}
	solved, infeasible, priced := 0, 0, 0
	for i, p := range problems {
		want := solutions[i]
		got, err := flow.MultiCommodity(p.net, p.demands)
		var x *flow.InfeasibleError
		if errors.As(err, &x) {
			infeasible++
			checkCertificate(t, p.net, p.demands, x)
			if want != nil {
				t.Errorf("problem %d is infeasible, HiGHS has %v", i, want.Objective)
			}
			continue
		}
		if err != nil {
			t.Errorf("problem %d: %v", i, err)
			continue
		}
		if want == nil {
			t.Errorf("problem %d has %v, HiGHS finds it infeasible", i, got.Objective)
			continue
		}
		solved++
		near(t, got.Objective, want.Objective, 1e-9*(1+math.Abs(want.Objective)))
		if p.generic {
			// Both duals are unique: one more unit of capacity has one worth.
			for e, s := range want.Shadow {
				if s > 0 {
					priced++
				}
				near(t, got.ShadowPrice[e], s, 1e-7)
			}
			for k := range want.Flow {
				for e, f := range want.Flow[k] {
					near(t, got.Flow[k][e], f, 1e-7)
				}
			}
		}
		// What HiGHS found passes the checker too, within its tolerance.
		proof, err := flow.VerifyAssignment(p.net, p.demands, want.Flow, want.Shadow)
		if err != nil {
			t.Fatal(err)
		}
		if !(proof.Gap < 1e-7 && proof.Conservation < 1e-6) {
			t.Errorf("problem %d: the checker says of HiGHS's solution: %v", i, proof)
		}
		if t.Failed() {
			t.Fatalf("problem %d", i)
		}
	}
	t.Logf("%d solved, %d infeasible, %d prices compared", solved, infeasible, priced)
	if solved < 60 || infeasible < 30 || priced < 50 {
		t.Error("the problems are too easy or too hard")
	}
}
