package gravity

import (
	"fmt"
	"math"
	"slices"

	"dyad/gravity/equilibrium"
	"dyad/internal/hint"
)

// CostElasticity is the elasticity of substitution behind Field.Cheaper: trade
// costs one per cent lower mean about four per cent more trade before
// resistances adjust. It is the middle of the estimates of structural gravity
// that Head and Mayer (2014, table 5) collect, whose median elasticity of trade
// to costs is −5.03 from tariffs and −3.78 over all.
const CostElasticity = 5.0

// Counterfactual is a dyad's trade in a year if its own ties were others:
// multilateral resistances adjust, and every economy's total exports to and
// imports from all others stay as they are. What the dyad trades more, the two
// trade less with third parties, and the other way round.
//
// It is the conditional counterfactual of structural gravity (Anderson and van
// Wincoop 2003; Yotov and others 2016) on foreign trade alone: trade statistics
// do not have what economies sell at home. Trade is therefore diverted, never
// created, and neither outputs nor prices change; with sales at home the dyad's
// change would be larger and that of third parties smaller. Flows nobody
// observed take no part.
type Counterfactual struct {
	A, B          string
	Year          int
	FactorAToB    float64 // on the dyad's openness, before resistances adjust
	FactorBToA    float64
	Before, After float64 // the dyad's trade, both directions
	ShareOfB      [2]float64
	ShareOfA      [2]float64 // of A in B's foreign trade, per cent, before and after
	Diverted      []DivertedTrade
}

// DivertedTrade is the change of an economy's trade with a third party.
type DivertedTrade struct {
	Economy, Partner string
	Change           float64
}

// Average is the counterfactual in which the dyad's ties are those of the
// average dyad at its distance: both directions' residuals are one.
func (f *Field) Average(a, b string, year int) (*Counterfactual, error) {
	years, err := f.remembered(a, b)
	if err != nil {
		return nil, err
	}
	for _, y := range years {
		if y.Year == year && y.AToB.Actual > 0 && y.BToA.Actual > 0 && y.Expected > 0 {
			return f.counterfactual(a, b, year, y.AToB.Expected/y.AToB.Actual, y.BToA.Expected/y.BToA.Actual)
		}
	}
	return nil, hint.New(hint.Data, a+"-"+b, fmt.Sprintf("trade was not observed in both directions in %d, or is zero", year), "choose another year")
}

// Cheaper is the counterfactual in which trade costs of the dyad are lower by a
// share (0.1 for ten per cent), at the elasticity of substitution CostElasticity.
func (f *Field) Cheaper(a, b string, year int, by float64) (*Counterfactual, error) {
	if !(by > -1 && by < 1) {
		return nil, hint.New(hint.Usage, "", fmt.Sprintf("trade costs cannot be lower by %g", by), "0.1 is ten per cent")
	}
	k := math.Pow(1-by, 1-CostElasticity)
	return f.counterfactual(a, b, year, k, k)
}

func (f *Field) counterfactual(a, b string, year int, forward, backward float64) (*Counterfactual, error) {
	names, flows := f.square(year)
	n := len(names)
	i, okA := slices.BinarySearch(names, a)
	j, okB := slices.BinarySearch(names, b)
	if !okA || !okB || i == j || !(flows[i*n+j]+flows[j*n+i] > 0) {
		return nil, hint.New(hint.Data, a+"-"+b, fmt.Sprintf("no trade of the dyad was observed in %d", year), "choose another year")
	}
	w := &equilibrium.World{Names: names, Output: make([]float64, n), Expenditure: make([]float64, n), Openness: flows, Sigma: CostElasticity}
	for x := range n {
		for m := range n {
			w.Output[x] += flows[x*n+m]
			w.Expenditure[m] += flows[x*n+m]
		}
	}
	o := equilibrium.Options{Reference: -1, Tolerance: 1e-10}
	model, err := equilibrium.Solve(w, o)
	if err != nil {
		return nil, hint.New(hint.Data, fmt.Sprint(year), err.Error(), "choose another year")
	}
	after := flows
	if forward != 1 || backward != 1 {
		changed := slices.Clone(flows)
		changed[i*n+j] *= forward
		changed[j*n+i] *= backward
		state, err := model.Conditional(changed)
		if err != nil {
			return nil, hint.New(hint.Data, fmt.Sprint(year), err.Error(), "choose another year")
		}
		after = state.Trade
	}
	c := &Counterfactual{A: a, B: b, Year: year, FactorAToB: forward, FactorBToA: backward,
		Before: flows[i*n+j] + flows[j*n+i], After: after[i*n+j] + after[j*n+i]}
	c.ShareOfB = [2]float64{100 * c.Before / (w.Output[i] + w.Expenditure[i]), 100 * c.After / (w.Output[i] + w.Expenditure[i])}
	c.ShareOfA = [2]float64{100 * c.Before / (w.Output[j] + w.Expenditure[j]), 100 * c.After / (w.Output[j] + w.Expenditure[j])}
	for _, own := range [2]int{i, j} {
		for k := range n {
			if k != i && k != j {
				d := after[own*n+k] + after[k*n+own] - flows[own*n+k] - flows[k*n+own]
				c.Diverted = append(c.Diverted, DivertedTrade{names[own], names[k], d})
			}
		}
	}
	slices.SortStableFunc(c.Diverted, func(x, y DivertedTrade) int {
		switch a, b := math.Abs(x.Change), math.Abs(y.Change); {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	return c, nil
}

// square is a year's observed trade among economies that both sell and buy.
func (f *Field) square(year int) (names []string, flows []float64) {
	p := f.m.p
	rows := f.limits.rows[year]
	gone := map[int32]bool{}
	for again := true; again; { // until all that stay sell to and buy from some that stay
		again = false
		sells, buys := map[int32]bool{}, map[int32]bool{}
		for _, r := range rows {
			if x, m := p.exporter[r.row], p.importer[r.row]; p.value[r.row] > 0 && !gone[x] && !gone[m] {
				sells[x], buys[m] = true, true
			}
		}
		for k := range int32(len(p.names)) {
			if !gone[k] && !(sells[k] && buys[k]) {
				gone[k], again = true, true
			}
		}
	}
	position := map[int32]int{}
	for k := range int32(len(p.names)) {
		if !gone[k] {
			position[k] = len(names)
			names = append(names, p.names[k])
		}
	}
	n := len(names)
	flows = make([]float64, n*n)
	for _, r := range rows {
		x, okX := position[p.exporter[r.row]]
		m, okM := position[p.importer[r.row]]
		if okX && okM {
			flows[x*n+m] = p.value[r.row]
		}
	}
	return names, flows
}
