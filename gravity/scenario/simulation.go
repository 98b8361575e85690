package scenario

import (
	"encoding/json"
	"math"

	"dyad/gravity/equilibrium"
	"dyad/internal/numeral"
	"dyad/regress"
)

// Interval is a number with the limits the estimates' uncertainty sets; the
// limits are NaN (null in JSON) without draws.
type Interval struct{ Value, Lower, Upper float64 }

// MarshalJSON writes {"value","lower","upper"}.
func (i Interval) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Value *float64 `json:"value"`
		Lower *float64 `json:"lower"`
		Upper *float64 `json:"upper"`
	}{numeral.JSON(i.Value), numeral.JSON(i.Lower), numeral.JSON(i.Upper)})
}

// CountryResult is what happens to one country. Levels are in the money of the
// data; the rest are changes in per cent. Exports and imports are foreign
// trade; Domestic is what the country sells to itself.
type CountryResult struct {
	Country  string  `json:"country"`
	Output   float64 `json:"output"`
	Exports  float64 `json:"exports"`
	Imports  float64 `json:"imports"`
	Domestic float64 `json:"domestic"`
	Outward  float64 `json:"outward_resistance"`
	Inward   float64 `json:"inward_resistance"`

	ConditionalExports Interval `json:"conditional_exports"`
	ConditionalImports Interval `json:"conditional_imports"`
	FullExports        Interval `json:"full_exports"`
	FullImports        Interval `json:"full_imports"`
	FullDomestic       Interval `json:"full_domestic"`
	Price              Interval `json:"price"`          // factory gate
	ConsumerPrice      Interval `json:"consumer_price"` // inward resistance
	RealOutput         Interval `json:"real_output"`    // output over consumer price
	Welfare            Interval `json:"welfare"`        // expenditure over consumer price
}

// DyadResult is what happens to one dyad: trade in both directions in money,
// changes in per cent, and each side's share in the other's foreign trade in
// per cent with its change in percentage points.
type DyadResult struct {
	A string `json:"a"`
	B string `json:"b"`

	// Observed is what the data have, nil where they lack a flow or the baseline is
	// what was observed.
	Observed *ObservedDyad `json:"observed,omitempty"`

	Trade       float64  `json:"trade"`
	Conditional Interval `json:"conditional_trade"`
	Full        Interval `json:"full_trade"`
	FullAToB    Interval `json:"full_a_to_b"`
	FullBToA    Interval `json:"full_b_to_a"`
	ShareOfB    float64  `json:"share_of_b_in_a"`
	ShareOfBBy  Interval `json:"share_of_b_in_a_change"`
	ShareOfA    float64  `json:"share_of_a_in_b"`
	ShareOfABy  Interval `json:"share_of_a_in_b_change"`
}

// ObservedDyad is the dyad's trade in the data and its shares, in per cent.
type ObservedDyad struct {
	Trade    float64 `json:"trade"`
	ShareOfB float64 `json:"share_of_b_in_a"`
	ShareOfA float64 `json:"share_of_a_in_b"`
}

// Simulation is an answered scenario.
type Simulation struct {
	Title       string            `json:"title"`
	Sigma       float64           `json:"sigma"`
	Baseline    string            `json:"baseline"`
	Closure     string            `json:"closure"`
	Reference   string            `json:"reference"` // "" when world output is the unit
	Factor      float64           `json:"factor"`    // of the ratio closure
	Discrepancy float64           `json:"discrepancy"`
	Residual    float64           `json:"residual"` // largest relative excess demand of the three equilibria
	Tolerance   float64           `json:"tolerance"`
	Changes     []AppliedChange   `json:"changes"`
	Unchanged   bool              `json:"unchanged"`        // the changes leave all trade costs as they are
	Groups      []string          `json:"groups,omitempty"` // how many members of the groups named are in the data
	World       Interval          `json:"world_trade"`      // change of foreign trade, full endowment, per cent
	Countries   []CountryResult   `json:"countries"`
	Dyad        *DyadResult       `json:"dyad,omitempty"`
	Level       float64           `json:"level,omitempty"` // of the intervals, per cent
	Draws       int               `json:"draws,omitempty"`
	Failed      int               `json:"failed_draws,omitempty"`
	Estimate    *regress.Estimate `json:"estimate,omitempty"`
	// Given are the scenario's own coefficients, where there is no estimate.
	Given []Coefficient `json:"coefficients,omitempty"`
	Year  int           `json:"year,omitempty"` // of the baseline, if the scenario names one
	Data  string        `json:"data"`
}

