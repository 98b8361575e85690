package equilibrium

import (
	"fmt"
	"math"
)

// World is the baseline: n countries, in money of one year. Openness holds
// φ_ij = t_ij^(1−σ), n×n by rows, exporter i, importer j, domestic sales on
// the diagonal.
type World struct {
	Names       []string
	Output      []float64 // Y_i: sales to everybody, oneself included
	Expenditure []float64 // E_j: purchases from everybody, oneself included
	Openness    []float64 // φ_ij ≥ 0
	Sigma       float64   // elasticity of substitution, > 1
}

// balanceTolerance is how far world output and expenditure may lie apart.
const balanceTolerance = 1e-9

// Check tells what makes a world unusable, naming the country.
func (w *World) Check() error {
	n := len(w.Names)
	switch {
	case n < 2:
		return fmt.Errorf("equilibrium: a world needs two countries or more, here are %d", n)
	case len(w.Output) != n || len(w.Expenditure) != n || len(w.Openness) != n*n:
		return fmt.Errorf("equilibrium: %d countries need %d outputs, %d expenditures and %d×%d trade costs", n, n, n, n, n)
	case !(w.Sigma > 1) || math.IsInf(w.Sigma, 0):
		return fmt.Errorf("equilibrium: the elasticity of substitution is %v; it must be larger than 1", w.Sigma)
	}
	output, expenditure := 0.0, 0.0
	for i, name := range w.Names {
		if !(w.Output[i] > 0) || math.IsInf(w.Output[i], 0) {
			return fmt.Errorf("equilibrium: output of %s is %v; it must be a positive number", name, w.Output[i])
		}
		if !(w.Expenditure[i] > 0) || math.IsInf(w.Expenditure[i], 0) {
			return fmt.Errorf("equilibrium: expenditure of %s is %v; it must be a positive number", name, w.Expenditure[i])
		}
		output += w.Output[i]
		expenditure += w.Expenditure[i]
		for j := range n {
			if v := w.Openness[i*n+j]; !(v >= 0) || math.IsInf(v, 0) {
				return fmt.Errorf("equilibrium: the openness of %s to %s is %v; it must be a number, zero or more", w.Names[j], name, v)
			}
		}
	}
	if math.Abs(output/expenditure-1) > balanceTolerance {
		return fmt.Errorf("equilibrium: world output %.6g and world expenditure %.6g differ; scale one to the other first", output, expenditure)
	}
	return nil
}

// State is the world in one equilibrium. Price and Inward are relative to the
// normalisation; Trade is n×n by rows.
type State struct {
	Output      []float64
	Expenditure []float64
	Price       []float64 // factory-gate prices p_i, one in the baseline
	Outward     []float64 // Π_i
	Inward      []float64 // P_j, also the consumer price index
	Trade       []float64
	Factor      float64 // k of the ratio closure, else 1
	Residual    float64 // largest relative excess demand left
	Iterations  int
}

// Closure says what happens to trade imbalances in the full-endowment
// counterfactual.
type Closure int

const (
	Ratio   Closure = iota // expenditure is a constant multiple of output
	Deficit                // the deficit is a constant share of world output
)

func (c Closure) String() string {
	if c == Deficit {
		return "deficit"
	}
	return "ratio"
}

// Options steer the solvers.
type Options struct {
	Reference  int     // the country whose consumer price is one; −1 for none
	Closure    Closure // of the full-endowment counterfactual
	Tolerance  float64 // largest relative excess demand; 0 means 1e-12
	Iterations int     // at most; 0 means 200
}

func (o Options) tolerance() float64 {
	if o.Tolerance > 0 {
		return o.Tolerance
	}
	return 1e-12
}

func (o Options) iterations() int {
	if o.Iterations > 0 {
		return o.Iterations
	}
	return 200
}

func (o Options) check(n int) error {
	if o.Reference < -1 || o.Reference >= n {
		return fmt.Errorf("equilibrium: reference country %d of %d", o.Reference, n)
	}
	return nil
}

func sum(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += v
	}
	return s
}

func shares(x []float64) []float64 {
	out, s := make([]float64, len(x)), sum(x)
	for i, v := range x {
		out[i] = v / s
	}
	return out
}
