package dossier

import (
	"context"
	"fmt"
	"math"

	"dyad/gravity"
	"dyad/measure"
)

// gravitySection is expected trade: the dyad against what the trade of
// all others implies, and two counterfactuals.
func gravitySection(ctx context.Context, m *maker) (Section, error) {
	s := Section{ID: "expected", Title: "What trade would be expected"}
	if m.Gravity == nil {
		s.Needs = "the annual trade of all economies with each other"
		return s, nil
	}
	if m.Gravity.Pending() {
		m.unfinished = true
		s.Text = append(s.Text, m.trace.say("Expected trade is being estimated from the trade of all dyads, which takes some seconds. Open this page again in a moment."))
		return s, nil
	}
	var err error
	if s.Figures, s.Needs, err = m.figures(ctx, "expected", "expected-world"); err != nil {
		return s, err
	}
	ratios, err := m.Env.Catalogue.Eval(ctx, "gravity.ratio", measure.Query{A: m.a, B: m.b})
	if err != nil {
		return s, err
	}
	year := measure.Latest(ratios)
	// the place in the world of one year, not of all
	placed, err := m.Env.Catalogue.Eval(ctx, "gravity.ratio", measure.Query{A: m.a, B: m.b, Years: measure.Years{From: year, To: year}, World: true})
	if err != nil {
		return s, err
	}
	for _, r := range inYear(placed, year) {
		if r.Missing {
			continue
		}
		words := "traded "
		p := m.trace.say(fmt.Sprintf("In %d %s and %s %s", year, label(r.A), label(r.B), words), r, " what two economies of their size and ties at their distance trade on average")
		if r.World != nil {
			p = append(p, Span{Text: fmt.Sprintf("; of %s dyads %s %% have a lower ratio", measure.Plain(float64(r.World.N), 0), measure.Plain(r.World.Percentile, 0))})
		}
		s.Text = append(s.Text, append(p, Span{Text: ". The expectation is an average, not a norm: language, alliances, pipelines and sanctions are in the ratio."}))
	}
	if year == 0 {
		for _, r := range ratios {
			if r.Why != "" {
				s.Text = append(s.Text, m.trace.say("No expectation is given: "+r.Why+"."))
				break
			}
		}
		return s, nil
	}
	f, err := m.Gravity.Field(ctx, gravity.Panel{})
	if err != nil {
		return s, err
	}
	s.Text = append(s.Text, m.counterfactuals(f, year)...)
	s.Text = append(s.Text, m.trace.say("The model: "+f.Note()+". `dyad gravity expect "+string(m.a)+" "+string(m.b)+"` leaves the dyad out of the estimate."))
	return s, nil
}

// counterfactuals tell what the dyad's trade would be with ties of the average,
// and with lower trade costs.
func (m *maker) counterfactuals(f *gravity.Field, year int) []Para {
	var out []Para
	a, b := string(m.a), string(m.b)
	average, err := f.Average(a, b, year)
	if err != nil {
		return nil
	}
	tell := func(c *gravity.Counterfactual, premise string) {
		text := fmt.Sprintf("%s, trade of the two in %d would be %s US$ and not %s (%s). The share of %s in the trade of %s would go from %s %% to %s %%, that of %s in the trade of %s from %s %% to %s %%.",
			premise, year, measure.Dollars(c.After), measure.Dollars(c.Before), change(c.After/c.Before-1),
			label(b), label(a), measure.Plain(c.ShareOfB[0], 1), measure.Plain(c.ShareOfB[1], 1),
			label(a), label(b), measure.Plain(c.ShareOfA[0], 1), measure.Plain(c.ShareOfA[1], 1))
		if len(c.Diverted) > 0 {
			d := c.Diverted[0]
			text += fmt.Sprintf(" Most would change in the trade of %s with %s, by %s US$.", label(d.Economy), label(d.Partner), signedDollars(d.Change))
		}
		out = append(out, Para{{Text: text}})
	}
	tell(average, "What if? If their ties were those of the average dyad at this distance")
	if cheaper, err := f.Cheaper(a, b, year, 0.1); err == nil {
		tell(cheaper, fmt.Sprintf("If trade costs between the two were 10 %% lower (elasticity of substitution %g)", gravity.CostElasticity))
	}
	return append(out, Para{{Text: "Both counterfactuals hold each economy’s total exports and imports and let multilateral resistances adjust: trade is diverted from and to third parties, never created. " +
		"Trade statistics do not have what economies sell at home, so these are no forecasts of output or welfare; the limits of the estimate apply to them too."}})
}

func change(x float64) string {
	t := measure.Plain(100*x, 0) + " %"
	if math.Round(100*x) > 0 {
		t = "+" + t
	}
	return t
}

func signedDollars(x float64) string {
	if x > 0 {
		return "+" + measure.Dollars(x)
	}
	return measure.Dollars(x)
}
