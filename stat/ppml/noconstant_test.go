package ppml_test

import (
	"context"
	"math"
	"testing"

	"dyad/stat/ppml"
)

// A model with neither constant nor effects: with one regressor x > 0 the
// estimate solves Σ x (y − exp(βx)) = 0, found here by bisection.
func TestNoConstant(t *testing.T) {
	x := []float64{1, 2, 3, 1.5, 2.5, 0.5}
	y := []float64{3, 4, 20, 5, 2, 1}
	score := func(b float64) float64 {
		s := 0.0
		for i := range x {
			s += x[i] * (y[i] - math.Exp(b*x[i]))
		}
		return s
	}
	low, high := -5.0, 5.0
	for range 200 {
		if mid := (low + high) / 2; score(mid) > 0 {
			low = mid
		} else {
			high = mid
		}
	}
	r, err := ppml.Fit(context.Background(), ppml.Model{Y: y, X: []ppml.Regressor{{Name: "x", X: x}}}, ppml.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Coef[0].Estimate; math.Abs(got-low) > 1e-10 {
		t.Errorf("β = %.12f, want %.12f", got, low)
	}
}
