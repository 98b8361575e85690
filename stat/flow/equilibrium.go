package flow

import (
	"fmt"
	"math"
)

// Trip is a demand that is shared out among routes by the logit model.
type Trip struct {
	// Amount is how much is moved.
	Amount float64
	// Theta is the sensitivity to a unit of cost, positive.
	Theta float64
	// Routes are lists of arcs.
	Routes [][]int
	// Extra is a cost of each route beside its arcs' (nil for none), Constant what is added to
	// its utility, such as β·ln PS (nil for none).
	Extra, Constant []float64
}

// Equilibrium is an assignment in which every demand is shared out by the costs that
// it causes.
type Equilibrium struct {
	// Flow and Cost are those of each arc.
	Flow, Cost []float64
	// RouteFlow, RouteCost and Share are those of each trip's routes.
	RouteFlow, RouteCost, Share [][]float64
	// Gap is the largest difference between a route's flow and what the shares at the costs of
	// the flows put on it, as a share of all that is moved.
	Gap float64
	// Iterations is the number of steps.
	Iterations int
}

// EquilibriumGap is the largest gap of an Equilibrium.
const EquilibriumGap = 1e-10

// StochasticEquilibrium is the logit-based stochastic user equilibrium (Daganzo and Sheffi
// 1977) over given routes: the only minimum of the convex function of Fisk (1980), the cost
// of the arcs integrated over their flows and the entropy of the shares divided by θ. Newton
// steps are taken on the logarithms of the shares, so that none is ever negative or too
// small, first for small θ, which is easy, then for larger ones up to those given.
//
// It returns an *InputError for numbers that are none and a *ConvergenceError if the gap is
// above EquilibriumGap in the end.
func StochasticEquilibrium(delays []Delay, trips []Trip) (*Equilibrium, error) {
	if err := validateDelays(delays); err != nil {
		return nil, err
	}
	if err := validateTrips(len(delays), trips); err != nil {
		return nil, err
	}
	l := newLoading(delays, trips)
	steps := 0
	for l.ease = l.easy(); l.ease < 1; l.ease *= 4 {
		steps += l.descend(1e-3, 30)
	}
	l.ease = 1
	steps += l.descend(EquilibriumGap, 300)
	if !(l.gap <= EquilibriumGap) {
		return nil, &ConvergenceError{steps, l.gap}
	}
	return l.equilibrium(steps), nil
}

func validateTrips(arcs int, trips []Trip) error {
	for i, t := range trips {
		if !(t.Amount >= 0) || math.IsInf(t.Amount, 1) {
			return &InputError{"Amount", i, t.Amount, "it must be finite and not negative"}
		}
		if !(t.Theta > 0) || math.IsInf(t.Theta, 1) {
			return &InputError{"Theta", i, t.Theta, "it must be a positive number"}
		}
		if len(t.Routes) == 0 {
			return &InputError{"Routes", i, 0, "there must be a route"}
		}
		for _, r := range t.Routes {
			for _, e := range r {
				if e < 0 || e >= arcs {
					return &InputError{"Routes", i, float64(e), fmt.Sprintf("no arc of %d", arcs)}
				}
			}
		}
		for name, values := range map[string][]float64{"Extra": t.Extra, "Constant": t.Constant} {
			if values != nil && len(values) != len(t.Routes) {
				return &InputError{name, i, float64(len(values)), fmt.Sprintf("there must be one value for each of %d routes", len(t.Routes))}
			}
			for _, v := range values {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					return &InputError{name, i, v, "it must be a finite number"}
				}
			}
		}
	}
	return nil
}
