package regress

import (
	"context"
	"math"
	"testing"
)

// TestFitStatistics: the oracle is R 4 on the nine rows: summary(lm()) and
// fitstat() of fixest 0.12.2 for OLS and for the pseudo R² without weights; with
// them the weighted Poisson log-likelihoods of glm() and of the weighted mean, as
// in ppmlhdfe. NaN: not for this model.
func TestFitStatistics(t *testing.T) {
	path := nineRows(t)
	no := math.NaN()
	for _, c := range []struct {
		o    FitOptions
		want FitStatistics
	}{
		{FitOptions{Formula: "y ~ x"}, FitStatistics{no, no, no, no, 0.0691576652941509}},
		{FitOptions{Formula: "y ~ x + offset(log(x)/2)"}, FitStatistics{no, no, no, no, 0.1008628922633696}},
		{FitOptions{Formula: "y ~ f + offset(log(x)/2) | g"}, FitStatistics{no, no, no, no, 0.3336551019817238}},
		{FitOptions{Formula: "y ~ x + offset(log(x)/2)", Weights: "w"}, FitStatistics{no, no, no, no, 0.08282643681436463}},
		{FitOptions{Formula: "y ~ x | g"}, FitStatistics{no, no, no, no, 0.137882937911495}},
		{FitOptions{Formula: "y ~ x", Family: "ols"}, FitStatistics{0.1121456185567010, -0.0146907216494845, no, 5.2287931473503306, no}},
		{FitOptions{Formula: "y ~ x", Family: "ols", Weights: "w"}, FitStatistics{0.0993807452853306, -0.0292791482453365, no, 13.0104063789889288, no}},
		{FitOptions{Formula: "y ~ 0 + x", Family: "ols"}, FitStatistics{0.570092190889371, 0.516353714750542, no, 4.977292185516137, no}},
		{FitOptions{Formula: "y ~ x | g", Family: "ols"}, FitStatistics{0.196701030927835, -0.285278350515464, 0.0124207858048161, 5.884820397523709, no}},
	} {
		c.o.Data = path
		e, err := FitFile(context.Background(), c.o)
		if err != nil {
			t.Fatalf("%s: %v", c.o.Formula, err)
		}
		got, err := e.FitStatistics(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		a := [...]float64{got.R2, got.AdjustedR2, got.WithinR2, got.RootMSE, got.PseudoR2}
		b := [...]float64{c.want.R2, c.want.AdjustedR2, c.want.WithinR2, c.want.RootMSE, c.want.PseudoR2}
		for k := range a {
			if math.IsNaN(a[k]) != math.IsNaN(b[k]) || math.Abs(a[k]-b[k]) > 1e-9 {
				t.Errorf("%s %s: %v, want %v", c.o.Formula, c.o.Weights, a, b)
				break
			}
		}
	}
}
