package flow

import "math"

// loading is trips shared out among their routes, and what that does to the arcs.
type loading struct {
	delays []Delay
	trips  []Trip
	total  float64
	ease   float64 // what every θ is multiplied by

	// growing lists the arcs whose cost depends on their flow, and index is the place of
	// each arc in it, −1 for others: the equations of a step.
	growing []int
	index   []int
	matrix  []float64

	log, share [][]float64 // of the routes' shares
	flow, cost []float64   // of the arcs
	target     [][]float64 // the logarithms of the shares at these costs
	gap        float64
	objective  float64
}

// newLoading shares every trip out evenly.
func newLoading(delays []Delay, trips []Trip) *loading {
	l := &loading{
		delays: delays, trips: trips, ease: 1, index: make([]int, len(delays)),
		flow: make([]float64, len(delays)), cost: make([]float64, len(delays)),
	}
	for i := range l.index {
		l.index[i] = -1
	}
	for _, t := range trips {
		l.total += t.Amount
		l.log = append(l.log, make([]float64, len(t.Routes)))
		l.share = append(l.share, make([]float64, len(t.Routes)))
		l.target = append(l.target, make([]float64, len(t.Routes)))
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
	l.load()
	return l
}

// load computes everything from the logarithms of the shares, which it normalises.
func (l *loading) load() {
	clear(l.flow)
	l.objective = 0
	for k, t := range l.trips {
		logsum := softmaxInto(l.share[k], l.log[k])
		for r, route := range t.Routes {
			l.log[k][r] -= logsum
			amount := t.Amount * l.share[k][r]
			utility := l.log[k][r]
			if t.Constant != nil {
				utility -= t.Constant[r]
			}
			l.objective += amount * utility / (l.ease * t.Theta)
			if t.Extra != nil {
				l.objective += amount * t.Extra[r]
			}
			for _, e := range route {
				l.flow[e] += amount
			}
		}
	}
	for e, d := range l.delays {
		l.cost[e] = d.Cost(l.flow[e])
		l.objective += d.total(l.flow[e])
	}
	worst := 0.0
	shares := []float64(nil)
	for k, t := range l.trips {
		for r := range t.Routes {
			l.target[k][r] = -l.ease * t.Theta * l.routeCost(k, r)
			if t.Constant != nil {
				l.target[k][r] += t.Constant[r]
			}
		}
		shares = append(shares[:0], l.target[k]...)
		logsum := softmax(shares)
		for r := range t.Routes {
			l.target[k][r] -= logsum
			worst = max(worst, t.Amount*math.Abs(shares[r]-l.share[k][r]))
		}
	}
	l.gap = 0
	if worst > 0 {
		l.gap = worst / l.total
	}
}

// softmaxInto puts the shares of utilities into share and returns ln(Σ exp U).
func softmaxInto(share, utility []float64) float64 {
	copy(share, utility)
	return softmax(share)
}

// routeCost is the cost of route r of trip k.
func (l *loading) routeCost(k, r int) float64 {
	t := l.trips[k]
	c := 0.0
	if t.Extra != nil {
		c = t.Extra[r]
	}
	for _, e := range t.Routes[r] {
		c += l.cost[e]
	}
	return c
}

// easy is the ease at which no route is out of reach: utilities differ by at most one.
func (l *loading) easy() float64 {
	ease := 1.0
	for k, t := range l.trips {
		low, high := math.Inf(1), math.Inf(-1)
		for r := range t.Routes {
			c := l.routeCost(k, r)
			low, high = min(low, c), max(high, c)
		}
		if d := t.Theta * (high - low); d > 1 && t.Amount > 0 {
			ease = min(ease, 1/d)
		}
	}
	return ease
}

// descend steps until the gap is small enough, and beyond as long as steps halve it.
func (l *loading) descend(gap float64, most int) (steps int) {
	l.load()
	for last := math.Inf(1); l.gap > 0 && steps < most && (l.gap > gap || l.gap < last/2); steps++ {
		last = l.gap
		if !l.step() {
			return steps
		}
	}
	return steps
}

// step goes to shares with a lower objective or, near the end, where only it can tell, a
// smaller gap. It reports false if there are none in reach.
func (l *loading) step() bool {
	direction := l.newton()
	if direction == nil {
		return false
	}
	start := make([][]float64, len(l.log))
	for k := range start {
		start[k] = append([]float64(nil), l.log[k]...)
	}
	gap, objective := l.gap, l.objective
	for size := 1.0; size > 1e-12; size /= 2 {
		for k := range start {
			for r, x := range start[k] {
				l.log[k][r] = x + size*direction[k][r]
			}
		}
		l.load()
		if l.gap < (1-size/10)*gap || l.objective < objective && gap > 1e-6 {
			return true
		}
	}
	for k := range start {
		copy(l.log[k], start[k])
	}
	l.load()
	return false
}

// newton is the change of the logarithms of the shares that a Newton step makes: towards
// what the costs ask for, less what the change of flows does to the costs. The change x of the
// growing arcs' flows solves (I + C·t′)·x = b, C being θ times the covariance of the arcs over
// the routes and b what the flows would change by at constant costs.
func (l *loading) newton() [][]float64 {
	n := len(l.growing)
	slope, b, mean := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, e := range l.growing {
		slope[i] = l.delays[e].slope(l.flow[e])
	}
	clear(l.matrix)
	for i := range n {
		l.matrix[i*n+i] = 1
	}
	direction := make([][]float64, len(l.trips))
	for k, t := range l.trips {
		direction[k] = make([]float64, len(t.Routes))
		drift := 0.0
		for r := range t.Routes {
			direction[k][r] = l.target[k][r] - l.log[k][r]
			drift += l.share[k][r] * direction[k][r]
		}
		clear(mean)
		weight := l.ease * t.Theta * t.Amount
		for r, route := range t.Routes {
			p := l.share[k][r]
			direction[k][r] -= drift
			for _, e := range route {
				i := l.index[e]
				if i < 0 || p == 0 {
					continue
				}
				mean[i] += p
				b[i] += t.Amount * p * direction[k][r]
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
	for k, t := range l.trips {
		for r, route := range t.Routes {
			for _, e := range route {
				if i := l.index[e]; i >= 0 {
					direction[k][r] -= l.ease * t.Theta * slope[i] * b[i]
				}
			}
		}
	}
	return direction
}

// equilibrium is what is told of the shares.
func (l *loading) equilibrium(steps int) *Equilibrium {
	q := &Equilibrium{Flow: l.flow, Cost: l.cost, Share: l.share, Gap: l.gap, Iterations: steps}
	for k, t := range l.trips {
		flow, cost := make([]float64, len(t.Routes)), make([]float64, len(t.Routes))
		for r := range t.Routes {
			flow[r] = t.Amount * l.share[k][r]
			cost[r] = l.routeCost(k, r)
		}
		q.RouteFlow, q.RouteCost = append(q.RouteFlow, flow), append(q.RouteCost, cost)
	}
	return q
}
