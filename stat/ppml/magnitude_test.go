package ppml

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

// scaledBy is the model with its outcome and its first regressor in other units.
func scaledBy(m Model, outcome, regressor float64) Model {
	m.Y, m.X = slices.Clone(m.Y), slices.Clone(m.X)
	for i := range m.Y {
		m.Y[i] *= outcome
	}
	if regressor != 1 {
		x := slices.Clone(m.X[0].X)
		for i := range x {
			x[i] *= regressor
		}
		m.X[0] = Regressor{m.X[0].Name, x}
	}
	return m
}

// The oracle is the same model in ordinary units: a coefficient and its error
// are in the inverse unit of the regressor and know no unit of the outcome.
func TestUnitsDoNotMatter(t *testing.T) {
	m, pair := trade(3, 8, 4, func(i, j, _ int) bool { return i != j })
	m.Effects = append(m.Effects, pair)
	options := []Options{
		{Threads: 2}, {Threads: 2, SmallSample: Fixest}, {Threads: 2, Errors: Classical},
		{Threads: 2, Errors: Clustered, Clusters: []Factor{pair}},
	}
	for _, o := range options {
		want, err := Fit(context.Background(), m, o)
		if err != nil {
			t.Fatal(err)
		}
		correction, err := BiasCorrection(m, want, pair)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ outcome, regressor float64 }{
			{1e250, 1}, {1e-250, 1}, {1e100, 1}, {1, 1e120}, {1, 1e-120}, {1e40, 1e120}, {1e-40, 1e-100}, {1e250, 1e-20},
		} {
			big := scaledBy(m, c.outcome, c.regressor)
			r, err := Fit(context.Background(), big, o)
			if err != nil {
				t.Errorf("%v, %v: %v", c, o.Errors, err)
				continue
			}
			corrected, err := BiasCorrection(big, r, pair)
			if err != nil {
				t.Errorf("%v, %v: %v", c, o.Errors, err)
				continue
			}
			for k, b := range r.Coef {
				unit := 1.0
				if k == 0 {
					unit = c.regressor
				}
				outcome := 1.0
				if o.Errors == Classical { // the variance of a Poisson outcome has its unit
					outcome = math.Sqrt(c.outcome)
				}
				w, error, bias := want.Coef[k], want.Coef[k].StdError/outcome, correction.Coef[k]
				if !near(b.Estimate*unit, w.Estimate, 1e-8) || !near(b.StdError*unit, error, 1e-8) {
					t.Errorf("%v, %v: %v in ordinary units, want %v", c, o.Errors, b, w)
				}
				if !near(corrected.Coef[k].Estimate*unit, bias.Estimate, 1e-8) || !near(corrected.Coef[k].StdError*unit, bias.StdError, 1e-8) {
					t.Errorf("%v, corrected: %v in ordinary units, want %v", c, corrected.Coef[k], bias)
				}
			}
		}
	}
}

// Least squares are linear in the outcome: estimates and errors have its unit.
func TestLeastSquaresInAnyUnit(t *testing.T) {
	m, pair := trade(3, 8, 4, func(i, j, _ int) bool { return i != j })
	m.Family = Gaussian
	without := m
	without.Effects, without.Intercept = nil, true
	for _, model := range []Model{m, without} {
		o := Options{Errors: Clustered, Clusters: []Factor{pair}}
		want, err := Fit(context.Background(), model, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, unit := range []float64{1e12, 1e-12, 1e100, 1e-100} {
			r, err := Fit(context.Background(), scaledBy(model, unit, 1), o)
			if err != nil {
				t.Errorf("in units of %g: %v", unit, err)
				continue
			}
			for k, b := range r.Coef {
				if w := want.Coef[k]; !near(b.Estimate/unit, w.Estimate, 1e-9) || !near(b.StdError/unit, w.StdError, 1e-9) {
					t.Errorf("in units of %g: %v, want %v", unit, b, w)
				}
			}
			if r.Iterations != want.Iterations {
				t.Errorf("in units of %g: %d steps, want %d", unit, r.Iterations, want.Iterations)
			}
		}
	}
}

// What cannot be computed with is refused by name.
func TestUnitsOutOfRange(t *testing.T) {
	m, _ := trade(3, 8, 4, func(i, j, _ int) bool { return i != j })
	shifted := m
	shifted.Offset = make([]float64, len(m.Y))
	shifted.Offset[7] = 1000
	ols := m
	ols.Family = Gaussian
	for _, c := range []struct {
		model Model
		where string
	}{
		{scaledBy(m, 1e290, 1), "outcome"},
		{scaledBy(m, 1e-290, 1), "outcome"},
		{scaledBy(ols, 1e200, 1), "outcome"},
		{scaledBy(m, 1, 1e200), "regressor x"},
		{scaledBy(m, 1, 1e-200), "regressor x"},
		{scaledBy(m, 1e150, 1e100), "regressor x"},
		{shifted, "offset"},
	} {
		_, err := Fit(context.Background(), c.model, Options{})
		var bad *Error
		if !errors.As(err, &bad) || bad.Where != c.where || !strings.Contains(bad.What, "too large") {
			t.Errorf("%v, want a complaint of the %s", err, c.where)
		}
	}
}

// Without degrees of freedom there is no standard error, also where only dropping
// separated rows leaves none.
func TestNoDegreesOfFreedom(t *testing.T) {
	one := Model{Y: []float64{0, 0, 3}, X: []Regressor{{"x", []float64{1, 2, 0}}}, Intercept: true}
	saturated := Model{Y: []float64{1, 2, 5}, X: []Regressor{{"x", []float64{1, 2, 0}}, {"z", []float64{1, 0, 0}}}, Intercept: true}
	for _, c := range []struct {
		model   Model
		options Options
		dropped int
	}{{one, Options{}, 2}, {saturated, Options{SmallSample: Fixest}, 0}} {
		r, err := Fit(context.Background(), c.model, c.options)
		if err != nil {
			t.Fatal(err)
		}
		if !r.Saturated || r.NDropped != c.dropped {
			t.Errorf("saturated %v, %d rows dropped, want %d", r.Saturated, r.NDropped, c.dropped)
		}
		for _, k := range r.Coef {
			if math.IsNaN(k.Estimate) || !math.IsNaN(k.StdError) {
				t.Errorf("%+v, want an estimate without error", k)
			}
		}
	}
}
