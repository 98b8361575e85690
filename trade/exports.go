package trade

import (
	"context"

	"dyad/economy"
	"dyad/measure"
)

const missingRule = "a year without an observation is a missing row that names it; never a zero"

func (t *Trade) exports() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.exports",
		Zero:    "a printed 0 is a value; a flow that no line prints is missing",
		Groups:  "a group is the sum of its members of 31 December of the year; a member without an observation makes the sum partial, named; trade within the group is left out",
		Example: measure.Example{Ask: "trade.exports CHN RUS --years 2017", Says: "43.3 bn"},
		Title:   "Exports", Unit: "USD", Nature: measure.Amount, Directed: true,
		Formula:   "X(A→B)",
		Defined:   "Goods that A sells to B in a year, once as A reports it (exporter view, usually f.o.b.) and once as B does (importer view, usually c.i.f.).",
		Reference: "United Nations (2011), International Merchandise Trade Statistics: Concepts and Definitions 2010, ch. II and IV",
		Missing:   missingRule, Params: []measure.Param{basketParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		return t.flowRows(ctx, m, q, q.A, q.B)
	}
	m.World = t.worldFlows(m, false)
	return m
}

// flowRows gives one directed flow as every view has it.
func (t *Trade) flowRows(ctx context.Context, m *measure.Measure, q measure.Query, from, to economy.Code) ([]measure.Row, error) {
	b, err := t.basketOf(m, q)
	if err != nil {
		return nil, err
	}
	flows, err := t.flowsBetween(ctx, q, b)
	if err != nil {
		return nil, err
	}
	return rows(m, q, "USD", directed(flows, from, to, asOf(q)), absentFlow(from, to)), nil
}
