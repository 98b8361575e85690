package flow

import (
	"fmt"
	"math"
)

// Demand is a commodity of a network: an amount that goes from one node to another.
type Demand struct {
	Origin, Destination int
	// Amount is not negative. A demand of zero moves nothing.
	Amount float64
	// Cost is what a unit of this demand pays on each arc; nil is the network's Cost. Demands
	// that pay alike should share one slice: they are then searched for paths together.
	Cost []float64
}

// Assignment is a cheapest flow of several commodities with its proof.
type Assignment struct {
	// Flow is what each arc carries of each demand: Flow[demand][arc].
	Flow [][]float64
	// Load is what each arc carries in all.
	Load []float64
	// ShadowPrice is what one more unit of each arc's capacity is worth, zero where it is not
	// full. Where an optimum has several dual values, these are some of them.
	ShadowPrice []float64
	// UnitCost is what one more unit of each demand would cost, shadow prices included.
	UnitCost []float64
	// Routes are the paths that carry each demand, and cycles of negative cost where there
	// are any.
	Routes [][]RouteFlow
	// Objective is the cost of the flow.
	Objective float64
	// Proof is the proof of optimality, which holds.
	Proof Proof
	// Pivots is the number of steps that the method took.
	Pivots int
}

// RouteFlow is what goes by one path.
type RouteFlow struct {
	Path
	Amount float64
}

// MultiCommodity finds a flow of least cost in which all demands share the capacities, by
// column generation over paths (Ford and Fulkerson 1958; Tomlin 1966): the linear program over the
// paths known so far is solved by the simplex method with a path of each demand as its key
// (generalised upper bounds, Dantzig and Van Slyke 1967), whose basis is no larger than the
// number of full arcs; cheapest paths at its dual values are added until there is no cheaper one.
// Costs may be negative; cycles of negative cost are columns too.
//
// It returns an *InputError for numbers that are none, an *InfeasibleError with a proof where the
// capacities do not suffice, an *UnboundedError for a cycle of negative cost without
// capacity, and a *ProofError if the proof of optimality fails.
func MultiCommodity(n *Network, demands []Demand) (*Assignment, error) {
	if err := validateDemands(n, demands); err != nil {
		return nil, err
	}
	if err := disconnected(n, demands); err != nil {
		return nil, err
	}
	m := newMaster(n, demands)
	if err := m.solve(); err != nil {
		return nil, err
	}
	a := m.assignment()
	var err error
	if a.Proof, err = VerifyAssignment(n, demands, a.Flow, a.ShadowPrice); err != nil {
		return nil, err
	}
	if a.Objective = a.Proof.Primal; !a.Proof.OK() {
		return nil, &ProofError{a.Proof}
	}
	return a, nil
}

func validateDemands(n *Network, demands []Demand) error {
	if err := n.validate(); err != nil {
		return err
	}
	for k, d := range demands {
		if d.Origin < 0 || d.Origin >= n.Nodes {
			return &InputError{"Origin", k, float64(d.Origin), fmt.Sprintf("no node of %d", n.Nodes)}
		}
		if d.Destination < 0 || d.Destination >= n.Nodes {
			return &InputError{"Destination", k, float64(d.Destination), fmt.Sprintf("no node of %d", n.Nodes)}
		}
		if !(d.Amount >= 0) || math.IsInf(d.Amount, 1) {
			return &InputError{"Amount", k, d.Amount, "an amount must be finite and not negative"}
		}
		if d.Cost == nil {
			continue
		}
		if len(d.Cost) != n.Arcs() {
			return &InputError{"Cost", k, float64(len(d.Cost)), fmt.Sprintf("there must be one value for each of %d arcs", n.Arcs())}
		}
		for _, c := range d.Cost {
			if math.IsNaN(c) || math.IsInf(c, 0) {
				return &InputError{"Cost", k, c, "a cost must be a finite number"}
			}
		}
	}
	return nil
}

// cost is what a demand pays on the arcs.
func (d *Demand) cost(n *Network) []float64 {
	if d.Cost == nil {
		return n.Cost
	}
	return d.Cost
}

// moves says whether the demand needs a path.
func (d *Demand) moves() bool { return d.Amount > 0 && d.Origin != d.Destination }
