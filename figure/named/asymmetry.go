package named

import (
	"context"
	"fmt"

	"dyad/figure"
	"dyad/measure"
)

// asymmetry shows how many times more B depends on A than A on B, or the other
// way round: whichever lies above one in the last year.
var asymmetry = Maker{Name: "asymmetry", About: "how many times more one depends on the other", Needs: needsWorldTrade,
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		rows, source, others, err := a.rowsOf(ctx, "trade.asymmetry", nil, false)
		if err != nil {
			return nil, nil, err
		}
		weak, strong := a.A, a.B
		if r, ok := lastOf(rows); ok && r.Value < 1 {
			weak, strong = a.B, a.A
			same := a
			same.Source = source
			if rows, _, _, err = same.rowsOf(ctx, "trade.asymmetry", nil, true); err != nil {
				return nil, nil, err
			}
		}
		groups := known(bySayer(rows))
		f := a.frame("asymmetry", source, others, needsWorldTrade, rows...)
		f.Title = fmt.Sprintf("%s depends on %s more than %s on %s", label(string(weak)), label(string(strong)), label(string(strong)), label(string(weak)))
		f.Subtitle = fmt.Sprintf("Trade dependence of %s on %s, as a multiple of the reverse, %s", label(string(weak)), label(string(strong)), covering(groups))
		f.Unit, f.Suffix = "×", "×"
		if len(groups) == 0 {
			f.Title = fmt.Sprintf("Asymmetry of dependence, %s and %s", label(string(a.A)), label(string(a.B)))
		}
		one := 1.0
		c := figure.Lines{Frame: f, Reference: &one, ReferenceLabel: "equal dependence", ReportWords: ownOrPartners}
		for _, g := range groups {
			s := figure.Series{Points: points(g), Economy: a.place(string(weak)), Name: "By own reports", Short: "own", Report: figure.ByExporter}
			if g[0].View != "own" {
				s.Name, s.Short, s.Report = "By partners’ reports", "partners", figure.ByImporter
			}
			c.Series = append(c.Series, s)
		}
		return c, rows, nil
	}}

// lastOf is the latest row with a value, own reports before others.
func lastOf(rows []measure.Row) (measure.Row, bool) {
	best, found := measure.Row{}, false
	for _, r := range rows {
		if !r.Missing && (!found || r.Year > best.Year || r.Year == best.Year && r.View == "own") {
			best, found = r, true
		}
	}
	return best, found
}
