package trade

import (
	"context"

	"dyad/measure"
)

func surplus(exports, imports float64) float64 { return exports - imports }

func (t *Trade) balance() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.balance",
		Zero:    "a printed 0 is a value and the balance is the other direction",
		Groups:  "a group is the sum of its members of 31 December of the year; a member without an observation makes the sum partial, named; trade within the group is left out",
		Example: measure.Example{Ask: "trade.balance CHN RUS --years 2009", Says: "−3.6 bn"},
		Title:   "Trade balance", Unit: "USD", Nature: measure.Balance, Directed: true,
		Formula: "X(A→B) − X(B→A), both as one reporter tells them",
		Defined: "A's exports less A's imports, in each reporter's account; above zero A sells more than it buys. " +
			"Years in which the two reporters disagree about the sign carry the flag sign_conflict.",
		Reference: "United Nations (2011), International Merchandise Trade Statistics: Concepts and Definitions 2010; on mirror conflicts Bhagwati (1964), On the Underinvoicing of Imports",
		Missing:   "missing where either direction is missing in this reporter's account", Params: []measure.Param{basketParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		ss, err := t.accountSeries(ctx, m, q, nowhere, surplus)
		markSignConflict(ss, q)
		return rows(m, q, "USD", ss, absentAccount(q)), err
	}
	m.World = t.worldAccounts(m, surplus)
	return m
}

// markSignConflict flags the years in which A's account and B's account of one
// source put the surplus on different sides. Two accounts of which one is derived
// from the other, or made by the publisher, hold no two opinions.
func markSignConflict(ss []series, q measure.Query) {
	for _, a := range ss {
		for _, b := range ss {
			if a.Reporter != string(q.A) || b.Reporter != string(q.B) || a.Source != b.Source || a.Vintage != b.Vintage {
				continue
			}
			for i, ca := range a.cells {
				cb := b.at(a.first + i)
				if !ca.said || !cb.said || ca.missing || cb.missing || ca.value*cb.value >= 0 || !ownWord(ca.flags) || !ownWord(cb.flags) {
					continue
				}
				ca.flags = join(ca.flags, []string{measure.SignConflict})
				cb.flags = join(cb.flags, []string{measure.SignConflict})
				a.cells[i] = ca
				b.set(a.first+i, cb)
			}
		}
	}
}
