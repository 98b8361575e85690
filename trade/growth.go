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
// gained or lost members: both years then count the members of the later one.
const MembershipChanged = "membership_changed"

// levels are the series that growth and multiple are taken of.
type levels struct {
	query    measure.Query
	flows    *Flows
	of       string
	from, to economy.Code
	as       map[int][]series // by the year whose members a group counts with
}

func (t *Trade) levels(ctx context.Context, m *measure.Measure, q measure.Query) (*levels, error) {
	flows, err := t.flowsBetween(ctx, q, nil)
	if err != nil {
		return nil, err
	}
	l := &levels{query: q, flows: flows, of: m.Param(q, "of"), from: q.A, to: q.B, as: map[int][]series{}}
	if l.of == "imports" {
		l.from, l.to = l.to, l.from
	}
	return l, nil
}

// series are the levels with a group's members of the year asOf, 0 for those of
// each year. For one direction an account needs only this direction.
func (l *levels) series(asOf int) []series {
	ss, ok := l.as[asOf]
	if !ok {
		if l.of == "total" {
			ss = fold(accounts(l.flows, l.query, asOf, once), l.query, turnover)
		} else {
			ss = directed(l.flows, l.from, l.to, asOf)
		}
		l.as[asOf] = ss
	}
	return ss
}

func (l *levels) absent() func(series, int) string {
	if l.of == "total" {
		return absentAccount(l.query)
	}
	return absentFlow(l.from, l.to)
}

// alike are the levels of two years to hold against each other. Where a group
// has changed in between, both are taken with the members of the later year, so
// that an accession does not look like growth; unless the question itself names
// the members.
func (l *levels) alike(s series, now, then int) (cell, cell) {
	later := max(now, then)
	var changed string
	for _, e := range []economy.Code{l.query.A, l.query.B} {
		if isGroup(e) && asOf(l.query) == 0 && !sameUnits(units(e, then), units(e, now)) {
			changed = notes(changed, string(e)+" with its members of 31 December "+itoa(later)+" in both years")
			if words := economy.ChangeWords(e, min(now, then), later); words != "" {
				changed = notes(changed, words)
			}
		}
	}
	if changed == "" {
		return s.at(now), s.at(then)
	}
	for _, like := range l.series(later) {
		if like.sayer == s.sayer {
			mark := func(c cell) cell {
				if c.said && !c.missing {
					c.flags = join(c.flags, []string{MembershipChanged})
					c.note = notes(c.note, changed)
				}
				return c
			}
			return mark(like.at(now)), mark(like.at(then))
		}
	}
	return cell{}, cell{}
}

func relativeGrowth(now, before float64) float64 { return 100 * (now/before - 1) }

func (t *Trade) growth() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.growth",
		Zero:    "after a year of 0 growth is missing, a division by zero; a fall to 0 is −100 %",
		Groups:  "both years count the members of the later one, so that joining or leaving is no growth",
		Example: measure.Example{Ask: "trade.growth CHN RUS --years 2009", Says: "−32.0 %"},
		Title:   "Growth of trade", Unit: "%", Nature: measure.Change,
		Formula: "100 · (T(t) / T(t−1) − 1)",
		Defined: "Change against the year before, at current prices, within one reporter's account. Where a group gained or lost members in between, " +
			"both years count those of the later one, and the row is flagged membership_changed.",
		Reference: "Relative change; IMF (2018), Quarterly National Accounts Manual, ch. 8",
		Missing:   "missing where this year or the year before is missing, or the year before is zero",
		Params:    []measure.Param{ofParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		l, err := t.levels(ctx, m, q)
		if err != nil {
			return nil, err
		}
		var out []series
		for _, s := range l.series(asOf(q)) {
			out = append(out, l.changes(s))
		}
		return rows(m, q, "%", out, l.absent()), nil
	}
	m.World = t.worldChange(m, relativeGrowth, func(_ measure.Query, year int) int { return year - 1 })
	return m
}

func (l *levels) changes(s series) series {
	out := newSeries(s.sayer, s.first, s.last())
	first := firstValue(s)
	for i, c := range s.cells {
		if !c.said {
			continue
		}
		y := s.first + i
		now, before := l.alike(s, y, y-1)
		switch {
		case !now.said:
			now = gap("no observation in %d (%s) with the members of that year", y, s.Source)
		case !before.said && y == first:
			before = gap("no year before %d in %s", y, s.Source)
		case !before.said:
			before = gap("no observation in %d (%s), needed for the change to %d", y-1, s.Source, y)
		case !before.missing && before.value == 0:
			before = gap("trade in %d was zero: no relative change", y-1)
		}
		out.set(y, combine(now, before, relativeGrowth))
	}
	return out
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
