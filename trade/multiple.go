package trade

import (
	"context"
	"strconv"

	"dyad/internal/hint"
	"dyad/measure"
)

func (t *Trade) multiple() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.multiple",
		Zero:    "a base year of 0 makes the multiple missing; a year of 0 is 0 ×",
		Groups:  "only members of both years are compared, so that joining or leaving is no growth",
		Example: measure.Example{Ask: "trade.multiple CHN RUS --years 2014 --set base=2001", Says: "8.92"},
		Title:   "Multiple of a base year", Unit: "×", Nature: measure.Ratio,
		Formula:   "T(t) / T(base)",
		Defined:   "How many times the trade of the base year, at current prices, within one reporter's account. Where a group gained or lost members between the two, both years count those of the later of the two, and the row is flagged membership_changed.",
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
		l, err := t.levels(ctx, m, q)
		if err != nil {
			return nil, err
		}
		var out []series
		for _, s := range l.series(asOf(q)) {
			out = append(out, l.multiples(s, base))
		}
		return rows(m, q, "×", out, l.absent()), nil
	}
	m.World = t.worldChange(m, ratio,
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

func ratio(now, then float64) float64 { return now / then }

func (l *levels) multiples(s series, base int) series {
	if base == 0 {
		base = firstValue(s)
	}
	out := newSeries(s.sayer, s.first, s.last())
	for i, c := range s.cells {
		if !c.said {
			continue
		}
		now, then := l.alike(s, s.first+i, base)
		switch {
		case !now.said:
			now = gap("no observation in %d (%s) with the members of %d", s.first+i, s.Source, max(s.first+i, base))
		case !then.said:
			then = gap("no observation in the base year %d (%s)", base, s.Source)
		case !then.missing && then.value == 0:
			then = gap("trade in the base year %d was zero", base)
		}
		c = combine(now, then, ratio)
		if !c.missing {
			c.note = notes(c.note, "base year "+itoa(base))
		}
		out.set(s.first+i, c)
	}
	return out
}

func itoa(n int) string { return strconv.Itoa(n) }
