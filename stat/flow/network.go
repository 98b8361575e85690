package flow

import (
	"fmt"
	"math"
)

// Network is a directed network in columns: arc i runs one way from node From[i] to
// node To[i], nodes being counted from 0 to Nodes−1. Parallel arcs and arcs from a node to
// itself are allowed, as are nodes without arcs.
type Network struct {
	// Nodes is the number of nodes.
	Nodes int
	// From and To are the ends of each arc.
	From, To []int32
	// Cost is what a unit of flow pays on each arc. It may be negative where a function
	// does not say otherwise.
	Cost []float64
	// Capacity is the most that an arc carries; +Inf is no bound. A nil slice bounds
	// no arc.
	Capacity []float64
}

// Arcs is the number of arcs.
func (n *Network) Arcs() int { return len(n.From) }

// capacity is the capacity of an arc.
func (n *Network) capacity(arc int) float64 {
	if n.Capacity == nil {
		return math.Inf(1)
	}
	return n.Capacity[arc]
}

// validate returns an *InputError for the first thing that is no network.
func (n *Network) validate() error {
	m := len(n.From)
	switch {
	case n.Nodes < 0 || n.Nodes > math.MaxInt32-1:
		return &InputError{"Nodes", -1, float64(n.Nodes), "the number of nodes must be from 0 to 2147483646"}
	case m > math.MaxInt32/2:
		return &InputError{"From", -1, float64(m), "there are more than 1073741823 arcs"}
	case len(n.To) != m:
		return &InputError{"To", -1, float64(len(n.To)), fmt.Sprintf("there must be one value for each of %d arcs", m)}
	case len(n.Cost) != m:
		return &InputError{"Cost", -1, float64(len(n.Cost)), fmt.Sprintf("there must be one value for each of %d arcs", m)}
	case n.Capacity != nil && len(n.Capacity) != m:
		return &InputError{"Capacity", -1, float64(len(n.Capacity)), fmt.Sprintf("there must be one value for each of %d arcs", m)}
	}
	for i := range n.From {
		if u := n.From[i]; u < 0 || int(u) >= n.Nodes {
			return &InputError{"From", i, float64(u), fmt.Sprintf("no node of %d", n.Nodes)}
		}
		if v := n.To[i]; v < 0 || int(v) >= n.Nodes {
			return &InputError{"To", i, float64(v), fmt.Sprintf("no node of %d", n.Nodes)}
		}
		if c := n.Cost[i]; math.IsNaN(c) || math.IsInf(c, 0) {
			return &InputError{"Cost", i, c, "a cost must be a finite number"}
		}
		if c := n.capacity(i); math.IsNaN(c) || c < 0 {
			return &InputError{"Capacity", i, c, "a capacity must be zero, positive or +Inf"}
		}
	}
	return nil
}

// node returns an *InputError if u is no node.
func (n *Network) node(name string, index int, u int32) error {
	if u < 0 || int(u) >= n.Nodes {
		return &InputError{name, index, float64(u), fmt.Sprintf("no node of %d", n.Nodes)}
	}
	return nil
}
