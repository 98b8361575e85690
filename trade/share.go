package trade

import (
	"context"

	"dyad/economy"
	"dyad/measure"
)

func percent(part, whole float64) float64 { return 100 * part / whole }

// ExceedsTotal flags a part that is larger than the total published beside it.
const ExceedsTotal = "exceeds_total"

// shareOf is B's part of A's trade as each book of A has it.
func (t *Trade) shareOf(f *Flows, a, b economy.Code, flow string, asOf int) []series {
	return t.partnerSeries(f, a, asOf, func(bk *book) cell {
		c := combine(bk.with(b, flow, asOf), bk.whole(flow), percent)
		if !c.missing && c.value > 100 {
			c.flags = join(c.flags, []string{ExceedsTotal})
		}
		return c
	})
}

func (t *Trade) share() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.share",
		Zero:    "a partner with a printed 0 has a share of 0; an economy whose whole trade is 0 has none",
		Groups:  "members are added up on either side, trade within a group left out; silent members make the share partial",
		Example: measure.Example{Ask: "trade.share CHN RUS --years 2017", Says: "2.1 %"},
		Title:   "Partner's share", Unit: "%", Nature: measure.Share, Directed: true,
		Formula: "100 · T(A,B) / T(A,world)",
		Defined: "B's share in A's exports, imports or trade, as A reports it and, under the view mirror, as A's partners do. " +
			"The denominator is the published world total (denominator_world; under mirror, what the source gives for the world as a reporter) or else the sum over the partners listed (denominator_sum). " +
			"For a group A, trade among its members is left out.",
		Reference: "Hirschman (1945), National Power and the Structure of Foreign Trade, ch. V",
		Missing:   "missing where A's trade with B has no observation in a direction asked, or where no total is published and fewer than ten partners are listed; a group with silent members is flagged partial",
		Params:    []measure.Param{flowParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		f, err := t.partnersOf(ctx, q.A)
		if err != nil {
			return nil, err
		}
		return rows(m, q, "%", t.shareOf(f, q.A, q.B, m.Param(q, "flow"), asOf(q)), absentBook(q.A)), nil
	}
	m.World = t.worldShares(func(q measure.Query) string { return m.Param(q, "flow") })
	return m
}
