package trade

import (
	"context"

	"dyad/measure"
)

func turnover(exports, imports float64) float64 { return exports + imports }

func (t *Trade) total() *measure.Measure {
	m := &measure.Measure{
		Name: "trade.total", Title: "Total trade", Unit: "USD",
		Formula:   "X(A→B) + X(B→A), both as one reporter tells them",
		Defined:   "Exports plus imports of one reporter's account. Exports count f.o.b. and imports c.i.f., as customs services publish their turnover.",
		Reference: "United Nations (2011), International Merchandise Trade Statistics: Concepts and Definitions 2010",
		Missing:   "missing where either direction is missing in this reporter's account", Params: []measure.Param{basketParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		ss, err := t.accountSeries(ctx, m, q, turnover)
		return rows(m, q, "USD", ss, absentAccount(q)), err
	}
	m.World = t.worldAccounts(m, turnover)
	return m
}
