package named

import (
	"context"
	"fmt"
	"strings"

	"dyad/figure"
	"dyad/measure"
)

// total is Figure 1 of the article: total trade by year, by each account.
var total = Maker{Name: "total", About: "total trade by year, as each side reports it", Needs: needsTrade,
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		rows, source, others, err := a.rowsOf(ctx, "trade.total", nil, false)
		if err != nil {
			return nil, nil, err
		}
		groups := known(bySayer(rows))
		f := a.frame("total", source, others, needsTrade, rows...)
		f.Title = fmt.Sprintf("Trade between %s and %s", label(string(a.A)), label(string(a.B)))
		f.Subtitle = "Exports and imports together at current prices, as each side reports them, " + covering(groups)
		f.Unit = "USD"
		c := figure.Lines{Frame: f}
		c.ReportWords = map[figure.Report]string{}
		for i, g := range groups {
			s := a.account(g)
			// Two accounts differ in the dash too, for those who do not see colour.
			if s.Report == figure.Unstated {
				s.Report = figure.ByExporter
				if i > 0 {
					s.Report = figure.ByImporter
				}
			}
			c.ReportWords[s.Report] = lowerFirst(s.Name)
			c.Series = append(c.Series, s)
		}
		return c, rows, nil
	}}

// account is the series of one reporter's account: colour is the reporter.
func (a Ask) account(g []measure.Row) figure.Series {
	s := figure.Series{Points: points(g), Economy: a.place(g[0].Reporter)}
	switch {
	case g[0].Reporter != "":
		s.Name, s.Short = "As "+label(g[0].Reporter)+" reports", g[0].Reporter
	case g[0].View == measure.Reconciled:
		s.Name, s.Report = "Reconciled", figure.Reconciled
	default:
		s.Name = "By " + string(g[0].View) + " reports"
	}
	return s
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
