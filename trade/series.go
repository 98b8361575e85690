package trade

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/measure"
	"dyad/period"
)

// sayer is who says a series.
type sayer struct {
	Source, Vintage string
	View            measure.View
	Reporter        string
	Label           string
}

// cell is one year of a series: a value with what it rests on, or a gap. The
// zero cell says nothing at all.
type cell struct {
	said    bool
	missing bool
	value   float64
	why     string
	flags   []string // shared: changed by join alone
	note    string
	inputs  []measure.Input
}

// series is what one sayer says, year by year without a break from first on.
type series struct {
	sayer
	first int
	cells []cell

	untrimmed *series // with the gaps before the first and after the last value, for who asks for these years
}

func gap(format string, a ...any) cell {
	return cell{said: true, missing: true, why: fmt.Sprintf(format, a...)}
}

// newSeries has room for the years, and nothing said yet.
func newSeries(s sayer, first, last int) series {
	return series{sayer: s, first: first, cells: make([]cell, max(0, last-first+1))}
}

// trimmed is the series from its first to its last value; one without any value
// stays whole, so that it is said what is absent.
func (s series) trimmed() series {
	value := func(c cell) bool { return c.said && !c.missing }
	from := slices.IndexFunc(s.cells, value)
	if from < 0 {
		return s
	}
	to := len(s.cells)
	for !value(s.cells[to-1]) {
		to--
	}
	whole := s
	s.first, s.cells, s.untrimmed = s.first+from, s.cells[from:to], &whole
	return s
}

func (s *series) last() int { return s.first + len(s.cells) - 1 }

// at is the cell of a year; its said is false where the series says nothing.
func (s *series) at(year int) cell {
	if i := year - s.first; i >= 0 && i < len(s.cells) {
		return s.cells[i]
	}
	if s.untrimmed != nil {
		return s.untrimmed.at(year)
	}
	return cell{}
}

func (s *series) set(year int, c cell) {
	c.said = true
	s.cells[year-s.first] = c
}

// silent says whether the series says nothing in any year.
func (s *series) silent() bool {
	return !slices.ContainsFunc(s.cells, func(c cell) bool { return c.said })
}

// join puts the flags of both together, each once.
func join(a, b []string) []string {
	if len(b) == 0 {
		return a
	}
	if len(a) == 0 {
		return b
	}
	out := a
	for _, f := range b {
		if !has(out, f) {
			out = append(slices.Clip(out), f)
		}
	}
	return out
}

func has(flags []string, f string) bool { return slices.Contains(flags, f) }

// combine applies f to two cells; a gap in either is a gap, and says which.
func combine(a, b cell, f func(x, y float64) float64) cell {
	switch {
	case a.missing && b.missing && a.why != b.why:
		return cell{said: true, missing: true, why: a.why + "; " + b.why}
	case a.missing:
		return cell{said: true, missing: true, why: a.why}
	case b.missing:
		return cell{said: true, missing: true, why: b.why}
	}
	return cell{said: true, value: f(a.value, b.value), flags: join(a.flags, b.flags),
		note: notes(a.note, b.note), inputs: both(a.inputs, b.inputs)}
}

func both(a, b []measure.Input) []measure.Input {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	return append(slices.Clip(a), b...)
}

// notes strings notes together, each once.
func notes(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "":
		return a
	}
	said := strings.Split(a, "; ")
	for _, n := range strings.Split(b, "; ") {
		if !slices.Contains(said, n) {
			said = append(said, n)
		}
	}
	return strings.Join(said, "; ")
}

// span is the first and the last year of which any of the series speaks, be it
// to say what is absent; 0 where none does.
func span(ss ...series) (first, last int) {
	for _, s := range ss {
		for i, c := range s.cells {
			if !c.said {
				continue
			}
			if y := s.first + i; first == 0 || y < first {
				first = y
			}
			last = max(last, s.first+i)
		}
	}
	return first, last
}

// firstValue is the first year in which the series has a value, 0 for none.
func firstValue(s series) int {
	for i, c := range s.cells {
		if c.said && !c.missing {
			return s.first + i
		}
	}
	return 0
}

// rows lays the series out: a row for each year asked, or, where the years are
// open, from the first to the last year in which any sayer of the source
// speaks. Years without a cell become missing rows that say what is absent.
func rows(m *measure.Measure, q measure.Query, unit string, ss []series, absent func(s series, year int) string) []measure.Row {
	order := slices.Clone(ss)
	slices.SortStableFunc(order, func(a, b series) int { return a.before(b, q) })
	var out []measure.Row
	for len(order) > 0 {
		source := prefix(order, func(a, b series) bool { return a.Source == b.Source && a.Vintage == b.Vintage })
		order = order[len(source):]
		first, last := span(source...)
		if first == 0 {
			continue
		}
		if q.Years.From != 0 {
			first = q.Years.From
		}
		if q.Years.To != 0 {
			last = q.Years.To
		}
		source = slices.DeleteFunc(source, func(s series) bool { return !s.asked(q) })
		out = slices.Grow(out, max(0, last-first+1)*len(source))
		for len(source) > 0 {
			labelled := prefix(source, func(a, b series) bool { return a.Label == b.Label })
			source = source[len(labelled):]
			for y := first; y <= last; y++ {
				for i := range labelled {
					out = append(out, labelled[i].row(m, q, unit, y, absent))
				}
			}
		}
	}
	return out
}

// prefix are the first elements that are like the first.
func prefix(ss []series, like func(a, b series) bool) []series {
	n := 1
	for n < len(ss) && like(ss[0], ss[n]) {
		n++
	}
	return ss[:n:n]
}

// before orders series by source and label, A's report before the others.
func (s series) before(t series, q measure.Query) int {
	own := func(s series) int {
		if s.Reporter == string(q.A) {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(s.Source, t.Source), cmp.Compare(s.Vintage, t.Vintage), cmp.Compare(s.Label, t.Label),
		cmp.Compare(own(s), own(t)), cmp.Compare(s.View, t.View), cmp.Compare(s.Reporter, t.Reporter))
}

func (s *series) row(m *measure.Measure, q measure.Query, unit string, year int, absent func(s series, year int) string) measure.Row {
	c := s.at(year)
	if !c.said {
		c = cell{missing: true, why: absent(*s, year)}
	}
	return measure.Row{
		Measure: m.Name, A: string(q.A), B: string(q.B), Period: period.Of(year),
		Value: c.value, Missing: c.missing, Why: c.why, Unit: unit,
		View: s.View, Reporter: s.Reporter, Source: s.Source, Vintage: s.Vintage,
		Flags: c.flags, Note: c.note, Label: s.Label, Inputs: c.inputs,
	}
}

// asked says whether the query wants this sayer.
func (s *series) asked(q measure.Query) bool {
	if len(q.Sources) > 0 && !slices.Contains(q.Sources, s.Source) {
		return false
	}
	return len(q.Reporters) == 0 || slices.ContainsFunc(q.Reporters, func(c economy.Code) bool { return string(c) == s.Reporter })
}
