package named

import (
	"context"
	"fmt"
	"slices"

	"dyad/figure"
	"dyad/measure"
)

// mirrorGap shows how far the importer's report lies above the exporter's.
var mirrorGap = Maker{Name: "mirror-gap", About: "how far the importer's report lies from the exporter's, in each direction", Needs: needsTrade,
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		ab, ba, source, others, err := a.bothWays(ctx, "trade.mirror_gap")
		if err != nil {
			return nil, nil, err
		}
		groups := known(append(bySayer(ab), bySayer(ba)...))
		f := a.frame("mirror-gap", source, others, needsTrade, append(slices.Clone(ab), ba...)...)
		f.Title = fmt.Sprintf("How far the reports of %s and %s lie apart", label(string(a.A)), label(string(a.B)))
		f.Subtitle = "Importer’s report above the exporter’s, per cent, " + covering(groups) + ". Freight and insurance explain some 5 to 10 per cent"
		f.Unit, f.Suffix = "%", "%"
		zero := 0.0
		c := figure.Lines{Frame: f, Signed: true, Reference: &zero, ReferenceLabel: "the two reports agree"}
		for _, g := range groups {
			c.Series = append(c.Series, figure.Series{Points: points(g), Economy: a.place(g[0].A),
				Name: label(g[0].A) + " → " + label(g[0].B), Short: g[0].A + " → " + g[0].B})
		}
		return c, append(ab, ba...), nil
	}}
