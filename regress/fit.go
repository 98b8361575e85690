package regress

import (
	"context"
	"math"

	"dyad/internal/hint"
	"dyad/regress/formula"
	"dyad/regress/frame"
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
	s.places = filePlaces{data.Places()}
	s.reread = func() (formula.Data, error) { return frame.Read(o.Data, s.uses()) }
	if o.HashData {
		if s.file, err = newDataFile(o.Data); err != nil {
			return nil, err
		}
	}
	d, err := newDesign(s, data)
	if err != nil {
		return nil, err
	}
	return s.fit(ctx, d) // the columns read that are not the model's are let go of here
}

// Fit estimates a specification on a table in memory; o.Data is only its name.
func Fit(ctx context.Context, data formula.Data, o FitOptions) (*Estimate, error) {
	s, err := newSpecification(o)
	if err != nil {
		return nil, err
	}
	s.reread = func() (formula.Data, error) { return data, nil }
	d, err := newDesign(s, data)
	if err != nil {
		return nil, err
	}
	return s.fit(ctx, d)
}

func (s *specification) fit(ctx context.Context, d *design) (*Estimate, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o := ppml.Options{
		Tolerance: s.options.Tolerance, MaxIterations: s.options.MaxIterations, Threads: s.options.Threads,
		SmallSample: s.ssc, DropSingletons: s.options.DropSingletons, KeepEffects: s.options.KeepEffects,
		AllowUnconverged: s.options.AllowUnconverged, Release: !s.options.BiasCorrect,
	}
	if s.options.Classical {
		o.Errors = ppml.Classical
	}
	if len(d.clusters) > 0 {
		o.Errors, o.Clusters = ppml.Clustered, d.clusters
	}
	if s.options.Announce != nil {
		s.options.Announce(len(d.model.Y), ppml.EstimateMemory(d.model, o))
	}
	r, err := ppml.Fit(ctx, d.model, o)
	if err != nil {
		return nil, s.explain(err, d)
	}
	e := newEstimate(s, d, r)
	if s.options.BiasCorrect {
		corrected, c, err := s.correct(d, r)
		if err != nil {
			return nil, s.explain(err, d)
		}
		c.Uncorrected = e.Coef
		e = newEstimate(s, d, corrected)
		e.BiasCorrection = c
	}
	if e.Separating, err = s.separating(ctx, r); err != nil {
		return nil, err
	}
	return e, nil
}

// squaredCorrelation of the outcome with what is fitted, on the rows in use.
func squaredCorrelation(y, fitted []float64) float64 {
	var n, my, mf float64
	for i, f := range fitted {
		if !math.IsNaN(f) {
			n++
			my += y[i]
			mf += f
		}
	}
	my /= n
	mf /= n
	var yy, ff, yf float64
	for i, f := range fitted {
		if !math.IsNaN(f) {
			a, b := y[i]-my, f-mf
			yy, ff, yf = yy+a*a, ff+b*b, yf+a*b
		}
	}
	return yf * yf / (yy * ff)
}
