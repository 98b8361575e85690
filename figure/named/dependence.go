package named

import (
	"context"
	"fmt"
	"slices"

	"dyad/figure"
	"dyad/measure"
)

const needsWorldTrade = "the two economies' trade with each other and with the world"

// dependence shows each economy's share in the other's trade.
var dependence = Maker{Name: "dependence", About: "each one's share in the other's trade", Needs: needsWorldTrade,
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		ab, ba, source, others, err := a.bothWays(ctx, "trade.dependence")
		if err != nil {
			return nil, nil, err
		}
		groups := known(append(bySayer(ab), bySayer(ba)...))
		f := a.frame("dependence", source, others, needsWorldTrade, append(slices.Clone(ab), ba...)...)
		f.Title = fmt.Sprintf("How much %s and %s depend on each other", label(string(a.A)), label(string(a.B)))
		f.Subtitle = "Share of the other in an economy’s exports and imports together, per cent, " + covering(groups)
		f.Unit, f.Suffix = "%", "%"
		c := figure.Lines{Frame: f, ReportWords: ownOrPartners}
		for _, g := range groups {
			s := figure.Series{Points: points(g), Economy: a.place(g[0].A), Name: label(g[0].A) + " on " + label(g[0].B), Short: g[0].A + " on " + g[0].B}
			switch {
			case g[0].Reporter != "":
				s.Report, s.Detail = figure.ByExporter, "own report"
			case g[0].View == measure.Reconciled:
				s.Report, s.Detail = figure.Reconciled, "reconciled"
			default:
				s.Report, s.Detail = figure.ByImporter, "partners’ reports"
			}
			c.Series = append(c.Series, s)
		}
		return c, append(ab, ba...), nil
	}}

// ownOrPartners are the two ways to read an economy's trade with all partners.
var ownOrPartners = map[figure.Report]string{figure.ByExporter: "own report", figure.ByImporter: "partners’ reports"}
