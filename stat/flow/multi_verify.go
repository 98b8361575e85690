package flow

import (
	"fmt"
	"math"
)

// VerifyAssignment checks flows of several commodities, flow[demand][arc], against shadow prices
// of the arcs' capacities, whoever found them. The bound that the prices prove is what the
// demands cost by the cheapest paths at Cost plus price, less the worth of the
// capacities. It does not judge: see Proof.OK.
func VerifyAssignment(n *Network, demands []Demand, flow [][]float64, shadow []float64) (Proof, error) {
	if err := validateDemands(n, demands); err != nil {
		return Proof{}, err
	}
	if err := validateAssignment(n, demands, flow, shadow); err != nil {
		return Proof{}, err
	}
	var p Proof
	var primal, dual sum
	worst := 0.0
	load := make([]float64, n.Arcs())
	for k := range demands {
		p.Conservation = max(p.Conservation, conservation(n, &demands[k], flow[k]))
		largest := 0.0
		for _, x := range flow[k] {
			largest = max(largest, math.Abs(x))
		}
		for e, x := range flow[k] {
			load[e] += x
			primal.product(x, demands[k].cost(n)[e])
			p.Capacity = max(p.Capacity, excess(x, math.Inf(1), largest))
		}
	}
	for e, x := range load {
		c := n.capacity(e)
		p.Capacity = max(p.Capacity, excess(max(x, 0), c, 1))
		if s := shadow[e]; s > 0 {
			dual.product(-s, c)
			worst = max(worst, s*(c-x))
		}
	}
	s := newSearcher(n)
	var moving []int32
	for k := range demands {
		if demands[k].moves() {
			moving = append(moving, int32(k))
		}
	}
	for _, g := range groupDemands(n, demands, moving) {
		dearest := 0.0
		for e, c := range g.cost {
			s.length[e] = c + shadow[e]
			dearest = max(dearest, math.Abs(c), shadow[e])
		}
		if s.run(g.origin, g.negative, 1e-12*dearest) != nil {
			// A cycle that costs less than nothing: the prices prove nothing.
			dual.add(math.Inf(-1))
			break
		}
		for _, k := range g.demands {
			d := &demands[k]
			if !s.tree.reached[d.Destination] {
				dual.add(math.Inf(1))
				continue
			}
			dual.product(d.Amount, s.tree.distance[d.Destination])
			for e, x := range flow[k] {
				if u, v := n.From[e], n.To[e]; x > 0 && s.tree.reached[u] {
					worst = max(worst, x*reducedCost(s.length[e], s.tree.distance[u], s.tree.distance[v]))
				}
			}
		}
	}
	p.conclude(&primal, &dual, worst)
	return p, nil
}

func validateAssignment(n *Network, demands []Demand, flow [][]float64, shadow []float64) error {
	if len(flow) != len(demands) {
		return &InputError{"flow", -1, float64(len(flow)), fmt.Sprintf("there must be one for each of %d demands", len(demands))}
	}
	for k, f := range flow {
		if len(f) != n.Arcs() {
			return &InputError{"flow", k, float64(len(f)), fmt.Sprintf("there must be one value for each of %d arcs", n.Arcs())}
		}
		for _, x := range f {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return &InputError{"flow", k, x, "not a finite number"}
			}
		}
	}
	if len(shadow) != n.Arcs() {
		return &InputError{"shadow", -1, float64(len(shadow)), fmt.Sprintf("there must be one value for each of %d arcs", n.Arcs())}
	}
	for e, s := range shadow {
		if !(s >= 0) || math.IsInf(s, 1) {
			return &InputError{"shadow", e, s, "a shadow price must be finite and not negative"}
		}
	}
	return nil
}

// conservation is the largest imbalance of a node, as Proof.Conservation.
func conservation(n *Network, d *Demand, flow []float64) float64 {
	at := make([]sum, n.Nodes)
	if d.moves() {
		at[d.Origin].add(-d.Amount)
		at[d.Destination].add(d.Amount)
	}
	for e, x := range flow {
		if u, v := n.From[e], n.To[e]; u != v {
			at[u].add(x)
			at[v].add(-x)
		}
	}
	worst := 0.0
	for u := range at {
		if m := at[u].magnitude; m > 0 {
			worst = max(worst, math.Abs(at[u].value())/m)
		}
	}
	return worst
}
