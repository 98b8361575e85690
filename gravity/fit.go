package gravity

import (
	"context"
	"errors"
	"math"

	"dyad/gravity/formula"
	"dyad/gravity/frame"
	"dyad/internal/hint"
	"dyad/stat/ppml"
)

// FitFile reads the columns a specification needs from its file and estimates it.
func FitFile(ctx context.Context, o FitOptions) (*Estimate, error) {
	s, err := newSpecification(o)
	if err != nil {
		return nil, err
	}
	if o.Data == "" {
		return nil, hint.New(hint.Usage, "", "no data file is given", "--data FILE")
	}
	data, err := frame.Read(o.Data, s.uses())
	if err != nil {
		return nil, err
	}
	return s.fit(ctx, data)
}

// Fit estimates a specification on a table in memory; o.Data is only its name.
func Fit(ctx context.Context, data formula.Data, o FitOptions) (*Estimate, error) {
	s, err := newSpecification(o)
	if err != nil {
		return nil, err
	}
	return s.fit(ctx, data)
}

func (s *specification) fit(ctx context.Context, data formula.Data) (*Estimate, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d, err := newDesign(s, data)
	if err != nil {
		return nil, err
	}
	o := ppml.Options{
		Tolerance: s.options.Tolerance, MaxIterations: s.options.MaxIterations, Threads: s.options.Threads,
		SmallSample: s.ssc, DropSingletons: s.options.DropSingletons, KeepEffects: s.options.KeepEffects,
		AllowUnconverged: s.options.AllowUnconverged,
	}
	if len(d.clusters) > 0 {
		o.Errors, o.Clusters = ppml.Clustered, d.clusters
	}
	r, err := ppml.Fit(ctx, d.model, o)
	if err != nil {
		return nil, explain(err)
	}
	return newEstimate(s, d, r), nil
}

// explain turns an error of the estimator into one for the reader.
func explain(err error) error {
	var e *ppml.Error
	if errors.As(err, &e) {
		return hint.New(hint.Data, e.Where, e.What, e.Try)
	}
	return err
}

// squaredCorrelation of the outcome with what is fitted, on the rows in use.
func squaredCorrelation(y, fitted []float64) float64 {
	var n, my, mf float64
	for i, f := range fitted {
		if !math.IsNaN(f) {
			n++
			my += (y[i] - my) / n
			mf += (f - mf) / n
		}
	}
	var yy, ff, yf float64
	for i, f := range fitted {
		if !math.IsNaN(f) {
			a, b := y[i]-my, f-mf
			yy, ff, yf = yy+a*a, ff+b*b, yf+a*b
		}
	}
	return yf * yf / (yy * ff)
}
