package trade

import (
	"context"
	"strconv"

	"dyad/internal/hint"
	"dyad/measure"
)

func (t *Trade) multiple() *measure.Measure {
	m := &measure.Measure{
		Name: "trade.multiple", Title: "Multiple of a base year", Unit: "×",
		Formula:   "T(t) / T(base)",
		Defined:   "How many times the trade of the base year, at current prices, within one reporter's account.",
		Reference: "Simple fixed-base index; ILO et al. (2004), Producer Price Index Manual, ch. 1",
		Missing:   "missing where this year or the base year is missing, or the base year is zero",
		Params: []measure.Param{ofParam,
			{Name: "base", Default: "", Doc: "base year; by default the first year in which this reporter's account is whole"}},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		base, err := yearParam(m, q, "base")
		if err != nil {
			return nil, err
		}
		ss, err := t.levels(ctx, m, q)
		if err != nil {
			return nil, err
		}
		for i, s := range ss {
			ss[i].cells = multiples(s, base)
		}
		return rows(m, q, "×", ss, absentAccount(q)), nil
	}
	m.World = t.worldChange(m, func(now, then float64) float64 { return now / then },
		func(q measure.Query, _ int) int { b, _ := yearParam(m, q, "base"); return b })
	return m
}

func yearParam(m *measure.Measure, q measure.Query, name string) (int, error) {
	text := m.Param(q, name)
	if text == "" {
		return 0, nil
	}
	y, err := strconv.Atoi(text)
	if err != nil || y < 1500 || y > 2200 {
		return 0, hint.New(hint.Usage, "", m.Name+": "+name+" "+strconv.Quote(text)+" is not a year", "write it as 2001")
	}
	return y, nil
}

func multiples(s series, base int) map[int]cell {
	if base == 0 {
		base = firstValue(s)
	}
	then, ok := s.cells[base]
	switch {
	case !ok:
		then = gap("no observation in the base year %d (%s)", base, s.Source)
	case !then.missing && then.value == 0:
		then = gap("trade in the base year %d was zero", base)
	}
	out := map[int]cell{}
	for y, c := range s.cells {
		out[y] = combine(c, then, func(now, then float64) float64 { return now / then })
		if c := out[y]; !c.missing {
			c.note = notes(c.note, "base year "+itoa(base))
			out[y] = c
		}
	}
	return out
}

func itoa(n int) string { return strconv.Itoa(n) }
