package trade

import (
	"context"

	"dyad/measure"
)

func (t *Trade) imports() *measure.Measure {
	m := &measure.Measure{
		Name: "trade.imports", Title: "Imports", Unit: "USD", Directed: true,
		Formula:   "X(B→A)",
		Defined:   "Goods that A buys from B in a year, once as A reports it (importer view, usually c.i.f.) and once as B does (exporter view, usually f.o.b.).",
		Reference: "United Nations (2011), International Merchandise Trade Statistics: Concepts and Definitions 2010, ch. II and IV",
		Missing:   missingRule, Params: []measure.Param{basketParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		return t.flowRows(ctx, m, q, q.B, q.A)
	}
	m.World = t.worldFlows(m, true)
	return m
}
