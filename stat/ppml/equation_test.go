package ppml

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
)

// The oracle is what the fitted values say: after too few steps, the group whose
// fitted total is farthest off is the one named.
func TestWorstEquationIsNamed(t *testing.T) {
	m := skewed(3, 20, 6, 5)
	o := Options{MaxIterations: 3, AllowUnconverged: true, KeepEffects: true}
	r, err := Fit(context.Background(), m, o)
	if err != nil {
		t.Fatal(err)
	}
	name, group, row, worst := "", -1, -1, 0.0
	for _, e := range m.Effects {
		actual, fitted, first := make([]float64, e.Groups), make([]float64, e.Groups), make([]int, e.Groups)
		for i, mu := range r.Fitted {
			if g := e.ID[i]; !math.IsNaN(mu) {
				if fitted[g] == 0 {
					first[g] = i
				}
				actual[g] += m.Y[i]
				fitted[g] += mu
			}
		}
		for g := range actual {
			if gap := math.Abs(fitted[g]/actual[g] - 1); gap > worst {
				name, group, row, worst = e.Name, g, first[g], gap
			}
		}
	}
	e := r.Worst
	if r.Converged || e == nil {
		t.Fatalf("converged %v, worst %v", r.Converged, e)
	}
	if e.Effect != name || e.Group != group || e.Row != row || !near(e.Gap, worst, 1e-6) || !near(e.Gap, r.GradientNorm, 1e-9) || e.Regressor != "" {
		t.Errorf("%+v of gradient %g, want %s %d, row %d, %g", *e, r.GradientNorm, name, group, row, worst)
	}
	o.AllowUnconverged = false
	_, err = Fit(context.Background(), m, o)
	var bad *Error
	if !errors.As(err, &bad) || bad.Worst == nil || *bad.Worst != *e || !strings.Contains(err.Error(), e.String()) {
		t.Errorf("%v does not name %v", err, e)
	}
}

// A model without effects has regressors alone to name.
func TestWorstRegressorIsNamed(t *testing.T) {
	m := Model{Y: []float64{0, 3, 1, 40, 5, 2, 900}, X: []Regressor{{"x", []float64{1, 2, 1, 4, 2, 1, 7}}}, Intercept: true}
	r, err := Fit(context.Background(), m, Options{MaxIterations: 2, AllowUnconverged: true})
	if err != nil {
		t.Fatal(err)
	}
	e := r.Worst
	if e == nil || e.Effect != "" || e.Row != -1 || e.Regressor != "x" && e.Regressor != InterceptName || !near(e.Gap, r.GradientNorm, 1e-9) {
		t.Errorf("%+v of gradient %g", e, r.GradientNorm)
	}
	if r, err = Fit(context.Background(), m, Options{}); err != nil || r.Worst != nil {
		t.Errorf("converged with worst %v, %v", r.Worst, err)
	}
}
