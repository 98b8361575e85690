package ppml

import (
	"context"
	"math"
	"runtime"

	"dyad/stat/internal/absorb"
)

func (o Options) withDefaults() Options {
	if o.Tolerance <= 0 {
		o.Tolerance = 1e-10
	}
	if o.MaxIterations <= 0 {
		o.MaxIterations = 100
	}
	if o.Threads <= 0 {
		o.Threads = runtime.GOMAXPROCS(0)
	}
	return o
}

// Fit estimates the model. Bad data give an *Error; an estimation that does not
// converge gives one too, unless Options.AllowUnconverged.
func Fit(ctx context.Context, m Model, o Options) (*Result, error) {
	o = o.withDefaults()
	if err := validate(m, o); err != nil {
		return nil, err
	}
	if err := checkVariation(m, o); err != nil {
		return nil, err
	}
	s := newSelection(len(m.Y))
	s.dropSimple(m, o)
	var f *fitter
	var p progress
	var collinear []string
	for round, again := 0, true; again; round++ {
		if s.left == 0 {
			return nil, fault("outcome", "check the filter that chose the rows, and whether every group has a positive outcome", "no rows left")
		}
		if f != nil {
			f.giveBack(m)
		}
		f = newFitter(m, o, s.rows())
		f.searched = s.searched
		if round == 0 {
			if err := f.checkSize(m, s); err != nil {
				return nil, err
			}
			if err := f.checkMagnitude(); err != nil {
				return nil, err
			}
		}
		collinear = nil
		f.start()
		limit := o.MaxIterations
		watch := m.Family == Poisson && !o.SkipSeparation
		if watch {
			limit = min(limit, patience)
		}
		var err error
		if p, err = f.run(ctx, o, limit, &collinear); err != nil {
			return nil, err
		}
		if len(f.active) == 0 && len(f.x) > 0 && !p.doubtful && !s.separated() {
			return nil, fault("regressors", "a regressor that varies within the groups", "all are collinear with each other or with the effects")
		}
		again = false
		if watch {
			if again, err = f.separate(ctx, m, o, s, &p); err != nil {
				return nil, err
			}
		}
	}
	if p.converged {
		return f.result(m, o, s, p, collinear)
	}
	worst := f.worst(m)
	if !o.AllowUnconverged {
		return nil, p.failure(worst, f.vanishing())
	}
	r, err := f.result(m, o, s, p, collinear)
	if err == nil {
		r.Worst, r.Vanishing = worst, f.vanishing()
	}
	return r, err
}

// result collects everything from a finished iteration.
func (f *fitter) result(m Model, o Options, s *selection, p progress, collinear []string) (*Result, error) {
	r := &Result{N: s.left, Dropped: s.drops, Collinear: collinear, Converged: p.converged,
		Iterations: p.iterations, GradientNorm: p.gradient, Family: m.Family, Errors: o.Errors,
		SmallSample: o.SmallSample, Structure: f.d.Shape.String(), Memory: EstimateMemory(m, o), state: f}
	for _, d := range s.drops {
		r.NDropped += d.N
	}
	if f.final == nil {
		f.finish()
	}
	unit := f.unit()
	bread, ok := invert(scaled(f.final, 1/unit))
	if !ok && len(f.final) > 0 {
		return nil, fault("estimation", "leave out a regressor", "the regressors are collinear at the estimates")
	}
	f.likelihood(r)
	terms, err := f.covariance(r, m, o, bread, unit)
	if err != nil {
		return nil, err
	}
	f.moveBack(r.VCov, bread, terms)
	why := f.variances(r, bread, terms, unit)
	for a, column := range f.active {
		r.Coef = append(r.Coef, Coefficient{f.names[column], f.beta[column], math.Sqrt(r.VCov[a][a]), why[a]})
	}
	r.Fitted = f.fitted(len(m.Y))
	for _, e := range m.Effects {
		r.effectNames = append(r.effectNames, e.Name)
	}
	r.columns = append(r.columns, f.names...)
	if o.KeepEffects {
		r.Effects = f.recover(m)
	}
	r.Products = f.products
	return r, nil
}

// fitted lists the expected outcome by the caller's rows.
func (f *fitter) fitted(n int) []float64 {
	list := make([]float64, n)
	level := f.mu
	if f.family == Gaussian {
		level = f.eta
	}
	if f.d.Positions != n || len(f.d.Holes) > 0 {
		for i := range list {
			list[i] = math.NaN()
		}
	}
	absorb.ParallelRange(f.threads, len(level), func(_, low, high int) {
		for i := low; i < high; i++ {
			if row := f.d.Row(i); row >= 0 {
				list[row] = level[i]
			}
		}
	})
	return list
}
