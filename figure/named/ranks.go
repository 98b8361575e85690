package named

import (
	"context"
	"fmt"

	"dyad/figure"
	"dyad/measure"
)

// ranks shows each one's place among the other's partners, the first at the top.
var ranks = Maker{Name: "ranks", About: "each one's place among the other's partners", Needs: "the two economies' trade with all their partners",
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		ab, ba, source, others, err := a.bothWays(ctx, "trade.rank")
		if err != nil {
			return nil, nil, err
		}
		groups := known(append(bySayer(ab), bySayer(ba)...))
		f := a.frame("ranks", source, others, "the two economies' trade with all their partners")
		f.Title = fmt.Sprintf("The place of %s and %s among each other’s partners", label(string(a.A)), label(string(a.B)))
		f.Subtitle = "Rank by exports and imports together, among economies; 1 is the largest partner. By own report, " + covering(groups)
		f.Unit = "rank"
		f.Divisor = 1
		c := figure.Lines{Frame: f, Ranks: true, ReportWords: map[figure.Report]string{}}
		for _, g := range groups {
			if g[0].Reporter == "" {
				continue
			}
			// The two differ in the dash too, for those who do not see colour.
			dash := figure.ByExporter
			if len(c.Series) > 0 {
				dash = figure.ByImporter
			}
			name := label(g[0].B) + " for " + label(g[0].A)
			c.ReportWords[dash] = name
			c.Series = append(c.Series, figure.Series{Points: points(g), Economy: a.place(g[0].B), Report: dash,
				Name: name, Short: g[0].B + " for " + g[0].A})
		}
		return c, append(ab, ba...), nil
	}}
