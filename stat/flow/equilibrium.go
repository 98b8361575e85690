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
	// Gap is the largest difference between an arc's flow and what the shares at the costs
	// of the flows put on it, as a share of all that is moved.
	Gap float64
	// Iterations is the number of steps.
	Iterations int
}

// EquilibriumGap is the largest gap of an Equilibrium.
const EquilibriumGap = 1e-10

const mostIterations = 500

// StochasticEquilibrium is the logit-based stochastic user equilibrium (Daganzo and Sheffi
// 1977; Fisk 1980) over given routes. It is the only minimum of the function of Sheffi and Powell
// (1982), whose only stationary point it is; Newton steps on x = X(t(x)), with X the loading and
// t the costs, descend on it. Where a step fails, one of the method of successive averages
// is taken.
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
	x := l.load(make([]float64, len(delays)))
	residual := l.residual(x)
	// Below the gap that is asked for, steps go on as long as they halve it.
	gap, last := l.gap(residual), math.Inf(1)
	steps := 0
	for gap > 0 && steps < mostIterations && (gap > EquilibriumGap || gap < last/2) {
		steps++
		next, r := l.step(x, residual, steps)
		if last, gap = gap, l.gap(r); gap > last && last <= EquilibriumGap {
			gap = last
			break
		}
		x, residual = next, r
	}
	if !(gap <= EquilibriumGap) {
		return nil, &ConvergenceError{steps, gap}
	}
	return l.equilibrium(x, gap, steps), nil
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

// loading puts trips on arcs at given flows.
type loading struct {
	delays []Delay
	trips  []Trip
	total  float64
	// growing lists the arcs whose cost depends on their flow, and index is the place of
	// each arc in it, −1 for others: the equations.
	growing []int
	index   []int
	share   [][]float64
	matrix  []float64
}

func newLoading(delays []Delay, trips []Trip) *loading {
	l := &loading{delays: delays, trips: trips, index: make([]int, len(delays)), share: make([][]float64, len(trips))}
	for i := range l.index {
		l.index[i] = -1
	}
	for k, t := range trips {
		l.total += t.Amount
		l.share[k] = make([]float64, len(t.Routes))
		for _, r := range t.Routes {
			for _, e := range r {
				if l.index[e] < 0 && delays[e].grows() {
					l.index[e] = len(l.growing)
					l.growing = append(l.growing, e)
				}
			}
		}
	}
	l.matrix = make([]float64, len(l.growing)*len(l.growing))
	return l
}

// routeCost is the cost of route r of trip k at the arcs' costs.
func (l *loading) routeCost(k, r int, cost []float64) float64 {
	t := l.trips[k]
	c := 0.0
	if t.Extra != nil {
		c = t.Extra[r]
	}
	for _, e := range t.Routes[r] {
		c += cost[e]
	}
	return c
}

func (l *loading) costs(x []float64) []float64 {
	cost := make([]float64, len(x))
	for e, d := range l.delays {
		cost[e] = d.Cost(x[e])
	}
	return cost
}

// load shares the trips out at the costs of flows x and gives the flow of each arc; the
// shares stay in l.share.
func (l *loading) load(x []float64) []float64 {
	cost := l.costs(x)
	loaded := make([]float64, len(x))
	for k, t := range l.trips {
		for r := range t.Routes {
			u := -t.Theta * l.routeCost(k, r, cost)
			if t.Constant != nil {
				u += t.Constant[r]
			}
			l.share[k][r] = u
		}
		softmax(l.share[k])
		for r, route := range t.Routes {
			for _, e := range route {
				loaded[e] += t.Amount * l.share[k][r]
			}
		}
	}
	return loaded
}

// residual is X(t(x)) − x.
func (l *loading) residual(x []float64) []float64 {
	r := l.load(x)
	for e := range r {
		r[e] -= x[e]
	}
	return r
}

func (l *loading) gap(residual []float64) float64 {
	worst := 0.0
	for _, r := range residual {
		if !(math.Abs(r) <= worst) {
			worst = math.Abs(r)
		}
	}
	if worst == 0 {
		return 0
	}
	return worst / l.total
}

// step goes from x, whose residual is given, to flows with a smaller one.
func (l *loading) step(x, residual []float64, number int) ([]float64, []float64) {
	gap := l.gap(residual)
	direction := l.newton(x, residual)
	for size := 1.0; direction != nil && size > 1e-3; size /= 2 {
		next := make([]float64, len(x))
		for e := range x {
			// A flow is not negative; one that would be goes down by nine tenths.
			next[e] = max(x[e]+size*direction[e], 0.1*x[e])
		}
		if r := l.residual(next); l.gap(r) < (1-size/10)*gap {
			return next, r
		}
	}
	next := make([]float64, len(x))
	for e := range x {
		next[e] = x[e] + residual[e]/float64(number+1)
	}
	return next, l.residual(next)
}

// newton solves (I − X′t′)·d = residual: the loading changes with the costs by −θ times the
// covariance of the arcs over the routes. Arcs whose cost does not grow follow the others.
func (l *loading) newton(x, residual []float64) []float64 {
	n := len(l.growing)
	slope := make([]float64, n)
	b := make([]float64, n)
	for i, e := range l.growing {
		slope[i], b[i] = l.delays[e].slope(x[e]), residual[e]
	}
	l.load(x)
	clear(l.matrix)
	for i := range n {
		l.matrix[i*n+i] = 1
	}
	mean := make([]float64, n)
	for k, t := range l.trips {
		clear(mean)
		weight := t.Theta * t.Amount
		for r, route := range t.Routes {
			p := l.share[k][r]
			for _, e := range route {
				i := l.index[e]
				if i < 0 {
					continue
				}
				mean[i] += p
				for _, f := range route {
					if j := l.index[f]; j >= 0 {
						l.matrix[i*n+j] += weight * p * slope[j]
					}
				}
			}
		}
		for i, m := range mean {
			if m == 0 {
				continue
			}
			for j := range n {
				l.matrix[i*n+j] -= weight * m * mean[j] * slope[j]
			}
		}
	}
	var f factors
	if !f.factor(l.matrix, n) {
		return nil
	}
	f.solve(b)
	direction := append([]float64(nil), residual...)
	for i, e := range l.growing {
		direction[e] = b[i]
	}
	return direction
}

// equilibrium is what is told of the flows x.
func (l *loading) equilibrium(x []float64, gap float64, steps int) *Equilibrium {
	l.load(x)
	q := &Equilibrium{Flow: x, Cost: l.costs(x), Share: l.share, Gap: gap, Iterations: steps}
	for k, t := range l.trips {
		flow, cost := make([]float64, len(t.Routes)), make([]float64, len(t.Routes))
		for r := range t.Routes {
			flow[r] = t.Amount * l.share[k][r]
			cost[r] = l.routeCost(k, r, q.Cost)
		}
		q.RouteFlow, q.RouteCost = append(q.RouteFlow, flow), append(q.RouteCost, cost)
	}
	return q
}
