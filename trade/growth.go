package trade

import (
	"context"

	"dyad/measure"
)

// ofParam says which sum a change is measured on.
var ofParam = measure.Param{Name: "of", Default: "total", Choices: []string{"total", "exports", "imports"},
	Doc: "what grows: total trade, A's exports to B or A's imports from B"}

// sums gives the account that a growth or a multiple is taken of.
var sums = map[string]func(x, m float64) float64{
	"total":   turnover,
	"exports": func(x, _ float64) float64 { return x },
	"imports": func(_, m float64) float64 { return m },
}

// levels gives the series that growth and multiple are taken of: for one
// direction the account needs only this direction.
func (t *Trade) levels(ctx context.Context, m *measure.Measure, q measure.Query) ([]series, error) {
	of := m.Param(q, "of")
	if of == "total" {
		return t.accountSeries(ctx, m, q, turnover)
	}
	flows, err := t.flowsBetween(ctx, q, "")
	if err != nil {
		return nil, err
	}
	if of == "exports" {
		return directed(flows, q.A, q.B, nil), nil
	}
	return directed(flows, q.B, q.A, nil), nil
}

func (t *Trade) growth() *measure.Measure {
	m := &measure.Measure{
		Name: "trade.growth", Title: "Growth of trade", Unit: "%",
		Formula:   "100 · (T(t) / T(t−1) − 1)",
		Defined:   "Change against the year before, at current prices, within one reporter's account.",
		Reference: "Relative change; IMF (2018), Quarterly National Accounts Manual, ch. 8",
		Missing:   "missing where this year or the year before is missing, or the year before is zero",
		Params:    []measure.Param{ofParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		ss, err := t.levels(ctx, m, q)
		if err != nil {
			return nil, err
		}
		for i, s := range ss {
			ss[i].cells = changes(s)
		}
		return rows(m, q, "%", ss, absentAccount(q)), nil
	}
	m.World = t.worldChange(m, func(now, before float64) float64 { return 100 * (now/before - 1) },
		func(_ measure.Query, year int) int { return year - 1 })
	return m
}

func changes(s series) map[int]cell {
	out := map[int]cell{}
	first := firstValue(s)
	for y := range s.cells {
		before, ok := s.cells[y-1]
		switch {
		case y == first:
			before = gap("no year before %d in %s", y, s.Source)
		case !ok:
			before = gap("no observation in %d (%s), needed for the change to %d", y-1, s.Source, y)
		case !before.missing && before.value == 0:
			before = gap("trade in %d was zero: no relative change", y-1)
		}
		out[y] = combine(s.cells[y], before, func(now, then float64) float64 { return 100 * (now/then - 1) })
	}
	return out
}
