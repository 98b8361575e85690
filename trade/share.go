package trade

import (
	"context"

	"dyad/economy"
	"dyad/measure"
)

func percent(part, whole float64) float64 { return 100 * part / whole }

// shareOf is B's part of A's trade as each book of A has it.
func (t *Trade) shareOf(ctx context.Context, a, b economy.Code, flow string) ([]series, error) {
	return t.partnerSeries(ctx, a, func(bk *book, _ sayer, y int) cell {
		return combine(bk.with(b, y, flow), bk.whole(flow, y), percent)
	})
}

func (t *Trade) share() *measure.Measure {
	m := &measure.Measure{
		Name: "trade.share", Title: "Partner's share", Unit: "%", Directed: true,
		Formula: "100 · T(A,B) / T(A,world)",
		Defined: "B's share in A's exports, imports or trade, as A reports it and, under the view mirror, as A's partners do. " +
			"The denominator is the reporter's published world total (denominator_world) or else the sum over the partners listed (denominator_sum). " +
			"For a group A, trade among its members is left out.",
		Reference: "Hirschman (1945), National Power and the Structure of Foreign Trade, ch. V",
		Missing:   "missing where A's trade with B has no observation in a direction asked; a group with silent members is flagged partial",
		Params:    []measure.Param{flowParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		ss, err := t.shareOf(ctx, q.A, q.B, m.Param(q, "flow"))
		return rows(m, q, "%", ss, absentBook(q.A)), err
	}
	m.World = t.worldShares(m, func(q measure.Query) string { return m.Param(q, "flow") })
	return m
}
