package trade

import (
	"context"

	"dyad/economy"
	"dyad/measure"
)

// ofParam says which sum a change is measured on.
var ofParam = measure.Param{Name: "of", Default: "total", Choices: []string{"total", "exports", "imports"},
	Doc: "what grows: total trade, A's exports to B or A's imports from B"}

// MembershipChanged flags a comparison of two years between which a group
// gained or lost members.
const MembershipChanged = "membership_changed"

// levels gives the series that growth and multiple are taken of, and what to
// say of a year without one: for one direction the account needs only this
// direction.
func (t *Trade) levels(ctx context.Context, m *measure.Measure, q measure.Query) ([]series, func(series, int) string, error) {
	of := m.Param(q, "of")
	if of == "total" {
		ss, err := t.accountSeries(ctx, m, q, turnover)
		return ss, absentAccount(q), err
	}
	flows, err := t.flowsBetween(ctx, q, nil)
	if err != nil {
		return nil, nil, err
	}
	from, to := q.A, q.B
	if of == "imports" {
		from, to = to, from
	}
	return directed(flows, from, to), absentFlow(from, to), nil
}

func relativeGrowth(now, before float64) float64 { return 100 * (now/before - 1) }

func (t *Trade) growth() *measure.Measure {
	m := &measure.Measure{
		Name: "trade.growth", Title: "Growth of trade", Unit: "%",
		Formula: "100 · (T(t) / T(t−1) − 1)",
		Defined: "Change against the year before, at current prices, within one reporter's account. A group counts with its members of each year; " +
			"where they are not the same in both, the row is flagged membership_changed.",
		Reference: "Relative change; IMF (2018), Quarterly National Accounts Manual, ch. 8",
		Missing:   "missing where this year or the year before is missing, or the year before is zero",
		Params:    []measure.Param{ofParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		ss, absent, err := t.levels(ctx, m, q)
		if err != nil {
			return nil, err
		}
		for i, s := range ss {
			ss[i] = changes(s, q)
		}
		return rows(m, q, "%", ss, absent), nil
	}
	m.World = t.worldChange(m, relativeGrowth, func(_ measure.Query, year int) int { return year - 1 })
	return m
}

func changes(s series, q measure.Query) series {
	out := newSeries(s.sayer, s.first, s.last())
	first := firstValue(s)
	for i, now := range s.cells {
		if !now.said {
			continue
		}
		y := s.first + i
		before := s.at(y - 1)
		switch {
		case !before.said && y == first:
			before = gap("no year before %d in %s", y, s.Source)
		case !before.said:
			before = gap("no observation in %d (%s), needed for the change to %d", y-1, s.Source, y)
		case !before.missing && before.value == 0:
			before = gap("trade in %d was zero: no relative change", y-1)
		}
		out.set(y, sameMembers(combine(now, before, relativeGrowth), q, y-1, y))
	}
	return out
}

// sameMembers flags a comparison of two years where a group did not stay the
// same.
func sameMembers(c cell, q measure.Query, then, now int) cell {
	for _, e := range []economy.Code{q.A, q.B} {
		if !c.missing && isGroup(e) && !sameUnits(units(e, then), units(e, now)) {
			c.flags = join(c.flags, []string{MembershipChanged})
			c.note = notes(c.note, string(e)+" had other members in "+itoa(then))
		}
	}
	return c
}

func sameUnits(a, b []unit) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].code != b[i].code {
			return false
		}
	}
	return true
}
