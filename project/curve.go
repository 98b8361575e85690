package project

import (
	"context"

	"dyad/measure"
	"dyad/source/lifecycle"
	"dyad/stat/survival"
)

func (f *Field) curve() *measure.Measure {
	m := f.make(measure.Measure{
		Name: "project.completion", Title: "Share that has come to a stage, by time", Unit: "%", Nature: measure.Share,
		Formula:   "100 × (1 − S(t)), S Kaplan–Meier's; where some are suspended or abandoned 100 × F(t), Aalen–Johansen's",
		Defined:   "The share of a source's projects that has come from one stage to another within a time, those still open counted as far as they were seen. A row for each time at which one came to it or was last seen; the input is the time in months, n those at risk.",
		Reference: "Kaplan and Meier (1958), JASA 53; Aalen and Johansen (1978), Scandinavian Journal of Statistics 5",
		Missing:   "as of project.time_to",
		Example:   measure.Example{Ask: "project.completion CHN RUS --set from=agreed --set to=signed", Says: "33.3 %"},
		Params: []measure.Param{
			{Name: "from", Default: "signed", Choices: stages(), Doc: "where the time begins"},
			{Name: "to", Default: "completed", Choices: stages(), Doc: "where it ends"},
		},
	})
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		lives, err := f.Durations(ctx, q.A, q.B, lifecycle.Status(m.Param(q, "from")), lifecycle.Status(m.Param(q, "to")), q.Sources)
		if err != nil {
			return nil, err
		}
		var out []measure.Row
		for _, l := range lives {
			if len(l.Exit) == 0 || !q.Years.Has(l.AsOf.Year) {
				continue
			}
			points, err := l.incidence()
			if err != nil {
				return nil, err
			}
			for _, p := range points {
				r := measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Unit: m.Unit, Source: l.Source, Vintage: l.Vintage, Label: l.Group, N: p.AtRisk, Value: 100 * p.Estimate,
					Inputs: []measure.Input{{Table: "milestone", Key: "after", Item: "months", By: l.Source, Value: p.Time, Unit: "months"}}}
				r.Period.Year = l.AsOf.Year
				r.Note = "after " + measure.Plain(p.Time, 1) + " months"
				if p.Censored > 0 {
					r.Flags = []string{"censored"}
				}
				lo, ok1 := p.Lower.Get()
				hi, ok2 := p.Upper.Get()
				if ok1 && ok2 {
					r.Bounds = &measure.Bounds{Lower: 100 * lo, Upper: 100 * hi, Kind: "95 %"}
				}
				out = append(out, r)
			}
		}
		return out, nil
	}
	return m
}

// incidence is the share that has come to the stage, with its limits.
func (l *Lives) incidence() ([]survival.Point, error) {
	if l.Competing() {
		curves, err := survival.AalenJohansen(l.Data(), survival.Options{Limits: survival.Plain})
		if err != nil {
			return nil, err
		}
		return curves[0].Points, nil // of cause 1
	}
	curves, err := survival.KaplanMeier(l.Data(), survival.Options{})
	if err != nil {
		return nil, err
	}
	points := curves[0].Points
	for i := range points {
		p := &points[i]
		p.Estimate = 1 - p.Estimate
		lo, ok1 := p.Upper.Get()
		hi, ok2 := p.Lower.Get()
		if ok1 && ok2 {
			p.Lower, p.Upper = survival.Known(1-lo), survival.Known(1-hi)
		}
	}
	return points, nil
}
