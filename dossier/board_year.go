package dossier

import (
	"fmt"
	"slices"

	"dyad/economy"
	"dyad/measure"
)

// columnOf names the column of the board a row belongs to: its reporter, or the
// view that is nobody's.
func columnOf(r measure.Row) string {
	if r.Reporter != "" {
		return r.Reporter
	}
	return string(r.View)
}

// date finds the year of each sayer's column, so that one who fell silent does
// not keep the other's news back: the last with a whole account, else the last
// with a value in either direction.
func (bd *Board) date(totals, out, back []measure.Row) {
	bd.Years = map[string]int{}
	whole := map[string]bool{}
	for _, r := range totals {
		if !r.Missing {
			k := columnOf(r)
			whole[k] = true
			bd.Years[k] = max(bd.Years[k], r.Year)
		}
	}
	for _, r := range slices.Concat(out, back) {
		if k := columnOf(r); !r.Missing && !whole[k] {
			bd.Years[k] = max(bd.Years[k], r.Year)
		}
	}
	for _, y := range bd.Years {
		bd.Year = max(bd.Year, y)
	}
}

// column keeps the rows of the years of their columns; of a view that has none,
// such as the mirror, those of the latest.
func (bd *Board) column(rows []measure.Row) []measure.Row {
	var out []measure.Row
	for _, r := range rows {
		year, ok := bd.Years[columnOf(r)]
		if !ok {
			year = bd.Year
		}
		if r.Year == year {
			out = append(out, r)
		}
	}
	return out
}

// oneYear says whether all columns are of one year.
func (bd *Board) oneYear() bool {
	for _, y := range bd.Years {
		if y != bd.Year {
			return false
		}
	}
	return true
}

// later are the last flows that a sayer gives after the year of its column, in
// one direction alone.
func (bd *Board) later(flows ...[]measure.Row) []measure.Row {
	var out []measure.Row
	for _, rows := range flows {
		last := map[string]measure.Row{}
		var order []string
		for _, r := range rows {
			k := columnOf(r)
			if r.Missing || r.Year <= bd.Years[k] {
				continue
			}
			if _, known := last[k]; !known {
				order = append(order, k)
			}
			if r.Year > last[k].Year {
				last[k] = r
			}
		}
		for _, k := range order {
			out = append(out, last[k])
		}
	}
	return out
}

// latest are the rows of the last year in which the view in which each speaks
// for itself has a value, or else any.
func latest(rows []measure.Row) []measure.Row {
	year, own := 0, false
	for _, r := range rows {
		mine := r.View == "own"
		if r.Missing || own && !mine {
			continue
		}
		if mine && !own || r.Year > year {
			year, own = r.Year, own || mine
		}
	}
	return inYear(rows, year)
}

// baseYear is 2001 where every account that has a column is whole in it and it
// lies before them all, else the first such year; 0 for none, for a year against
// itself tells nothing.
func (bd *Board) baseYear(totals []measure.Row) int {
	speaks := map[string]bool{}
	first := 0
	for _, r := range bd.Totals {
		if !r.Missing {
			speaks[columnOf(r)] = true
			if first == 0 || r.Year < first {
				first = r.Year
			}
		}
	}
	whole := map[int]int{}
	best := 0
	for _, r := range totals {
		if r.Missing || !speaks[columnOf(r)] || r.Year >= first {
			continue
		}
		if whole[r.Year]++; whole[r.Year] == len(speaks) && (best == 0 || r.Year < best) {
			best = r.Year
		}
	}
	if whole[base2001] == len(speaks) && best != 0 {
		return base2001
	}
	return best
}

// territories say which territory a name stood for, where the board speaks of
// years before it changed.
func (bd *Board) territories() []string {
	first := bd.Year
	years := slices.Concat(bd.Compared, bd.Conflicts)
	for _, d := range bd.Derived {
		years = append(years, d.Years...)
	}
	for _, y := range years {
		first = min(first, y)
	}
	var out []string
	for _, c := range []economy.Code{bd.A, bd.B} {
		if t, ok := economy.RedrawnOf(c); ok && first <= t.Until {
			out = append(out, fmt.Sprintf("%s to %d: %s", economy.Label(c), t.Until, t.Before))
		}
	}
	return out
}

// compared are the years in which both accounts are the reporters' own.
func (bd *Board) compared(balances []measure.Row) []int {
	said := map[int]int{}
	var out []int
	for _, r := range balances {
		if r.Missing || r.Reporter == "" || r.Derived() || r.Has(measure.EitherImputed) {
			continue
		}
		if said[r.Year]++; said[r.Year] == 2 {
			out = append(out, r.Year)
		}
	}
	slices.Sort(out)
	return out
}
