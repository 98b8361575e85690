package flow

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
)

// Result is a cheapest flow with its proof.
type Result struct {
	// Flow is what each arc carries.
	Flow []float64
	// Potential is the cost of a unit at each node, up to a constant for each part of the
	// network that is connected: the dual values, see Verify.
	Potential []float64
	// ReducedCost is Cost + Potential[from] − Potential[to] of each arc. Where it is
	// negative the arc is full, and −ReducedCost is what one more unit of its capacity is
	// worth.
	ReducedCost []float64
	// Objective is the cost of the flow. Where Exact it is right to the last digit.
	Objective float64
	// Proof is the proof of optimality, which holds.
	Proof Proof
	// Exact says that costs, capacities and supplies were counted in whole decimal or binary
	// units, so that the flow is optimal without any rounding. Otherwise they were rounded to a
	// unit of about 1e-18 of the largest, divided by the number of nodes for costs.
	Exact bool
	// Pivots is the number of steps that the method took.
	Pivots int
}

// MinCost finds a flow of least cost that sends the supply of the nodes that have some
// (positive) to those that lack it (negative), by the network simplex method. Costs may
// be negative; cycles of negative cost are filled.
//
// It returns an *InputError for numbers that are none or supplies that do not sum to zero, an
// *InfeasibleError with a minimum cut where the capacities do not suffice, an
// *UnboundedError for a cycle of negative cost without capacity, and a *ProofError if the
// proof of optimality fails.
func MinCost(n *Network, supply []float64) (*Result, error) {
	if err := n.validate(); err != nil {
		return nil, err
	}
	p, err := count(n, supply)
	if err != nil {
		return nil, err
	}
	s := newSimplex(n.Nodes, n.From, n.To, p.cost, p.capacity, p.supply)
	if cycle := s.solve(); cycle != nil {
		return nil, p.unbounded(n, cycle)
	}
	if s.short() {
		return nil, p.infeasible(s)
	}
	r := &Result{
		Flow: make([]float64, n.Arcs()), Potential: make([]float64, n.Nodes), ReducedCost: make([]float64, n.Arcs()),
		Exact: p.costs.exact && p.amounts.exact, Pivots: s.pivots,
	}
	for i, e := range s.order {
		r.Flow[e] = p.amounts.value(s.flow[i])
		r.ReducedCost[e] = p.costs.value(s.reduced(i))
	}
	for u := range r.Potential {
		r.Potential[u] = p.costs.value(s.tree[u].potential)
	}
	if r.Proof, err = Verify(n, supply, r.Flow, r.Potential); err != nil {
		return nil, err
	}
	if !r.Proof.OK() || !s.optimal() {
		return nil, &ProofError{r.Proof}
	}
	if r.Objective = r.Proof.Primal; r.Exact {
		r.Objective = p.objective(s)
	}
	return r, nil
}

// counted is a problem in whole units.
type counted struct {
	costs, amounts         grid
	cost, capacity, supply []int64
}

// count puts the numbers of a problem on grids on which no sum that the method makes can
// overflow.
func count(n *Network, supply []float64) (*counted, error) {
	if len(supply) != n.Nodes {
		return nil, &InputError{"supply", -1, float64(len(supply)), fmt.Sprintf("there must be one value for each of %d nodes", n.Nodes)}
	}
	dearest := 0.0
	for _, c := range n.Cost {
		dearest = max(dearest, math.Abs(c))
	}
	p := &counted{
		costs: newGrid(dearest, 0x1p60/float64(n.Nodes+1)-1, n.Cost),
		cost:  make([]int64, n.Arcs()), capacity: make([]int64, n.Arcs()), supply: make([]int64, n.Nodes),
	}
	for i, c := range n.Cost {
		p.cost[i] = p.costs.count(c)
	}

	for u, b := range supply {
		if math.IsNaN(b) || math.IsInf(b, 0) {
			return nil, &InputError{"supply", u, b, "a supply must be a finite number"}
		}
	}
	bound := n.bound(supply)
	if math.IsInf(bound, 0) {
		return nil, &InputError{"Capacity", -1, bound, "capacities and supplies must have a sum"}
	}
	p.amounts = newGrid(bound, 0x1p61, supply, n.Capacity)
	if err := p.balance(supply); err != nil {
		return nil, err
	}
	// No arc of an optimal flow carries more than the bound, so that none is full at one more.
	most := p.amounts.count(bound) + 1
	for i := range p.capacity {
		switch c := n.capacity(i); {
		case math.IsInf(c, 1):
			p.capacity[i] = unlimited
		case c > bound:
			p.capacity[i] = most
		case p.amounts.loses(c, bound):
			return nil, &InputError{"Capacity", i, c, "it is lost beside the amounts that are moved"}
		default:
			p.capacity[i] = p.amounts.count(c)
		}
	}
	return p, nil
}

// objective is the cost of the flow, without any rounding but the last.
func (p *counted) objective(s *simplex) float64 {
	var high, low uint64 // of a sum in 128 bits, two's complement
	for e := range s.arcs {
		if s.flow[e] == 0 {
			continue
		}
		h, l := bits.Mul64(uint64(s.flow[e]), uint64(s.cost[e]))
		if s.cost[e] < 0 {
			h -= uint64(s.flow[e])
		}
		var carry uint64
		low, carry = bits.Add64(low, l, 0)
		high, _ = bits.Add64(high, h, carry)
	}
	total := new(big.Int).Lsh(big.NewInt(int64(high)), 64)
	total.Add(total, new(big.Int).SetUint64(low))
	unit := new(big.Rat).SetFloat64(p.costs.scale)
	unit.Mul(unit, new(big.Rat).SetFloat64(p.amounts.scale))
	x, _ := new(big.Rat).Quo(new(big.Rat).SetInt(total), unit).Float64()
	return x
}

// sent is the sum of the supplies, or of the demands if that is more.
func sent(supply []float64) float64 {
	given, lacking := 0.0, 0.0
	for _, b := range supply {
		given += max(b, 0)
		lacking -= min(b, 0)
	}
	return max(given, lacking)
}

// bound is what no arc of some optimal flow carries more than: all that is sent, and what
// cycles of negative cost carry, which fill an arc of negative cost each, or if that has no
// capacity, any other.
func (n *Network) bound(supply []float64) float64 {
	negative, all := 0.0, 0.0
	open := false
	for i, c := range n.Cost {
		capacity := n.capacity(i)
		if math.IsInf(capacity, 1) {
			open = open || c < 0
			continue
		}
		all += capacity
		if c < 0 {
			negative += capacity
		}
	}
	if open {
		negative = all
	}
	return sent(supply) + negative
}

// balance counts the supplies, which must sum to zero: exactly where they are whole units,
// and within their rounding where they are not. Then the largest takes up the difference.
func (p *counted) balance(supply []float64) error {
	var net int64
	largest := 0
	all := sent(supply)
	for u, b := range supply {
		if p.amounts.loses(b, all) {
			return &InputError{"supply", u, b, "it is lost beside capacities that negative costs would fill"}
		}
		p.supply[u] = p.amounts.count(b)
		net += p.supply[u]
		if math.Abs(b) > math.Abs(supply[largest]) {
			largest = u
		}
	}
	if net == 0 {
		return nil
	}
	if d := p.amounts.value(net); p.amounts.exact || math.Abs(d) > 1e-12*all {
		return &InputError{"supply", -1, d, "supplies must sum to zero"}
	}
	p.supply[largest] -= net
	return nil
}
