package trade

import (
	"context"

	"dyad/measure"
)

func (t *Trade) imports() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.imports",
		Zero:    "a printed 0 is a value; a flow that no line prints is missing",
		Groups:  "a group is the sum of its members of 31 December of the year; a member without an observation makes the sum partial, named; trade within the group is left out",
		Example: measure.Example{Ask: "trade.imports CHN RUS --years 2017", Says: "41.1 bn"},
		Title:   "Imports", Unit: "USD", Nature: measure.Amount, Directed: true,
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
