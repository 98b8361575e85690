package corridor

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func legsOf(t *testing.T, text string) []Leg {
	t.Helper()
	legs, err := ReadLegs(strings.NewReader("id,from,to,mode,usd_per_teu,days,capacity\n"+text), "legs.csv")
	if err != nil {
		t.Fatal(err)
	}
	return legs
}

func demandOf(t *testing.T, text string) []Demand {
	t.Helper()
	d, err := ReadDemand(strings.NewReader("name,origin,destination,teu,usd_per_day\n"+text), "demand.csv")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Two demands share a fast leg of 10: by hand, the demand that loses more by the
// slow leg (40 · 8 − 100 = 220 against 20 · 8 − 100 = 60 a TEU) has it, and one
// more unit of it saves the other 60.
func TestAssignSharesACapacity(t *testing.T) {
	legs := legsOf(t, "fast,A,B,rail,200,2,10\nslow,A,B,sea,100,10,inf\n")
	r, err := Assign(legs, demandOf(t, "dear,A,B,8,40\ncheap,A,B,5,20\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Flow{{"dear", "fast", 8}, {"cheap", "fast", 2}, {"cheap", "slow", 3}}
	if !slices.Equal(r.Flows, want) {
		t.Errorf("flows %v, want %v", r.Flows, want)
	}
	if *r.Objective != 8*280+2*240+3*300 {
		t.Errorf("objective %v", *r.Objective)
	}
	if len(r.Shadow) != 1 || r.Shadow[0].Leg != "fast" || math.Abs(r.Shadow[0].USD-60) > 1e-9 {
		t.Errorf("shadow prices %v, want fast 60", r.Shadow)
	}
}

// Answers and errors are by hand: each case says what the network means.
func TestAssignOddNetworks(t *testing.T) {
	for _, c := range []struct{ name, legs, demand, want string }{
		{"closed by zero", "a,A,B,sea,1,1,0\n", "d,A,B,3,0\n", "infeasible [a]"},
		{"disconnected", "a,A,B,sea,1,1,9\nb,C,D,sea,1,1,9\n", "d,A,D,3,0\n", "infeasible []"},
		{"disconnected, two demands", "a,A,B,sea,1,1,9\nb,C,D,sea,1,1,9\n", "d,A,D,3,0\ne,A,B,1,0\n", "infeasible []"},
		{"unknown terminal", "a,A,B,sea,1,1,9\n", "d,A,Z,3,0\n", `no leg touches a terminal "Z"`},
		{"negative price", "a,A,B,sea,-5,0,9\n", "d,A,B,3,0\n", "optimal -15"},
		{"negative cycle with a bound", "a,A,B,sea,1,0,9\nb,B,C,sea,-5,0,4\nc,C,B,sea,1,0,4\n", "d,A,B,3,0\n", "optimal -13"},
		{"negative cycle without one", "a,A,B,sea,1,0,9\nb,B,C,sea,-5,0,inf\nc,C,B,sea,1,0,inf\n", "d,A,B,3,0\n", "without end"},
		{"huge and tiny", "a,A,B,sea,0.000001,0,1000000000000\n", "d,A,B,1000000000000,0\n", "optimal 1e+06"},
		{"nothing asked", "a,A,B,sea,1,1,9\n", "d,A,B,0,0\n", "optimal 0"},
	} {
		r, err := Assign(legsOf(t, c.legs), demandOf(t, c.demand))
		got := fmt.Sprint(err)
		if err == nil {
			got = fmt.Sprint(r.Status, " ", r.Cut)
			if r.Objective != nil {
				got = fmt.Sprintf("optimal %g", *r.Objective)
			}
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// A row of 10,000 legs costs their sum.
func TestAssignTenThousandLegs(t *testing.T) {
	var b strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&b, "l%d,T%d,T%d,rail,1,1,100\n", i, i, i+1)
	}
	r, err := Assign(legsOf(t, b.String()), demandOf(t, "d,T0,T10000,2,3\n"))
	if err != nil || *r.Objective != 2*4*10_000 {
		t.Fatalf("%v, %v", r, err)
	}
}

// The oracle is networkx and glpk, whose answers the reference file holds:
// supplies are a demand from a terminal before all to one behind all.
func TestAssignReference(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "shared", "reference", "corridor_mincost_flow.json"))
	if err != nil {
		t.Skip("the reference solutions are not beside the project")
	}
	var ref struct {
		Arcs []struct {
			ID, From, To, Mode string
			USD                float64 `json:"usd_per_teu"`
			Days, Capacity     float64
		}
		Cases []struct {
			Name     string
			Supply   map[string]float64
			Cost     map[string]float64 `json:"unit_cost"`
			Expected struct {
				Objective *float64
				Source    []string `json:"min_cut_source_side"`
			}
		}
	}
	if err := json.Unmarshal(text, &ref); err != nil {
		t.Fatal(err)
	}
	for _, c := range ref.Cases {
		legs, cut, total := []Leg{}, []string{}, 0.0
		for _, x := range ref.Arcs {
			l := Leg{ID: x.ID, From: x.From, To: x.To, USD: c.Cost[x.ID], Capacity: x.Capacity}
			legs = append(legs, l)
			if slices.Contains(c.Expected.Source, x.From) && !slices.Contains(c.Expected.Source, x.To) {
				cut = append(cut, x.ID)
			}
		}
		for at, s := range c.Supply {
			if s > 0 {
				total += s
				legs = append(legs, Leg{ID: "in " + at, From: "all", To: at, Capacity: s})
			} else {
				legs = append(legs, Leg{ID: "out " + at, From: at, To: "end", Capacity: -s})
			}
		}
		r, err := Assign(legs, []Demand{{Name: "d", Origin: "all", Destination: "end", TEU: total}})
		if err != nil {
			t.Fatal(c.Name, err)
		}
		if c.Expected.Objective == nil {
			if r.Status != "infeasible" || !slices.Equal(r.Cut, cut) {
				t.Errorf("%s: %s %v, want infeasible %v", c.Name, r.Status, r.Cut, cut)
			}
		} else if r.Objective == nil || *r.Objective != *c.Expected.Objective {
			t.Errorf("%s: %+v, want %v", c.Name, r, *c.Expected.Objective)
		}
	}
}
