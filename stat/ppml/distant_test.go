package ppml

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
)

// Regressors far from zero: the oracle is the same model with them moved there,
// which changes the constant by the coefficient times the move, and nothing else.
func TestDistantRegressors(t *testing.T) {
	const n, groups = 600, 12
	for _, family := range []Family{Poisson, Gaussian} {
		for _, effects := range []int{0, 1, 2} {
			for _, far := range []float64{1e5, 5e7, 1e9} {
				fit := func(move float64) *Result {
					r := rand.New(rand.NewPCG(3, 5))
					m := Model{Family: family, Intercept: effects == 0, Y: make([]float64, n), X: []Regressor{{"z", make([]float64, n)}, {"year", make([]float64, n)}}}
					for q := range effects {
						m.Effects = append(m.Effects, Factor{string(rune('a' + q)), make([]int32, n), groups})
					}
					for i := range n {
						for q := range effects {
							m.Effects[q].ID[i] = int32(r.IntN(groups))
						}
						near := math.Round(r.NormFloat64()*64) / 64 // exact beside the move
						m.X[0].X[i], m.X[1].X[i] = near+move, 2000+float64(r.IntN(20))
						m.Y[i] = math.Exp(0.5*near+0.02*m.X[1].X[i]-40) * r.ExpFloat64()
					}
					result, err := Fit(context.Background(), m, Options{KeepEffects: true})
					if err != nil {
						t.Fatalf("%v, %d effects, %g: %v", family, effects, move, err)
					}
					fitted, err := result.Predict(m)
					if err != nil {
						t.Fatal(err)
					}
					for i, want := range result.Fitted {
						if math.Abs(fitted[i]-want) > 1e-14*far*(1+math.Abs(want)) {
							t.Fatalf("%v, %d effects, %g: row %d predicted as %g, fitted as %g", family, effects, move, i, fitted[i], want)
						}
					}
					return result
				}
				near, distant := fit(0), fit(far)
				for k, want := range near.Coef {
					got := distant.Coef[k]
					scale := 1.0
					if want.Name == InterceptName {
						scale = far
						want.Estimate -= far * near.Coef[1].Estimate
						variance := near.VCov[0][0] - 2*far*near.VCov[0][1] + far*far*near.VCov[1][1]
						want.StdError = math.Sqrt(variance)
					}
					if math.Abs(got.Estimate-want.Estimate) > 1e-9*scale || math.Abs(got.StdError-want.StdError) > 1e-8*want.StdError {
						t.Errorf("%v, %d effects, %g: %s is %.12g (%.12g), want %.12g (%.12g)", family, effects, far, got.Name, got.Estimate, got.StdError, want.Estimate, want.StdError)
					}
				}
			}
		}
	}
}
