package trade

import (
	"fmt"
	"sort"

	"dyad/measure"
)

// sayer is who says a series.
type sayer struct {
	Source, Vintage string
	View            measure.View
	Reporter        string
	Label           string
}

// cell is one year of a series: a value with what it rests on, or a gap.
type cell struct {
	value   float64
	missing bool
	why     string
	flags   []string
	note    string
	inputs  []measure.Input
}

type series struct {
	sayer
	cells map[int]cell
}

func gap(format string, a ...any) cell { return cell{missing: true, why: fmt.Sprintf(format, a...)} }

// join puts the flags of both together, each once.
func join(a, b []string) []string {
	out := append([]string(nil), a...)
	for _, f := range b {
		if !has(out, f) {
			out = append(out, f)
		}
	}
	return out
}

func has(flags []string, f string) bool {
	for _, g := range flags {
		if g == f {
			return true
		}
	}
	return false
}

// combine applies f to two cells; a gap in either is a gap, and says which.
func combine(a, b cell, f func(x, y float64) float64) cell {
	switch {
	case a.missing && b.missing && a.why != b.why:
		return gap("%s; %s", a.why, b.why)
	case a.missing:
		return cell{missing: true, why: a.why}
	case b.missing:
		return cell{missing: true, why: b.why}
	}
	return cell{value: f(a.value, b.value), flags: join(a.flags, b.flags),
		note: notes(a.note, b.note), inputs: append(append([]measure.Input(nil), a.inputs...), b.inputs...)}
}

func notes(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "":
		return a
	}
	return a + "; " + b
}

// years lists the years of some series in order.
func years(ss ...series) []int {
	seen := map[int]bool{}
	for _, s := range ss {
		for y := range s.cells {
			seen[y] = true
		}
	}
	out := make([]int, 0, len(seen))
	for y := range seen {
		out = append(out, y)
	}
	sort.Ints(out)
	return out
}

// firstValue is the first year in which the series has a value, 0 for none.
func firstValue(s series) int {
	for _, y := range years(s) {
		if !s.cells[y].missing {
			return y
		}
	}
	return 0
}

// span is the first and the last year of which any of the series speaks, be it
// to say what is absent.
func span(ss []series) (first, last int) {
	if ys := years(ss...); len(ys) > 0 {
		return ys[0], ys[len(ys)-1]
	}
	return 0, 0
}

// rows lays the series out: a row for each year asked, or, where the years are
// open, from the first to the last year in which any sayer of the source
// speaks. Years without a cell become missing rows that say what is absent.
func rows(m *measure.Measure, q measure.Query, unit string, ss []series, absent func(s series, year int) string) []measure.Row {
	bySource := map[string][]series{}
	for _, s := range ss {
		bySource[s.Source+"|"+s.Vintage] = append(bySource[s.Source+"|"+s.Vintage], s)
	}
	var out []measure.Row
	for _, s := range ss {
		first, last := span(bySource[s.Source+"|"+s.Vintage])
		if first == 0 {
			continue
		}
		if q.Years.From != 0 {
			first = q.Years.From
		}
		if q.Years.To != 0 {
			last = q.Years.To
		}
		for y := first; y <= last; y++ {
			c, ok := s.cells[y]
			if !ok {
				c = gap("%s", absent(s, y))
			}
			out = append(out, measure.Row{
				Measure: m.Name, A: string(q.A), B: string(q.B), Year: y,
				Value: c.value, Missing: c.missing, Why: c.why, Unit: unit,
				View: s.View, Reporter: s.Reporter, Source: s.Source, Vintage: s.Vintage,
				Flags: c.flags, Note: c.note, Label: s.Label, Inputs: c.inputs,
			})
		}
	}
	return filter(q, out)
}

// filter keeps the asked sources and reporters, in a steady order.
func filter(q measure.Query, rs []measure.Row) []measure.Row {
	out := rs[:0]
	for _, r := range rs {
		if len(q.Sources) > 0 && !has(q.Sources, r.Source) {
			continue
		}
		if len(q.Reporters) > 0 {
			kept := false
			for _, c := range q.Reporters {
				kept = kept || string(c) == r.Reporter
			}
			if !kept {
				continue
			}
		}
		out = append(out, r)
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Source != b.Source {
			return a.Source < b.Source
		}
		if a.Vintage != b.Vintage {
			return a.Vintage < b.Vintage
		}
		if a.Label != b.Label {
			return a.Label < b.Label
		}
		if a.Year != b.Year {
			return a.Year < b.Year
		}
		return a.View+measure.View(a.Reporter) < b.View+measure.View(b.Reporter)
	})
	return out
}
