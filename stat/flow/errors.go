package flow

import "fmt"

// InputError says which value cannot be used, and why.
type InputError struct {
	// Column is the name of the field or argument.
	Column string
	// Index is the place in it, from 0; −1 if the fault is not in one place.
	Index int
	// Value is what stands there.
	Value float64
	// Reason says what is wrong with it.
	Reason string
}

func (e *InputError) Error() string {
	if e.Index < 0 {
		return fmt.Sprintf("flow: %s is %v: %s", e.Column, e.Value, e.Reason)
	}
	return fmt.Sprintf("flow: %s[%d] is %v: %s", e.Column, e.Index, e.Value, e.Reason)
}

// InfeasibleError says that the arcs cannot carry what is asked, and proves it: with
// Weight as lengths of the arcs in Cut (all others being of length zero), every way of
// serving the demand uses at least Required of the sum of capacity times length, and
// there is no more than Available.
//
// With one commodity the proof is a cut: every weight is 1, Source is the side that has
// too much, Required is its surplus and Available the capacity of the arcs that leave
// it. It is a minimum cut, the one with the smallest source side. With several commodities a
// cut need not exist (Onaga and Kakusho 1971) and the weights may differ.
type InfeasibleError struct {
	// Cut are the arcs, ascending.
	Cut []int
	// Weight is the length of each arc of Cut.
	Weight []float64
	// Source are the nodes of the source side, ascending, where the proof is a cut.
	Source []int
	// Demands are the demands that take part in the proof, for several commodities.
	Demands []int
	// Required and Available are the two sides of the inequality.
	Required, Available float64
}

func (e *InfeasibleError) Error() string {
	return fmt.Sprintf("flow: infeasible: %v must cross %d arcs that carry no more than %v", e.Required, len(e.Cut), e.Available)
}

// UnboundedError says that a cycle of negative cost has no capacity: going round it more
// often is always cheaper.
type UnboundedError struct {
	// Cycle are its arcs in order.
	Cycle []int
	// Cost is the cost of one round.
	Cost float64
}

func (e *UnboundedError) Error() string {
	return fmt.Sprintf("flow: unbounded: a cycle of %d arcs without capacity costs %v a round", len(e.Cycle), e.Cost)
}

// UnreachableError says that no path leads from one node to another.
type UnreachableError struct {
	Origin, Destination int
}

func (e *UnreachableError) Error() string {
	return fmt.Sprintf("flow: no path leads from node %d to node %d", e.Origin, e.Destination)
}

// ProofError says that a solution was found whose proof of optimality fails. It is a fault
// of the solver, or of numbers that differ by more magnitudes than a float64 has digits.
type ProofError struct {
	Proof Proof
}

func (e *ProofError) Error() string {
	return fmt.Sprintf("flow: the proof of optimality fails: %v", e.Proof)
}

// ConvergenceError says that an iteration did not reach its tolerance.
type ConvergenceError struct {
	Iterations int
	Gap        float64
}

func (e *ConvergenceError) Error() string {
	return fmt.Sprintf("flow: no equilibrium after %d iterations: gap %v", e.Iterations, e.Gap)
}
