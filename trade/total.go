package trade

import (
	"context"

	"dyad/measure"
)

func turnover(exports, imports float64) float64 { return exports + imports }

func (t *Trade) total() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.total",
		Zero:    "a printed 0 is a value; a direction that no line prints makes the total missing",
		Groups:  "a group is the sum of its members of 31 December of the year; a member without an observation makes the sum partial, named; trade within the group is left out",
		Example: measure.Example{Ask: "trade.total CHN RUS --years 2017", Says: "84.4 bn"},
		Title:   "Total trade", Unit: "USD", Nature: measure.Amount,
		Formula:   "X(A→B) + X(B→A), both as one reporter tells them",
		Defined:   "Exports plus imports of one reporter's account. Exports count f.o.b. and imports c.i.f., as customs services publish their turnover.",
		Reference: "United Nations (2011), International Merchandise Trade Statistics: Concepts and Definitions 2010",
		Missing:   "missing where either direction is missing in this reporter's account", Params: []measure.Param{basketParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		ss, err := t.accountSeries(ctx, m, q, once, turnover)
		return rows(m, q, "USD", ss, absentAccount(q)), err
	}
	m.World = t.worldAccounts(m, turnover)
	return m
}
