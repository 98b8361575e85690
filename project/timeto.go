package project

import (
	"context"
	"fmt"
	"strconv"

	"dyad/measure"
	"dyad/source/lifecycle"
	"dyad/stat/survival"
)

func (f *Field) timeTo() *measure.Measure {
	m := f.make(measure.Measure{
		Name: "project.time_to", Title: "Time to a stage", Unit: "months", Nature: measure.Amount,
		Formula:   "the time by which a half has come to the stage: Kaplan–Meier, S(t) ≤ ½; Aalen–Johansen, F(t) ≥ ½, where some are suspended or abandoned",
		Defined:   "The median time of a source's projects from one stage to another, those still open counted as far as they were seen. Where lives also end otherwise the naive estimate is not offered.",
		Reference: "Kaplan and Meier (1958), JASA 53; Aalen and Johansen (1978), Scandinavian Journal of Statistics 5; Brookmeyer and Crowley (1982), Biometrics 38",
		Missing:   "a project without a date of its beginning, or with an end that has no date, is left out and counted in the note; a median that the curve does not come to is missing",
		Zero:      "two stages on one date are zero months apart",
		Example:   measure.Example{Ask: "project.time_to CHN RUS --set from=agreed --set to=signed", Says: "fewer than a half"},
		Params: []measure.Param{
			{Name: "from", Default: "signed", Choices: stages(), Doc: "where the time begins"},
			{Name: "to", Default: "completed", Choices: stages(), Doc: "where it ends"},
			{Name: "conf", Default: "log", Choices: []string{"plain", "log", "log-log"}, Doc: "the scale on which the interval is symmetric"},
		},
	})
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		limits, err := survival.ParseLimits(m.Param(q, "conf"))
		if err != nil {
			return nil, err
		}
		from, to := lifecycle.Status(m.Param(q, "from")), lifecycle.Status(m.Param(q, "to"))
		lives, err := f.Durations(ctx, q.A, q.B, from, to, q.Sources)
		if err != nil {
			return nil, err
		}
		var out []measure.Row
		for _, l := range lives {
			if !q.Years.Has(l.AsOf.Year) {
				continue
			}
			r := measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Unit: m.Unit, Source: l.Source, Vintage: l.Vintage, Label: l.Group, N: len(l.Exit), Note: l.Words()}
			r.Period.Year = l.AsOf.Year
			median, low, high, err := l.Median(survival.Options{Limits: limits})
			if err != nil {
				return nil, err
			}
			how := "Kaplan–Meier"
			if l.Competing() {
				how = "Aalen–Johansen"
			}
			r.Note = joined(fmt.Sprintf("%d of %d came from %s to %s; %s", l.Events(), len(l.Exit), from.Words(), to.Words(), how), r.Note)
			if v, known := median.Get(); known {
				r.Value = v
				lo, ok1 := low.Get()
				hi, ok2 := high.Get()
				if ok1 && ok2 {
					r.Bounds = &measure.Bounds{Lower: lo, Upper: hi, Kind: "95 % " + limits.String()}
				} else if ok1 {
					r.Note += "; at least " + strconv.FormatFloat(lo, 'f', 1, 64) + " months with 95 % confidence, without an upper limit"
				}
			} else {
				r.Missing, r.Why = true, fmt.Sprintf("fewer than a half of %d projects of %s have come from %s to %s: %s", len(l.Exit), l.Source, from.Words(), to.Words(), r.Note)
			}
			out = append(out, r)
		}
		return out, nil
	}
	return m
}

func joined(a, b string) string {
	if b == "" {
		return a
	}
	return a + "; " + b
}

// Median is the time by which a half has come to the stage with its limits: of the
// incidence where endings compete, else of the survival.
func (l *Lives) Median(o survival.Options) (median, low, high survival.Value, err error) {
	none := survival.Missing
	if len(l.Exit) == 0 {
		return none, none, none, nil
	}
	if !l.Competing() {
		curves, err := survival.KaplanMeier(l.Data(), o)
		if err != nil {
			return none, none, none, err
		}
		median, low, high = curves[0].Median()
		return median, low, high, nil
	}
	curves, err := survival.AalenJohansen(l.Data(), o)
	if err != nil {
		return none, none, none, err
	}
	for _, c := range curves {
		if c.Cause == 1 {
			return crossing(c, func(p survival.Point) (float64, bool) { return p.Estimate, true }),
				crossing(c, func(p survival.Point) (float64, bool) { return p.Upper.Get() }),
				crossing(c, func(p survival.Point) (float64, bool) { return p.Lower.Get() }), nil
		}
	}
	return none, none, none, nil
}

// crossing is the first time at which a curve is at a half.
func crossing(c survival.Incidence, height func(survival.Point) (float64, bool)) survival.Value {
	for _, p := range c.Points {
		if h, known := height(p); known && h >= 0.5 {
			return survival.Known(p.Time)
		}
	}
	return survival.Missing
}
