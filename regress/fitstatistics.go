package regress

import (
	"context"
	"math"

	"dyad/internal/numeral"
	"dyad/stat/ppml"
)

// FitStatistics say how well a model fits, as published tables print it. A
// number that has no meaning for the model is NaN.
type FitStatistics struct {
	// R2 is 1 − SSR/SST of OLS, about the mean if the model has a constant or
	// effects, about zero if not; AdjustedR2 counts the K parameters that no others
	// determine (fixest counts more of them with three effects or a panel in
	// pieces), WithinR2 is the share of what effects alone leave. RootMSE is the root of SSR/(N−K), as Stata
	// prints it; fixest's RMSE divides by N.
	R2, AdjustedR2, WithinR2, RootMSE float64
	// PseudoR2 of Poisson is 1 − L/L₀, L₀ being the log-likelihood of the model
	// with a constant alone (McFadden 1974) on the rows in use, weighted as they are
	// and without the offset, as ppmlhdfe has it and, where there are no weights,
	// fixest. An offset counts as what the model explains; one that explains badly
	// makes it negative.
	PseudoR2 float64
}

// fitJSON leaves out what has no meaning for the model.
type fitJSON struct {
	R2         *float64 `json:"r2,omitempty"`
	AdjustedR2 *float64 `json:"adjusted_r2,omitempty"`
	WithinR2   *float64 `json:"within_r2,omitempty"`
	RootMSE    *float64 `json:"root_mse,omitempty"`
	PseudoR2   *float64 `json:"pseudo_r2,omitempty"`
}

func (s FitStatistics) json() fitJSON {
	return fitJSON{numeral.JSON(s.R2), numeral.JSON(s.AdjustedR2), numeral.JSON(s.WithinR2), numeral.JSON(s.RootMSE), numeral.JSON(s.PseudoR2)}
}

// FitStatistics computes them. With effects and OLS that takes an estimation of
// the effects alone.
func (e *Estimate) FitStatistics(ctx context.Context) (FitStatistics, error) {
	nan := math.NaN()
	s := FitStatistics{nan, nan, nan, nan, nan}
	if e.Result == nil {
		return s, nil
	}
	if e.Family == "poisson" {
		s.PseudoR2 = e.pseudoR2()
		return s, nil
	}
	_, constant := e.Coefficient(ppml.InterceptName)
	constant = constant || len(e.model.Effects) > 0
	k, err := e.Result.FreeParameters(e.model)
	if err != nil {
		return s, err
	}
	n, total, freedom := float64(e.N), e.sumOfSquares(constant), float64(e.N)
	if constant {
		freedom--
	}
	s.R2 = 1 - e.Deviance/total
	if left := n - float64(k); left > 0 {
		s.AdjustedR2 = 1 - (e.Deviance/left)/(total/freedom)
		s.RootMSE = math.Sqrt(e.Deviance / left)
	}
	if len(e.model.Effects) > 0 {
		r, err := ppml.Fit(ctx, e.model, ppml.Options{})
		if ctx.Err() != nil {
			return s, ctx.Err()
		}
		if err == nil { // without the effects' own estimate this one number is missing
			s.WithinR2 = 1 - e.Deviance/r.Deviance
		}
	}
	return s, nil
}

// pseudoR2 needs L₀ − L alone, in which the terms of the outcome cancel out. The
// null model expects the mean everywhere.
func (e *Estimate) pseudoR2() float64 {
	var outcome, weights float64
	e.eachRow(func(i int, w, _ float64) {
		outcome += w * e.model.Y[i]
		weights += w
	})
	mean := outcome / weights
	level, difference := math.Log(mean), 0.0
	e.eachRow(func(i int, w, _ float64) {
		fitted, y := e.Result.Fitted[i], e.model.Y[i]
		difference += w * (fitted - mean)
		if y > 0 {
			difference += w * y * (level - math.Log(fitted))
		}
	})
	return 1 - e.LogLikelihood/(e.LogLikelihood+difference)
}

func (e *Estimate) sumOfSquares(aboutMean bool) float64 {
	var weights, mean, sum float64
	if aboutMean {
		e.eachRow(func(i int, w, offset float64) {
			weights += w
			mean += w / weights * (e.model.Y[i] - offset - mean)
		})
	}
	e.eachRow(func(i int, w, offset float64) {
		d := e.model.Y[i] - offset - mean
		sum += w * d * d
	})
	return sum
}

// eachRow visits the rows in use with their weight and offset.
func (e *Estimate) eachRow(visit func(i int, weight, offset float64)) {
	for i, fitted := range e.Result.Fitted {
		if math.IsNaN(fitted) {
			continue
		}
		w, offset := 1.0, 0.0
		if e.model.Weights != nil {
			w = e.model.Weights[i]
		}
		if e.model.Offset != nil {
			offset = e.model.Offset[i]
		}
		visit(i, w, offset)
	}
}
