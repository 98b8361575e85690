package trade

import (
	"context"

	"dyad/measure"
)

func (t *Trade) dependence() *measure.Measure {
	m := &measure.Measure{
		Name: "trade.dependence", Title: "Trade dependence", Unit: "%", Directed: true,
		Formula:   "100 · (X(A→B) + X(B→A)) / (A's exports + A's imports)",
		Defined:   "The share of B in A's whole trade: how much of it A would have to replace. As A reports it, and under the view mirror as A's partners do.",
		Reference: "Hirschman (1945), National Power and the Structure of Foreign Trade, ch. II and V",
		Missing:   "missing where A's trade with B lacks either direction",
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		ss, err := t.shareOf(ctx, q.A, q.B, "trade")
		return rows(m, q, "%", ss, absentBook(q.A)), err
	}
	m.World = t.worldShares(m, func(measure.Query) string { return "trade" })
	return m
}
