package trade

import (
	"context"

	"dyad/measure"
)

func (t *Trade) dependence() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.dependence",
		Zero:    "a partner with a printed 0 is a dependence of 0",
		Groups:  "members are added up on either side, trade within a group left out; silent members make it partial",
		Example: measure.Example{Ask: "trade.dependence RUS CHN --years 2020", Says: "18.4 %"},
		Title:   "Trade dependence", Unit: "%", Nature: measure.Share, Directed: true,
		Formula:   "100 · (X(A→B) + X(B→A)) / (A's exports + A's imports)",
		Defined:   "The share of B in A's whole trade: how much of it A would have to replace. As A reports it, and under the view mirror as A's partners do.",
		Reference: "Hirschman (1945), National Power and the Structure of Foreign Trade, ch. II and V",
		Missing:   "missing where A's trade with B lacks either direction",
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		f, err := t.partnersOf(ctx, q.A)
		if err != nil {
			return nil, err
		}
		return rows(m, q, "%", t.shareOf(f, q.A, q.B, "trade", asOf(q)), absentBook(q.A)), nil
	}
	m.World = t.worldShares(func(measure.Query) string { return "trade" })
	return m
}
