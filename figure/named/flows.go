package named

import (
	"context"
	"fmt"

	"dyad/economy"
	"dyad/figure"
	"dyad/measure"
)

// flows is Figure 2 of the article: both directions, each as both sides report
// it, with the years shaded in which the reports disagree about the surplus.
var flows = Maker{Name: "flows", About: "exports in each direction, as exporter and importer report them", Needs: needsTrade,
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		out, back, source, others, err := a.bothWays(ctx, "trade.exports")
		if err != nil {
			return nil, nil, err
		}
		same := a
		same.Source = source
		signs, _, _, err := same.rowsOf(ctx, "trade.balance", nil, false)
		if err != nil {
			return nil, nil, err
		}
		rows := append(out, back...)
		groups := known(byDirection(rows))
		f := a.frame("flows", source, others, needsTrade, rows...)
		f.Title = fmt.Sprintf("What %s and %s sell each other", label(string(a.A)), label(string(a.B)))
		f.Subtitle = "Exports in each direction at current prices, " + covering(groups)
		f.Unit = "USD"
		years := ConflictYears(signs)
		if len(years) > 0 {
			f.Subtitle += ". Shaded: the two reports give the balance opposite signs (" + Words(years) + ")"
		}
		c := figure.Lines{Frame: f, Shade: bands(years)}
		for _, g := range groups {
			s := figure.Series{Points: points(g), Economy: a.place(g[0].A),
				Name:  label(g[0].A) + " → " + label(g[0].B),
				Short: g[0].A + " → " + g[0].B}
			switch g[0].View {
			case measure.ByExporter:
				s.Report, s.Detail = figure.ByExporter, economy.Possessive(label(g[0].Reporter))+" report"
			case measure.ByImporter:
				s.Report, s.Detail = figure.ByImporter, economy.Possessive(label(g[0].Reporter))+" report"
			default:
				s.Report, s.Detail = figure.Reconciled, "reconciled"
			}
			c.Series = append(c.Series, s)
		}
		return c, rows, nil
	}}

// byDirection groups rows of both directions by direction and sayer.
func byDirection(rows []measure.Row) [][]measure.Row {
	var out, back []measure.Row
	for _, r := range rows {
		if r.A == rows[0].A {
			out = append(out, r)
		} else {
			back = append(back, r)
		}
	}
	return append(bySayer(out), bySayer(back)...)
}
