package scenario

import (
	"context"
	"fmt"
	"math"
	"strings"

	"dyad/gravity"
	"dyad/gravity/equilibrium"
	"dyad/internal/hint"
	"dyad/regress"
)

// SimulateFile reads a scenario and answers it.
func SimulateFile(ctx context.Context, path string) (*Simulation, error) {
	s, err := Read(path)
	if err != nil {
		return nil, err
	}
	return Simulate(ctx, s)
}

// Simulate answers a scenario in general equilibrium: the conditional and the
// full-endowment counterfactual of dyad/gravity/equilibrium, by country and
// for the scenario's dyad, with intervals if the scenario asks for draws.
func Simulate(ctx context.Context, s *Scenario) (*Simulation, error) {
	x, err := prepare(ctx, s)
	if err != nil {
		return nil, err
	}
	point, err := x.solve(x.parameters, nil)
	if err != nil {
		return nil, solverError(s, err)
	}
	out := x.result(point)
	if s.Intervals.Draws > 0 {
		if err := x.intervals(ctx, point, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func solverError(s *Scenario, err error) error {
	return &hint.Error{Code: hint.Data, Where: s.source, What: "the equilibrium cannot be computed", Err: err, Try: "check trade, output and costs of the countries named; a smaller change may have a solution"}
}

// experiment is a scenario in numbers. Matrices are n×n by rows, exporter first.
type experiment struct {
	scenario    *Scenario
	names       []string
	output      []float64
	expenditure []float64
	trade       []float64 // as observed; nil when the baseline does not need it
	discrepancy float64   // world output over world expenditure, less one, before scaling

	estimate   *regress.Estimate // or nil
	parameters []float64         // coefficients of trade costs, then those of changes
	covariance [][]float64
	before     [][]float64 // by parameter: its column in the baseline
	after      [][]float64 // and in the counterfactual
	shift      []float64   // certain changes of ln φ
	options    equilibrium.Options
	applied    []AppliedChange
	groups     []string // how many members of each group named are in the data
	a, b       int      // the dyad, or −1
}

// solution is one solved experiment.
type solution struct {
	model             *equilibrium.Model
	conditional, full equilibrium.State
}

// solve computes baseline and counterfactuals at given coefficients; near is
// a solution to start from, or nil.
func (x *experiment) solve(parameters []float64, near *solution) (*solution, error) {
	n := len(x.names)
	phi, counterfactual := make([]float64, n*n), make([]float64, n*n)
	change := append([]float64(nil), x.shift...)
	for p, beta := range parameters {
		for k := range change {
			change[k] += beta * (x.after[p][k] - x.before[p][k])
		}
	}
	if x.scenario.Baseline == "observed" {
		world := 0.0
		for _, y := range x.output {
			world += y
		}
		for k, v := range x.trade { // solved by resistances of one
			phi[k] = v * world / (x.output[k/n] * x.expenditure[k%n])
		}
	} else {
		for p, beta := range parameters {
			for k := range phi {
				phi[k] += beta * x.before[p][k]
			}
		}
		for k := range phi {
			phi[k] = math.Exp(phi[k])
		}
	}
	for k := range phi {
		counterfactual[k] = phi[k] * math.Exp(change[k])
	}
	world := &equilibrium.World{Names: x.names, Output: x.output, Expenditure: x.expenditure, Openness: phi, Sigma: x.scenario.Sigma}
	var out solution
	var err error
	if near == nil {
		out.model, err = equilibrium.Solve(world, x.options)
	} else if x.scenario.Baseline == "observed" {
		out.model = near.model // it does not depend on the coefficients
	} else {
		out.model, err = equilibrium.SolveFrom(world, x.options, near.model)
	}
	if err != nil {
		return nil, err
	}
	if out.conditional, err = out.model.Conditional(counterfactual); err != nil {
		return nil, err
	}
	var start *equilibrium.State
	if near != nil {
		start = &near.full
	}
	if out.full, err = out.model.FullEndowment(counterfactual, start); err != nil {
		return nil, err
	}
	return &out, nil
}

// reference is the index of the scenario's reference country, or −1.
func (x *experiment) reference() (int, error) {
	if x.scenario.Reference == "" {
		return -1, nil
	}
	return x.index("$.reference", x.scenario.Reference)
}

// index finds a country of the data.
func (x *experiment) index(path, name string) (int, error) {
	for i, n := range x.names {
		if n == name {
			return i, nil
		}
	}
	try := fmt.Sprintf("the data have %d countries: %s", len(x.names), strings.Join(x.names[:min(len(x.names), 12)], ", "))
	if len(x.names) > 12 {
		try += ", …"
	}
	if other := gravity.Absent(name, x.names, x.scenario.Year, x.scenario.Year); other != "" {
		link := "; "
		if strings.HasSuffix(other, "?") {
			link = " "
		}
		try = other + link + try
	}
	return 0, x.scenario.fault(path, fmt.Sprintf("the data have no country %s", name), try)
}
