package named

import (
	"context"
	"fmt"

	"dyad/figure"
	"dyad/measure"
)

const needsPanel = "the annual trade of all economies with each other, as a whole IMF, Comtrade or BACI file has it"

// expected shows a dyad's trade beside what a gravity model expects of it, both
// directions together.
var expected = Maker{Name: "expected", About: "expected against actual trade, by a gravity model of all dyads", Needs: needsPanel,
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		ask := func(name, limit string) ([]measure.Row, error) {
			q := measure.Query{A: a.A, B: a.B, Years: a.Years, Params: map[string]string{"limit": limit}}
			if a.Source != "" {
				q.Sources = []string{a.Source}
			}
			return a.Catalogue.Eval(ctx, name, q)
		}
		rows, err := ask("gravity.expected", "")
		if err != nil {
			return nil, nil, err
		}
		ratios, err := ask("gravity.ratio", "")
		if err != nil {
			return nil, nil, err
		}
		lower, err := ask("gravity.expected", "lower")
		if err != nil {
			return nil, nil, err
		}
		upper, err := ask("gravity.expected", "upper")
		if err != nil {
			return nil, nil, err
		}
		source, view := "", measure.View("")
		if names := measure.Sources(rows); len(names) > 0 {
			source, view = names[0], rows[0].View
		}
		f := a.frame("expected", source, nil, needsPanel)
		f.Title = fmt.Sprintf("Actual and expected trade of %s and %s", label(string(a.A)), label(string(a.B)))
		f.Subtitle = fmt.Sprintf("Exports and imports together at current prices (%s view), beside what the average dyad of this size and distance trades, %s", view, covering([][]measure.Row{rows}))
		f.Unit = "USD"
		f.Caveats = append(f.Caveats, "Expected trade is estimated with the dyad taking part, which pulls a large dyad’s expectation towards its trade",
			"The band is the uncertainty of the estimate, not the scatter of single dyads")
		c := figure.Lines{Frame: f, IntervalLabel: "95 % limits of the estimate", ReportWords: map[figure.Report]string{}}
		actual := figure.Series{Name: "Actual", Economy: figure.First}
		model := figure.Series{Name: "Expected", Economy: figure.Neutral}
		for len(rows) > 0 && rows[0].Missing { // before both economies trade with enough others
			rows = rows[1:]
		}
		low, high := byYear(lower), byYear(upper)
		byRatio := byYear(ratios)
		for _, r := range rows {
			if r.Source != source {
				continue
			}
			x := float64(r.Year)
			model.Points = append(model.Points, figure.Point{X: x, Y: r.Value, Missing: r.Missing, Note: r.Why})
			if l, h := low[r.Year], high[r.Year]; !r.Missing && l.Value > 0 && h.Value > 0 {
				model.Interval = append(model.Interval, figure.Range{X: x, Low: l.Value, High: h.Value})
			}
			p := figure.Point{X: x, Missing: true}
			if q, ok := byRatio[r.Year]; ok && !q.Missing && !r.Missing {
				p.Y, p.Missing = q.Value*r.Value, false
			} else if ok {
				p.Note = q.Why
			}
			actual.Points = append(actual.Points, p)
		}
		c.Series = []figure.Series{actual, model}
		return c, append(rows, ratios...), nil
	}}

// byYear finds rows by their year.
func byYear(rows []measure.Row) map[int]measure.Row {
	out := map[int]measure.Row{}
	for _, r := range rows {
		out[r.Year] = r
	}
	return out
}

// expectedWorld shows where the dyad's ratio of actual to expected trade lies
// among those of all dyads.
var expectedWorld = Maker{Name: "expected-world", About: "actual over expected trade, the dyad among all", Needs: needsPanel,
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		m, err := a.Catalogue.Get("gravity.ratio")
		if err != nil {
			return nil, nil, err
		}
		q := measure.Query{A: a.A, B: a.B, Years: a.Years}
		if a.Source != "" {
			q.Sources = []string{a.Source}
		}
		rows, err := a.Catalogue.Eval(ctx, m.Name, q)
		if err != nil {
			return nil, nil, err
		}
		year := measure.Latest(rows)
		if a.Now != 0 {
			year = a.Now
		}
		var kept []measure.Row
		for _, r := range rows {
			if r.Year == year {
				kept = append(kept, r)
			}
		}
		source := ""
		if len(kept) > 0 {
			source = kept[0].Source
		}
		f := a.frame("expected-world", source, nil, needsPanel)
		f.Title = fmt.Sprintf("%s and %s among all dyads", label(string(a.A)), label(string(a.B)))
		f.Subtitle = fmt.Sprintf("Actual over expected trade, %d; each value one dyad that was observed in both directions", year)
		f.Unit, f.Suffix = "×", "×"
		c := figure.Distribution{Frame: f, Log: true, Of: "dyads"}
		for _, r := range kept {
			c.Marks = append(c.Marks, figure.Mark{Name: label(r.A) + " and " + label(r.B), Short: r.A + "–" + r.B, Value: r.Value, Missing: r.Missing})
		}
		values, err := m.World(ctx, q, year)
		if err != nil {
			return nil, nil, err
		}
		for _, v := range values {
			if v.Source == source {
				c.Values = append(c.Values, v.Value)
			}
		}
		return c, kept, nil
	}}
