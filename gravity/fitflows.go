package gravity

import (
	"context"
	"dyad/regress"
	"dyad/regress/frame"
)

// FitFlows estimates a specification on a panel of flows. Its columns are
// trade, exporter, importer, year, pair (directed), dyad (undirected), dist (km
// between capitals), contig (common land border, 0 or 1), and those that the
// covariates, nil for none, were read with. Flows without a value, negative
// ones, domestic ones and those of groups are left out and counted as dropped.
func FitFlows(ctx context.Context, flows []Flow, c *Covariates, o regress.FitOptions) (*regress.Estimate, error) {
	p, err := newPanel(flows, nil)
	if err != nil {
		return nil, err
	}
	columns := p.columns()
	columns[0].Name = "trade"
	distance, border := geography(p)
	if c != nil {
		for _, name := range c.names {
			switch values := c.column(name, p); name {
			case "dist":
				distance = values
			case "contig":
				border = values
			default:
				columns = append(columns, frame.Column{Name: name, Numbers: values})
			}
		}
	}
	pairs, levels := p.directed()
	columns = append(columns, frame.Column{Name: "dist", Numbers: distance}, frame.Column{Name: "contig", Numbers: border}, frame.Column{Name: "pair", Codes: pairs, Levels: levels})
	if o.Data == "" {
		o.Data = "the panel"
	}
	data, err := frame.New(o.Data, columns...)
	if err != nil {
		return nil, err
	}
	e, err := regress.Fit(ctx, data, o)
	if err != nil {
		return nil, sparse(err, c.coverage(p))
	}
	p.account(e)
	return e, nil
}
