package gravity

import (
	"context"
	"fmt"
	"math"
	"sort"

	"dyad/internal/hint"
	"dyad/regress"
	"dyad/regress/frame"
	"dyad/stat/quantile"
)

// EventOptions steer EventStudy. The reference is the year before the event.
type EventOptions struct {
	Before, After int // years around the event; 0 means 5
	Threads       int

	Tolerance        float64 // of convergence; 0 is the estimator's default
	AllowUnconverged bool    // give an answer without convergence, marked as such
}

// EventYear is a dyad's trade relative to the reference year, beyond what the
// trade of both economies with everybody else explains.
type EventYear struct {
	Year     int
	Change   float64 // of the logarithm; NaN where the dyad was not observed
	StdError float64 // clustered by dyad; see EventStudy on its worth
	// Placebo is the share of comparable dyads whose change was at least as
	// large in either direction: a p-value by randomisation.
	Placebo      float64
	Lower, Upper float64 // the middle 90 % of the comparable dyads' changes
	Comparable   int     // how many dyads those are
}

// EventResult is an event study of one dyad.
type EventResult struct {
	A         string            `json:"a"`
	B         string            `json:"b"`
	Event     int               `json:"event"`
	Reference int               `json:"reference"`
	Years     []EventYear       `json:"years"`
	Origin    *Origin           `json:"panel,omitempty"` // set by who read the panel from a lake
	Estimate  *regress.Estimate `json:"estimate"`
}

// EventStudy follows the trade of a and b around an event with
//
//	value ~ Σ 1{dyad, year} | exporter^year + importer^year + exporter^importer
//
// on the years of the window, the year before the event being the reference.
//
// One dyad is treated. Its clustered standard errors then rest on a single
// cluster and are too small (Conley and Taber 2011; MacKinnon and Webb 2017), so
// every change is also placed among those of comparable dyads, whose trade in
// the window is between a quarter and four times as large: the changes of actual
// over fitted trade, all dyads' alike, in the model without the indicators.
func EventStudy(ctx context.Context, flows []Flow, a, b string, event int, o EventOptions) (*EventResult, error) {
	if o.Before == 0 {
		o.Before = 5
	}
	if o.After == 0 {
		o.After = 5
	}
	if o.Before < 1 || o.After < 0 {
		return nil, hint.New(hint.Usage, "", "an event study needs a year before the event", "one year or more before it, none or more after it")
	}
	var window []Flow
	for _, f := range flows {
		if f.Year >= event-o.Before && f.Year <= event+o.After {
			window = append(window, f)
		}
	}
	if err := trades(window, a, b); err != nil {
		return nil, err
	}
	p, err := newPanel(window, nil)
	if err != nil {
		return nil, err
	}
	i, j := p.positions[a], p.positions[b]
	columns := p.columns()
	reference := event - 1
	present := map[int]bool{}
	formula := "value ~ 1"
	for _, year := range p.years() {
		values := make([]float64, len(p.value))
		for k := range values {
			if p.of(k, i, j) && p.year[k] == year {
				values[k] = 1
				present[year] = true
			}
		}
		if present[year] && year != reference {
			name := fmt.Sprintf("y%d", year)
			columns = append(columns, frame.Column{Name: name, Numbers: values})
			formula += " + " + name
		}
	}
	if !present[reference] || len(present) < 2 {
		return nil, hint.New(hint.Data, fmt.Sprintf("%s-%s", a, b), fmt.Sprintf("trade was not observed in %d, the reference, and another year of the window", reference), "choose another year")
	}
	data, err := frame.New("the panel", columns...)
	if err != nil {
		return nil, err
	}
	const effects = " | exporter^year + importer^year + exporter^importer"
	options := regress.FitOptions{Data: "the panel", Formula: formula + effects, Cluster: []string{"dyad"}, Threads: o.Threads,
		Tolerance: o.Tolerance, AllowUnconverged: o.AllowUnconverged}
	out := &EventResult{A: a, B: b, Event: event, Reference: reference}
	if out.Estimate, err = regress.Fit(ctx, data, options); err != nil {
		return nil, err
	}
	p.account(out.Estimate)
	options.Formula = "value ~ 1" + effects
	options.Tolerance = max(o.Tolerance, 1e-7) // changes of ratios need no more
	plain, err := regress.Fit(ctx, data, options)
	if err != nil {
		return nil, err
	}
	var changes map[int]map[int64]change // without convergence no dyad is placed among others
	if plain.Converged {
		changes = placebos(p, plain, reference)
	}
	for _, year := range p.years() {
		y := EventYear{Year: year, Change: math.NaN(), StdError: math.NaN(), Placebo: math.NaN(), Lower: math.NaN(), Upper: math.NaN()}
		if c, ok := out.Estimate.Coefficient(fmt.Sprintf("y%d", year)); ok {
			y.Change, y.StdError = c.Estimate, c.StdError
		} else if year == reference {
			y.Change = 0
		}
		if year != reference {
			y.place(changes[year], dyadOf(p, i, j))
		}
		out.Years = append(out.Years, y)
	}
	return out, nil
}

func dyadOf(p *panel, i, j int32) int64 {
	return int64(min(i, j))*int64(len(p.names)) + int64(max(i, j))
}

// change is a dyad's ln(actual/fitted) less that of the reference year.
type change struct {
	log, size float64 // size is the dyad's mean trade in the window
}

// placebos are the changes of all dyads by year.
func placebos(p *panel, e *regress.Estimate, reference int) map[int]map[int64]change {
	type sums struct{ actual, fitted float64 }
	byYear := map[int]map[int64]*sums{}
	size, count := map[int64]float64{}, map[int64]float64{}
	for at, mu := range e.Result.Fitted {
		if math.IsNaN(mu) {
			continue
		}
		row := at
		if e.Rows != nil {
			row = int(e.Rows[at])
		}
		code := p.dyadCode(row)
		if byYear[p.year[row]] == nil {
			byYear[p.year[row]] = map[int64]*sums{}
		}
		s := byYear[p.year[row]][code]
		if s == nil {
			s = &sums{}
			byYear[p.year[row]][code] = s
			count[code]++
		}
		s.actual += p.value[row]
		s.fitted += mu
		size[code] += p.value[row]
	}
	out := map[int]map[int64]change{}
	for year, dyads := range byYear {
		out[year] = map[int64]change{}
		for code, s := range dyads {
			base := byYear[reference][code]
			if base != nil && base.actual > 0 && s.actual > 0 {
				out[year][code] = change{math.Log(s.actual / s.fitted * base.fitted / base.actual), size[code] / count[code]}
			}
		}
	}
	return out
}

// place puts the dyad's change among those of dyads of its size.
func (y *EventYear) place(changes map[int64]change, own int64) {
	mine, ok := changes[own]
	if !ok {
		return
	}
	var others []float64
	larger := 0
	for code, c := range changes {
		if code == own || c.size < mine.size/4 || c.size > mine.size*4 {
			continue
		}
		others = append(others, c.log)
		if math.Abs(c.log) >= math.Abs(mine.log) {
			larger++
		}
	}
	y.Comparable = len(others)
	if len(others) < 19 { // fewer cannot tell 5 %
		return
	}
	sort.Float64s(others)
	y.Lower, y.Upper = quantile.Of(others, 0.05), quantile.Of(others, 0.95)
	y.Placebo = float64(larger+1) / float64(len(others)+1)
}