// result lays the point solution out.
func (x *experiment) result(p *solution) *Simulation {
	s := x.scenario
	out := &Simulation{
		Title: s.Title, Sigma: s.Sigma, Baseline: s.Baseline, Closure: s.Closure, Reference: s.Reference, Factor: p.full.Factor,
		Discrepancy: x.discrepancy, Tolerance: 1e-12, Changes: x.applied, Groups: x.groups, Estimate: x.estimate,
		Given: s.Estimate.Coefficients, Year: s.Year, Data: s.Data,
		Residual: max(p.model.Baseline.Residual, p.conditional.Residual, p.full.Residual),
	}
	before := foreign(p.model.Baseline)
	for i, name := range x.names {
		out.Countries = append(out.Countries, CountryResult{
			Country: name, Output: p.model.Baseline.Output[i], Exports: before.exports[i], Imports: before.imports[i], Domestic: before.domestic[i],
			Outward: p.model.Baseline.Outward[i], Inward: p.model.Baseline.Inward[i],
		})
	}
	if x.a >= 0 {
		n := len(x.names)
		ab, ba := p.model.Baseline.Trade[x.a*n+x.b], p.model.Baseline.Trade[x.b*n+x.a]
		out.Dyad = &DyadResult{A: x.names[x.a], B: x.names[x.b], Trade: ab + ba,
			ShareOfB: 100 * (ab + ba) / (before.exports[x.a] + before.imports[x.a]), ShareOfA: 100 * (ab + ba) / (before.exports[x.b] + before.imports[x.b])}
		if s.Baseline == "fitted" {
			out.Dyad.Observed = x.observed()
		}
	}
	out.Unchanged = x.unchanged()
	values := x.metrics(p)
	for k, target := range out.targets() {
		*target = Interval{values[k], math.NaN(), math.NaN()}
	}
	return out
}

// observed is the dyad in the data, nil where these lack a flow of one of the two.
func (x *experiment) observed() *ObservedDyad {
	n := len(x.names)
	both := x.trade[x.a*n+x.b] + x.trade[x.b*n+x.a]
	share := func(i int) float64 {
		all := 0.0
		for k := range n {
			if k != i {
				all += x.trade[i*n+k] + x.trade[k*n+i]
			}
		}
		return 100 * both / all
	}
	o := &ObservedDyad{both, share(x.a), share(x.b)}
	for _, v := range []float64{o.Trade, o.ShareOfB, o.ShareOfA} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
	}
	return o
}

// unchanged says whether the changes leave all trade costs as they are,
// whatever the coefficients.
func (x *experiment) unchanged() bool {
	for _, v := range x.shift {
		if v != 0 {
			return false
		}
	}
	for p := range x.parameters {
		for k := range x.shift {
			if x.after[p][k] != x.before[p][k] && (x.parameters[p] != 0 || x.covariance[p][p] != 0) {
				return false
			}
		}
	}
	return true
}

// targets lists the intervals of a simulation in the order of metrics.
func (s *Simulation) targets() []*Interval {
	out := []*Interval{&s.World}
	for i := range s.Countries {
		c := &s.Countries[i]
		out = append(out, &c.ConditionalExports, &c.ConditionalImports, &c.FullExports, &c.FullImports, &c.FullDomestic, &c.Price, &c.ConsumerPrice, &c.RealOutput, &c.Welfare)
	}
	if d := s.Dyad; d != nil {
		out = append(out, &d.Conditional, &d.Full, &d.FullAToB, &d.FullBToA, &d.ShareOfBBy, &d.ShareOfABy)
	}
	return out
}

// leastChange, in per cent, is a hundred times what the tolerance of the solvers
// (1e-12 of a market) leaves open; a smaller change is rounding and given as 0.
const leastChange = 1e-8

// metrics computes what targets name: changes in per cent.
func (x *experiment) metrics(p *solution) []float64 {
	out := x.changes(p)
	for k, v := range out {
		if math.Abs(v) < leastChange {
			out[k] = 0
		}
	}
	return out
}

func (x *experiment) changes(p *solution) []float64 {
	base, full := p.model.Baseline, p.full
	before, conditional, after := foreign(base), foreign(p.conditional), foreign(full)
	change := func(a, b float64) float64 { return 100 * (b/a - 1) }
	out := []float64{change(total(before.exports), total(after.exports))}
	for i := range x.names {
		real := full.Price[i] / full.Inward[i] * base.Inward[i]
		welfare := full.Expenditure[i] / base.Expenditure[i] / full.Inward[i] * base.Inward[i]
		out = append(out,
			change(before.exports[i], conditional.exports[i]), change(before.imports[i], conditional.imports[i]),
			change(before.exports[i], after.exports[i]), change(before.imports[i], after.imports[i]), change(before.domestic[i], after.domestic[i]),
			change(1, full.Price[i]), change(base.Inward[i], full.Inward[i]), change(1, real), change(1, welfare))
	}
	if x.a >= 0 {
		n := len(x.names)
		ab, ba := x.a*n+x.b, x.b*n+x.a
		both := func(s equilibrium.State) float64 { return s.Trade[ab] + s.Trade[ba] }
		share := func(s equilibrium.State, f flows, i int) float64 {
			return 100 * both(s) / (f.exports[i] + f.imports[i])
		}
		out = append(out, change(both(base), both(p.conditional)), change(both(base), both(full)),
			change(base.Trade[ab], full.Trade[ab]), change(base.Trade[ba], full.Trade[ba]),
			share(full, after, x.a)-share(base, before, x.a), share(full, after, x.b)-share(base, before, x.b))
	}
	return out
}

// flows are a state's foreign and domestic trade by country.
type flows struct{ exports, imports, domestic []float64 }

func foreign(s equilibrium.State) flows {
	n := len(s.Output)
	f := flows{make([]float64, n), make([]float64, n), make([]float64, n)}
	for i := range n {
		for j := range n {
			if i == j {
				f.domestic[i] = s.Trade[i*n+i]
			} else {
				f.exports[i] += s.Trade[i*n+j]
				f.imports[j] += s.Trade[i*n+j]
			}
		}
	}
	return f
}

func total(x []float64) float64 {
	t := 0.0
	for _, v := range x {
		t += v
	}
	return t
}
