package gravity

import (
	"context"
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

// FitFlows estimates a specification on a panel of flows. Its columns are
// trade, exporter, importer, year, pair (directed), dyad (undirected), dist (km
// between capitals), contig (common land border, 0 or 1), and those that the
// covariates, nil for none, were read with. Flows without a value, negative
// ones, domestic ones and those of groups are left out and counted as dropped.
func FitFlows(ctx context.Context, flows []Flow, c *Covariates, o FitOptions) (*Estimate, error) {
	p, err := newPanel(flows, nil)
	if err != nil {
		return nil, err
	}
	columns := p.columns()
	columns[0].Name = "trade"
	distance, border := geography(p)
	if c != nil {
		for _, name := range c.names {
			switch values := c.column(name, p); name {
			case "dist":
				distance = values
			case "contig":
				border = values
			default:
				columns = append(columns, frame.Column{Name: name, Numbers: values})
			}
		}
	}
	pairs, levels := p.directed()
	columns = append(columns, frame.Column{Name: "dist", Numbers: distance}, frame.Column{Name: "contig", Numbers: border}, frame.Column{Name: "pair", Codes: pairs, Levels: levels})
	if o.Data == "" {
		o.Data = "the panel"
	}
	data, err := frame.New(o.Data, columns...)
	if err != nil {
		return nil, err
	}
	e, err := Fit(ctx, data, o)
	if err != nil {
		return nil, sparse(err, c.coverage(p))
	}
	p.account(e)
	return e, nil
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
