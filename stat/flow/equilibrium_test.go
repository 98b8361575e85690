package flow_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"dyad/stat/flow"
)

// averages is the oracle of the random equilibria: the method of successive averages on the
// arcs' flows, with the logit model written out, run until it stands still.
func averages(delays []flow.Delay, trips []flow.Trip) []float64 {
	x := make([]float64, len(delays))
	for step := range 40000 {
		y := make([]float64, len(x))
		for _, t := range trips {
			weights, total := make([]float64, len(t.Routes)), 0.0
			for i, r := range t.Routes {
				u := 0.0
				if t.Constant != nil {
					u = t.Constant[i]
				}
				if t.Extra != nil {
					u -= t.Theta * t.Extra[i]
				}
				for _, e := range r {
					d := delays[e]
					u -= t.Theta * (d.Free + d.Free*d.Alpha*math.Pow(x[e]/d.Capacity, d.Beta))
				}
				weights[i] = math.Exp(u)
				total += weights[i]
			}
			for i, r := range t.Routes {
				for _, e := range r {
					y[e] += t.Amount * weights[i] / total
				}
			}
		}
		for e := range x {
			x[e] += (y[e] - x[e]) / (1 + float64(step)/8)
		}
	}
	return x
}

func TestEquilibriumAgainstSuccessiveAverages(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 13))
	for range 12 {
		var delays []flow.Delay
		for range 8 {
			delays = append(delays, flow.Delay{Free: 1 + r.Float64()*9, Capacity: 5 + r.Float64()*20, Alpha: 0.15 * float64(r.IntN(3)), Beta: 1 + float64(r.IntN(4))})
		}
		var trips []flow.Trip
		for range 3 {
			trip := flow.Trip{Amount: r.Float64() * 15, Theta: 0.1 + r.Float64()*0.4}
			for range 2 + r.IntN(4) {
				trip.Routes = append(trip.Routes, r.Perm(8)[:1+r.IntN(4)])
				trip.Extra = append(trip.Extra, r.Float64()*3)
				trip.Constant = append(trip.Constant, r.Float64()-0.5)
			}
			trips = append(trips, trip)
		}
		want := averages(delays, trips)
		got, err := flow.StochasticEquilibrium(delays, trips)
		if err != nil {
			t.Fatal(err)
		}
		if got.Gap > flow.EquilibriumGap || got.Iterations > 30 {
			t.Errorf("gap %v after %d steps", got.Gap, got.Iterations)
		}
		for e, x := range want {
			near(t, got.Flow[e], x, 1e-6)
		}
	}
}

// Steep costs far beyond capacity, where successive averages crawl: the gap, counted anew
// from the shares, is what is asked for.
func TestEquilibriumOfSteepCosts(t *testing.T) {
	for _, theta := range []float64{1e-4, 0.5, 20, 100} {
		delays := []flow.Delay{{Free: 10, Capacity: 1, Alpha: 0.15, Beta: 4}, {Free: 12, Capacity: 2, Alpha: 0.15, Beta: 4}, {Free: 40, Capacity: 3, Alpha: 1, Beta: 8}, {Free: 5}}
		trips := []flow.Trip{{Amount: 40, Theta: theta, Routes: [][]int{{0}, {1}, {2, 3}}}, {Amount: 5, Theta: theta, Routes: [][]int{{0, 3}, {2}}}, {Amount: 0, Theta: theta, Routes: [][]int{{1}}}}
		got, err := flow.StochasticEquilibrium(delays, trips)
		if err != nil {
			t.Errorf("θ %v: %v", theta, err)
			continue
		}
		x := make([]float64, len(delays))
		for k, trip := range trips {
			c, err := flow.Logit(theta, got.RouteCost[k], nil)
			if err != nil {
				t.Fatal(err)
			}
			for i, route := range trip.Routes {
				for _, e := range route {
					x[e] += trip.Amount * c.Share[i]
				}
			}
		}
		for e := range x {
			near(t, got.Flow[e], x[e], 45*flow.EquilibriumGap)
		}
	}
}

func TestChoiceRefusesWhatIsNone(t *testing.T) {
	road := flow.Delay{Free: 1, Capacity: 1, Alpha: 1, Beta: 1}
	trip := flow.Trip{Amount: 1, Theta: 1, Routes: [][]int{{0}}}
	bad := []error{}
	add := func(_ any, err error) { bad = append(bad, err) }
	add(flow.Logit(0, []float64{1}, nil))
	add(flow.Logit(1, nil, nil))
	add(flow.Logit(1, []float64{math.NaN()}, nil))
	add(flow.Logit(1, []float64{1}, []float64{1, 2}))
	add(flow.PathSize([]float64{1}, [][]int{{1}}))
	add(flow.PathSize([]float64{1}, [][]int{{0, 0}}))
	add(flow.PathSize([]float64{0}, [][]int{{0}}))
	add(flow.PathSize([]float64{-1}, [][]int{{0}}))
	add(flow.PathSizeLogit(1, math.Inf(1), []float64{1}, [][]int{{0}}))
	add(flow.Mix([]float64{0}, [][]float64{{1}}))
	add(flow.Mix([]float64{1, 1}, [][]float64{{1}, {1, 2}}))
	for _, d := range []flow.Delay{{Free: -1}, {Free: 1, Alpha: 1}, {Free: 1, Alpha: 1, Capacity: 1, Beta: 0.5}, {Free: 1, Alpha: -1}} {
		add(flow.StochasticEquilibrium([]flow.Delay{d}, []flow.Trip{trip}))
	}
	for _, k := range []flow.Trip{{Amount: -1, Theta: 1, Routes: trip.Routes}, {Amount: 1, Routes: trip.Routes}, {Amount: 1, Theta: 1}, {Amount: 1, Theta: 1, Routes: [][]int{{1}}},
		{Amount: 1, Theta: 1, Routes: trip.Routes, Extra: []float64{1, 2}}} {
		add(flow.StochasticEquilibrium([]flow.Delay{road}, []flow.Trip{k}))
	}
	for i, err := range bad {
		if !errors.As(err, new(*flow.InputError)) {
			t.Errorf("case %d: %v", i, err)
		}
	}
}
