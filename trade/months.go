package trade

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"dyad/internal/hint"
	"dyad/lake"
	"dyad/measure"
	"dyad/period"
)

// months are the twelve ledgers of a lake that hold one calendar month of every
// year each. A measure by the month is the measure by the year asked of each of
// them: a change is one against the same month a year before, and a group has
// the members of the year. Nothing adds months to years.
type months struct {
	once sync.Once
	of   [12]map[string]*measure.Measure
	none bool  // the lake has no month at all
	err  error // of finding that out
}

// byMonth lets a measure be asked by the month.
func (t *Trade) byMonth(m *measure.Measure) {
	yearly := m.Eval
	m.Freqs = []period.Unit{period.Year, period.Month}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		if q.Freq != period.Month {
			return yearly(ctx, q)
		}
		if q.World {
			return nil, hint.New(hint.Usage, "", m.Name+" has no place among all dyads by the month", "leave out --world, or ask by the year")
		}
		return t.monthly(ctx, m.Name, q)
	}
}

// monthly asks the twelve ledgers and lays their rows out in the order of time,
// one sayer after the other.
func (t *Trade) monthly(ctx context.Context, name string, q measure.Query) ([]measure.Row, error) {
	t.months.once.Do(func() {
		l, ok := t.ledger.(*lakeLedger)
		if ok {
			t.months.none = true
			t.months.err = l.lake.Each(ctx, query("anymonth"), nil, func(*lake.Row) error { t.months.none = false; return nil })
		}
		for k := range t.months.of {
			one := &Trade{baskets: t.baskets, ledger: t.ledger}
			if ok {
				one.ledger = &lakeLedger{lake: l.lake, kept: map[string]any{}, hasProducts: l.hasProducts, month: k + 1}
			}
			t.months.of[k] = map[string]*measure.Measure{}
			for _, m := range one.yearly() {
				t.months.of[k][m.Name] = m
			}
		}
	})
	if t.months.none || t.months.err != nil {
		return nil, t.months.err
	}
	q.Freq = period.None
	var out []measure.Row
	place := map[string]int{} // of a sayer, in the order they come
	for k := range t.months.of {
		rows, err := t.months.of[k][name].Eval(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			r.Month = k + 1
			in := time.Month(k + 1).String()
			if r.Missing {
				r.Why = in + ": " + r.Why
			}
			for i := range r.Inputs {
				r.Inputs[i].Month = k + 1
			}
			if _, known := place[r.Key()]; !known {
				place[r.Key()] = len(place)
			}
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b measure.Row) int {
		return cmp.Or(cmp.Compare(place[a.Key()], place[b.Key()]), period.Compare(a.Period, b.Period))
	})
	return within(out), nil
}

// within leaves out the missing months before a sayer's first value and after
// its last one: a year that is under way has not yet been silent.
func within(rows []measure.Row) []measure.Row {
	var out []measure.Row
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].Key() == rows[0].Key() {
			n++
		}
		one := rows[:n]
		rows = rows[n:]
		first := slices.IndexFunc(one, func(r measure.Row) bool { return !r.Missing })
		if first < 0 {
			continue
		}
		last := n - 1
		for one[last].Missing {
			last--
		}
		out = append(out, one[first:last+1]...)
	}
	return out
}

// sql asks for the ledger's month where a query has the whole year.
func (l *lakeLedger) sql(query string) string {
	if l.month == 0 {
		return query
	}
	return strings.ReplaceAll(query, "month = 0", fmt.Sprintf("month = %d", l.month))
}
