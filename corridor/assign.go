package corridor

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"dyad/internal/hint"
	"dyad/stat/flow"
)

// Assigned is the answer to what moves where at least cost.
type Assigned struct {
	Status    string        `json:"status"`    // optimal or infeasible
	Objective *float64      `json:"objective"` // USD, nil where infeasible
	Flows     []Flow        `json:"flows"`     // those above zero, by demand and leg as in the tables
	Shadow    []ShadowPrice `json:"shadow_prices"`
	Cut       []string      `json:"cut"` // legs whose capacities together do not suffice
	Proof     *Proof        `json:"proof"`
	// Required and Available are the two sides of what Cut proves, in TEU where it is a cut.
	Required, Available float64 `json:"-"`
}

// Flow is what a leg carries of a demand.
type Flow struct {
	Demand string  `json:"demand"`
	Leg    string  `json:"leg"`
	TEU    float64 `json:"teu"`
}

// ShadowPrice is what one more TEU of a leg's capacity is worth; legs that are
// not named are worth nothing more.
type ShadowPrice struct {
	Leg string  `json:"leg"`
	USD float64 `json:"usd_per_teu"`
}

// Proof holds the figures of the proof of optimality, relative and zero in
// a perfect one: the gap between primal and dual objective, and the largest
// violation of complementary slackness.
type Proof struct {
	Gap       float64 `json:"primal_gap"`
	Slackness float64 `json:"slackness"`
}

// Assign finds the flow of least generalised cost in which all demands share
// the capacities. A single demand is solved in whole numbers by the network
// simplex method and an infeasible one names its minimum cut; several are
// a linear program whose infeasibility names the legs of its proof. Demands that
// the legs cannot carry are an answer, Status "infeasible", and no error;
// a terminal that no leg touches and a cycle of negative cost without bound are
// errors.
func Assign(legs []Leg, demands []Demand) (*Assigned, error) {
	n, node := network(legs)
	for _, d := range demands {
		for _, t := range []string{d.Origin, d.Destination} {
			if _, ok := node[t]; !ok {
				return nil, unknownTerminal(t, node, fmt.Sprintf("demand %q", d.Name))
			}
		}
	}
	var err error
	out := &Assigned{Status: "optimal", Flows: []Flow{}, Shadow: []ShadowPrice{}, Cut: []string{}}
	if len(demands) == 1 {
		err = out.one(n, node, legs, demands[0])
	} else {
		err = out.several(n, node, legs, demands)
	}
	var cannot *flow.InfeasibleError
	var round *flow.UnboundedError
	switch {
	case errors.As(err, &cannot):
		out.Status, out.Required, out.Available = "infeasible", cannot.Required, cannot.Available
		for _, i := range cannot.Cut {
			out.Cut = append(out.Cut, legs[i].ID)
		}
		return out, nil
	case errors.As(err, &round):
		names := make([]string, len(round.Cycle))
		for k, i := range round.Cycle {
			names[k] = legs[i].ID
		}
		return nil, hint.New(hint.Data, "", fmt.Sprintf("going round the legs %s earns %g US dollars a TEU without end", strings.Join(names, ", "), -round.Cost), "give one of them a capacity, or correct its price")
	case err != nil:
		return nil, err
	}
	return out, nil
}

// network numbers the terminals in the order in which legs name them.
func network(legs []Leg) (*flow.Network, map[string]int) {
	node := map[string]int{}
	at := func(t string) int32 {
		i, ok := node[t]
		if !ok {
			i = len(node)
			node[t] = i
		}
		return int32(i)
	}
	n := &flow.Network{}
	for i := range legs {
		l := &legs[i]
		n.From, n.To = append(n.From, at(l.From)), append(n.To, at(l.To))
		capacity := l.Capacity
		if l.Closed {
			capacity = 0
		}
		n.Capacity = append(n.Capacity, capacity)
	}
	n.Nodes = len(node)
	n.Cost = costs(legs, 0)
	return n, node
}

func costs(legs []Leg, usdPerDay float64) []float64 {
	c := make([]float64, len(legs))
	for i := range legs {
		c[i] = legs[i].Cost(usdPerDay)
	}
	return c
}

func (a *Assigned) one(n *flow.Network, node map[string]int, legs []Leg, d Demand) error {
	n.Cost = costs(legs, d.USDPerDay)
	supply := make([]float64, n.Nodes)
	supply[node[d.Origin]] += d.TEU
	supply[node[d.Destination]] -= d.TEU
	r, err := flow.MinCost(n, supply)
	if err != nil {
		return err
	}
	for i, f := range r.Flow {
		if f > 0 {
			a.Flows = append(a.Flows, Flow{d.Name, legs[i].ID, f})
		}
		if worth := -r.ReducedCost[i]; worth > 0 {
			a.Shadow = append(a.Shadow, ShadowPrice{legs[i].ID, worth})
		}
	}
	a.Objective, a.Proof = &r.Objective, &Proof{r.Proof.Gap, r.Proof.Slackness}
	return nil
}

func (a *Assigned) several(n *flow.Network, node map[string]int, legs []Leg, demands []Demand) error {
	byValue := map[float64][]float64{} // demands that pay alike share a slice
	asked := make([]flow.Demand, len(demands))
	for k, d := range demands {
		if byValue[d.USDPerDay] == nil {
			byValue[d.USDPerDay] = costs(legs, d.USDPerDay)
		}
		asked[k] = flow.Demand{Origin: node[d.Origin], Destination: node[d.Destination], Amount: d.TEU, Cost: byValue[d.USDPerDay]}
	}
	r, err := flow.MultiCommodity(n, asked)
	if err != nil {
		return err
	}
	for k, d := range demands {
		for i, f := range r.Flow[k] {
			if f > 0 {
				a.Flows = append(a.Flows, Flow{d.Name, legs[i].ID, f})
			}
		}
	}
	for i, p := range r.ShadowPrice {
		if p > 0 {
			a.Shadow = append(a.Shadow, ShadowPrice{legs[i].ID, p})
		}
	}
	a.Objective, a.Proof = &r.Objective, &Proof{math.Abs(r.Proof.Gap), r.Proof.Slackness}
	return nil
}

func unknownTerminal(t string, node map[string]int, where string) error {
	names := make([]string, 0, len(node))
	for n := range node {
		names = append(names, n)
	}
	try := "terminals are the from and to of legs"
	if near := hint.Suggest(t, names); len(near) > 0 {
		try = "did you mean " + strings.Join(near, ", ") + "?"
	}
	return hint.New(hint.Data, where, fmt.Sprintf("no leg touches a terminal %q", t), try)
}
