package named

import (
	"context"
	"fmt"
	"sort"

	"dyad/figure"
	"dyad/measure"
)

// world shows where the dyad's dependences lie among those of all dyads.
var world = Maker{Name: "world", About: "the dyad's dependences among those of all dyads", Needs: needsWorldTrade,
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		m, err := a.Catalogue.Get("trade.dependence")
		if err != nil {
			return nil, nil, err
		}
		rows, back, source, others, err := a.bothWays(ctx, m.Name)
		if err != nil {
			return nil, nil, err
		}
		rows = append(rows, back...)
		year := 0 // of whoever speaks last of its own trade
		for _, r := range rows {
			if r.Reporter == r.A && !r.Missing {
				year = max(year, r.Year)
			}
		}
		if year == 0 {
			year = measure.Latest(rows)
		}
		if a.Now != 0 {
			year = a.Now
		}
		f := a.frame("world", source, others, needsWorldTrade)
		f.Title = fmt.Sprintf("%s and %s among the dyads of this source", label(string(a.A)), label(string(a.B)))
		f.Subtitle = fmt.Sprintf("Share of a partner in an economy’s trade, per cent, %d, by the economy’s own report; each value one economy and partner", year)
		f.Unit, f.Suffix = "%", "%"
		c := figure.Distribution{Frame: f, Log: true, Of: "directed dyads"}
		values, err := m.World(ctx, measure.Query{A: a.A, B: a.B}, year)
		if err != nil {
			return nil, nil, err
		}
		for _, v := range values {
			if v.Source == source && v.Role == "a" {
				c.Values = append(c.Values, v.Value)
			}
		}
		sort.Float64s(c.Values) // once here rather than at every step of the drawing
		var kept []measure.Row
		for _, r := range rows {
			if r.Year == year && r.Reporter == r.A {
				kept = append(kept, r)
				c.Marks = append(c.Marks, figure.Mark{Name: label(r.A) + " on " + label(r.B), Short: r.A + " on " + r.B,
					Value: r.Value, Missing: r.Missing, Economy: a.place(r.A)})
			}
		}
		return c, kept, nil
	}}
