package dossier

import (
	"context"
	"fmt"
	"math"
	"strings"

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
	if year == 0 {
		for _, r := range ratios {
			if r.Why != "" {
				s.Text = append(s.Text, m.trace.say("No expectation is given: "+r.Why+"."))
				break
			}
		}
		return s, nil
	}
	// the place in the world of one year, not of all
	placed, err := m.Env.Catalogue.Eval(ctx, "gravity.ratio", measure.Query{A: m.a, B: m.b, Years: measure.Years{From: year, To: year}, World: true})
	if err != nil {
		return s, err
	}
	var model Span
	for _, r := range inYear(placed, year) {
		if r.Missing {
			continue
		}
		p := m.trace.say(fmt.Sprintf("In %d %s and %s traded ", year, inSentence(r.A), inSentence(r.B)), r)
		limits, err := m.limits(ctx, year, r)
		if err != nil {
			return s, err
		}
		p = append(append(p, limits...), Span{Text: " what two economies of their size and distance, and like them with or without a common land border, trade on average"})
		if r.World != nil {
			p = append(p, Span{Text: "; of "}, m.trace.as(r, grouped(r.World.N)), Span{Text: " dyads "}, m.trace.as(r, measure.Plain(r.World.Percentile, 0)+" %"), Span{Text: " have a lower ratio"})
		}
		s.Text = append(s.Text, append(p, Span{Text: ". The expectation is an average, not a norm: language, alliances, pipelines and sanctions are in the ratio."}))
		f, err := m.Gravity.Field(ctx, gravity.Panel{Source: r.Source, View: r.View})
		if err != nil {
			return s, err
		}
		model = m.trace.as(r, f.Note())
	}
	paras, err := m.counterfactuals(ctx, year)
	if err != nil {
		return s, err
	}
	s.Text = append(s.Text, paras...)
	s.Text = append(s.Text, m.trace.say("The model: ", model, ". The command “dyad gravity expect "+string(m.a)+" "+string(m.b)+"” leaves the dyad out of the estimate."))
	return s, nil
}

// limits are those of a ratio at 95 %, in brackets; nothing where it has none.
func (m *maker) limits(ctx context.Context, year int, ratio measure.Row) (Para, error) {
	var ends []Span
	for _, limit := range []string{"lower", "upper"} {
		rows, err := m.Env.Catalogue.Eval(ctx, "gravity.ratio", measure.Query{A: m.a, B: m.b, Years: measure.Years{From: year, To: year}, Params: map[string]string{"limit": limit}})
		if err != nil {
			return nil, err
		}
		for _, r := range inYear(rows, year) {
			if !r.Missing && r.Source == ratio.Source && r.View == ratio.View {
				ends = append(ends, m.trace.as(r, measure.Plain(r.Value, 2)))
			}
		}
	}
	if len(ends) != 2 {
		return nil, nil
	}
	return m.trace.say(" (95 % limits of the estimate ", ends[0], " to ", ends[1], ")"), nil
}

// counterfactuals tell what the dyad's trade would be with ties of the average,
// and with lower trade costs. Every figure is a row of the catalogue.
func (m *maker) counterfactuals(ctx context.Context, year int) ([]Para, error) {
	var out []Para
	for _, c := range []struct{ scenario, premise string }{
		{gravity.AverageTies, "What if? If their ties were those of the average dyad at this distance"},
		{gravity.LowerCosts, fmt.Sprintf("If trade costs between the two were 10 %% lower (elasticity of substitution %g)", gravity.CostElasticity)},
	} {
		p, err := m.counterfactual(ctx, year, c.scenario, c.premise)
		if err != nil {
			return nil, err
		}
		if p != nil {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		return nil, nil
	}
	return append(out, Para{{Text: "Both counterfactuals hold each economy’s total exports and imports and let multilateral resistances adjust: trade is diverted from and to third parties, never created. " +
		"Trade statistics do not have what economies sell at home, so these are no forecasts of output or welfare; the limits of the estimate apply to them too."}}), nil
}

// counterfactual is one of them in words, nil where it has no answer.
func (m *maker) counterfactual(ctx context.Context, year int, scenario, premise string) (Para, error) {
	var failed error
	ask := func(name string, turned bool, scenario string) (measure.Row, bool) {
		q := measure.Query{A: m.a, B: m.b, Years: measure.Years{From: year, To: year}, Params: map[string]string{"scenario": scenario}}
		if turned {
			q.A, q.B = m.b, m.a
		}
		rows, err := m.Env.Catalogue.Eval(ctx, name, q)
		if err != nil {
			failed = err
			return measure.Row{}, false
		}
		for _, r := range inYear(rows, year) {
			return r, !r.Missing
		}
		return measure.Row{}, false
	}
	t := m.trace
	a, b := inSentence(string(m.a)), inSentence(string(m.b))
	after, ok := ask("gravity.counterfactual", false, scenario)
	before, also := ask("gravity.counterfactual", false, gravity.AsObserved)
	if !ok || !also {
		return nil, failed
	}
	p := t.say(fmt.Sprintf("%s, trade of the two in %d would be ", premise, year), t.as(after, measure.Dollars(after.Value)), " US$ and not ", t.as(before, measure.Dollars(before.Value)),
		" (", t.as(after, change(after.Value/before.Value-1)), ").")
	shares := []string{fmt.Sprintf(" Among the dyads of the estimate, as importers report, the share of %s in the trade of %s would go from ", b, a), fmt.Sprintf(", that of %s in the trade of %s from ", a, b)}
	for k, words := range shares {
		from, ok := ask("gravity.counterfactual_share", k == 1, gravity.AsObserved)
		to, also := ask("gravity.counterfactual_share", k == 1, scenario)
		if !ok || !also {
			return nil, failed
		}
		digits := apart(from.Value, to.Value)
		p = append(p, t.say(words, t.as(from, measure.Plain(from.Value, digits)+" %"), " to ", t.as(to, measure.Plain(to.Value, digits)+" %"))...)
	}
	p = append(p, Span{Text: "."})
	if most, ok := ask("gravity.diverted", false, scenario); ok {
		_, third, _ := strings.Cut(most.Label, ", ")
		own, partner, _ := strings.Cut(third, "–")
		p = append(p, t.say(fmt.Sprintf(" Most would change in the trade of %s with %s, by ", inSentence(own), inSentence(partner)), t.as(most, signedDollars(most.Value)), " US$.")...)
	}
	return p, failed
}

// apart is how many decimals tell two shares from each other: one, or up to four.
func apart(a, b float64) int {
	digits := 1
	for digits < 4 && measure.Plain(a, digits) == measure.Plain(b, digits) {
		digits++
	}
	return digits
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
