package flow

import (
	"fmt"
	"math"
)

// Proof is what a solution and its dual values prove about each other. All figures but
// Primal and Dual are relative and zero in a perfect proof.
type Proof struct {
	// Conservation is the largest amount by which a node's flows do not add up to its
	// supply, as a share of the sum of their amounts.
	Conservation float64
	// Capacity is the largest amount by which a flow is above its arc's capacity, as a share
	// of the flow, or negative, as a share of the largest flow.
	Capacity float64
	// Slackness is the largest violation of complementary slackness, as a share of the
	// objective's terms: flow times a positive reduced cost, or unused capacity times a
	// negative one.
	Slackness float64
	// Primal is the cost of the flow, Dual the bound below it that the dual values prove.
	Primal, Dual float64
	// Gap is |Primal − Dual| as a share of the sum of the amounts of their terms.
	Gap float64
}

// Tolerance is the largest figure that a proof may have.
const Tolerance = 1e-9

// OK says whether every figure is at most Tolerance.
func (p Proof) OK() bool {
	for _, x := range []float64{p.Conservation, p.Capacity, p.Slackness, p.Gap} {
		if !(x <= Tolerance) {
			return false
		}
	}
	return true
}

func (p Proof) String() string {
	return fmt.Sprintf("conservation %.2g, capacity %.2g, slackness %.2g, gap %.2g (primal %v, dual %v)",
		p.Conservation, p.Capacity, p.Slackness, p.Gap, p.Primal, p.Dual)
}

// roundings is how many roundings of its terms a reduced cost may be off by and still count
// as zero.
const roundings = 8 * 0x1p-52

// reducedCost is c + p − q, and zero where that is within rounding of zero.
func reducedCost(c, p, q float64) float64 {
	r := c + p - q
	if math.Abs(r) <= roundings*(math.Abs(c)+math.Abs(p)+math.Abs(q)) {
		return 0
	}
	return r
}

// Verify checks a flow of a single commodity against potentials, whoever found them. The
// supply of a node is what leaves it more than comes in (negative where there is demand); a
// potential is the cost of having a unit at the node, so that an arc from u to v has
// the reduced cost Cost + potential[u] − potential[v]. It does not judge: see Proof.OK.
func Verify(n *Network, supply, flow, potential []float64) (Proof, error) {
	if err := n.validate(); err != nil {
		return Proof{}, err
	}
	for _, c := range []struct {
		name   string
		values []float64
		want   int
	}{{"supply", supply, n.Nodes}, {"flow", flow, n.Arcs()}, {"potential", potential, n.Nodes}} {
		if len(c.values) != c.want {
			return Proof{}, &InputError{c.name, -1, float64(len(c.values)), fmt.Sprintf("there must be %d values", c.want)}
		}
		for i, v := range c.values {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return Proof{}, &InputError{c.name, i, v, "not a finite number"}
			}
		}
	}
	var p Proof
	at := make([]sum, n.Nodes)
	for u, b := range supply {
		at[u].add(-b)
	}
	var primal, dual sum
	bound := n.bound(supply)
	worst, largest := 0.0, 0.0
	for _, x := range flow {
		largest = max(largest, math.Abs(x))
	}
	for i, x := range flow {
		u, v, c := n.From[i], n.To[i], n.capacity(i)
		if u != v {
			at[u].add(x)
			at[v].add(-x)
		}
		p.Capacity = max(p.Capacity, excess(x, c, largest))
		primal.product(x, n.Cost[i])
		// No arc of an optimal flow carries more than the bound, which proves more than a
		// larger capacity would; twice the bound, so that no arc is full at it.
		c = min(c, 2*bound)
		switch r := reducedCost(n.Cost[i], potential[u], potential[v]); {
		case r > 0:
			worst = max(worst, x*r)
		case r < 0:
			dual.product(c, r)
			worst = max(worst, (c-x)*-r)
		}
	}
	for u := range at {
		if m := at[u].magnitude; m > 0 {
			p.Conservation = max(p.Conservation, math.Abs(at[u].value())/m)
		}
		dual.product(-supply[u], potential[u])
	}
	p.conclude(&primal, &dual, worst)
	return p, nil
}

// excess is how far a flow is outside its bounds, see Proof.Capacity.
func excess(x, capacity, largest float64) float64 {
	switch {
	case x < 0:
		return -x / largest
	case x > capacity:
		return (x - capacity) / x
	}
	return 0
}

// conclude fills the figures that compare the two objectives.
func (p *Proof) conclude(primal, dual *sum, worst float64) {
	p.Primal, p.Dual = primal.value(), dual.value()
	m := max(primal.magnitude, dual.magnitude)
	if m == 0 || math.IsInf(m, 0) {
		// Nothing is moved and nothing is proved, or an arc without bound has a negative
		// reduced cost.
		if m != 0 {
			p.Dual, p.Gap, p.Slackness = math.Inf(-1), math.Inf(1), math.Inf(1)
		}
		return
	}
	p.Gap = math.Abs(p.Primal-p.Dual) / m
	p.Slackness = worst / m
}
