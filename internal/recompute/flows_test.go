package recompute

import (
	"fmt"
	"slices"
)

// answers are the values of a measure of one dyad, by who says them in which
// year; what is missing is not there.
type answers map[said]float64

type said struct {
	year                  int
	view, reporter, label string
}

func (s said) String() string { return fmt.Sprintf("%d %q %q %q", s.year, s.view, s.reporter, s.label) }

var viewName = [2]string{"exporter", "importer"}

// sum adds up the flow between two sides of economies in one view, with the part
// that is not the reporters' own; NaN where nothing is there.
func (t *table) sum(view int, from, to []string, year int, among func(x, m string) bool) (value, made float64) {
	value = nan()
	there := func(x string) func(string) bool {
		return func(m string) bool { return x != m && is(t.flow(view, x, m, year)) && among(x, m) }
	}
	exporters, _ := pick(from, func(x string) bool {
		return slices.ContainsFunc(to, func(m string) bool {
			s, _ := standIn(m, to)
			return there(x)(m) || s != "" && there(x)(s)
		})
	})
	for _, x := range exporters {
		importers, _ := pick(to, there(x))
		for _, m := range importers {
			if !is(value) {
				value = 0
			}
			v := t.flow(view, x, m, year)
			value += v
			if t.marks(view, x, m, year) != 0 {
				made += v
			}
		}
	}
	return value, made
}

func anyPair(string, string) bool { return true }

// level is a flow with the members that both sides have in the year asOf.
func (t *table) level(view int, from, to string, year, asOf int) (value, made float64) {
	return t.sum(view, members(from, asOf), members(to, asOf), year, anyPair)
}

func (t *table) flows(a, b string, imports bool) answers {
	from, to := a, b
	if imports {
		from, to = b, a
	}
	out := answers{}
	t.eachYear(func(y int) {
		for view, who := range []string{from, to} {
			if v, _ := t.level(view, from, to, y, y); is(v) {
				out[said{y, viewName[view], who, ""}] = v
			}
		}
	})
	return out
}

// account is what one of the two reports of both directions.
func (t *table) account(a, b string, of, year, asOf int) (out, back float64, own bool) {
	views := [2][2]int{{byExporter, byImporter}, {byImporter, byExporter}}[of]
	out, madeOut := t.level(views[0], a, b, year, asOf)
	back, madeBack := t.level(views[1], b, a, year, asOf)
	if isGroup(a) || isGroup(b) { // a sum stands as the reporters' own while hardly any of it is not
		return out, back, madeOut <= 0.05*out && madeBack <= 0.05*back
	}
	return out, back, t.marks(views[0], a, b, year) == 0 && t.marks(views[1], b, a, year) == 0
}

func (t *table) accounts(a, b string, f func(out, back float64) float64) answers {
	out := answers{}
	t.eachYear(func(y int) {
		for of, who := range []string{a, b} {
			if x, m, _ := t.account(a, b, of, y, y); is(x) && is(m) {
				out[said{y, "", who, ""}] = f(x, m)
			}
		}
	})
	return out
}

func plus(x, m float64) float64 { return x + m }

func minus(x, m float64) float64 { return x - m }

// conflicts are the years in which the two accounts put the surplus on different
// sides, each on its reporter's own word.
func (t *table) conflicts(a, b string) map[int]bool {
	out := map[int]bool{}
	t.eachYear(func(y int) {
		x1, m1, own1 := t.account(a, b, 0, y, y)
		x2, m2, own2 := t.account(a, b, 1, y, y)
		if own1 && own2 && (x1 > m1 && x2 < m2 || x1 < m1 && x2 > m2) {
			out[y] = true
		}
	})
	return out
}

// against holds each year against another: the one before, or a base year for all
// (0: the first in which the account is whole). Both count the members that the
// later of the two has, where these differ.
func (t *table) against(a, b string, then func(year, first int) int, f func(now, then float64) float64) answers {
	out := answers{}
	for of, who := range []string{a, b} {
		total := func(y, asOf int) float64 {
			x, m, _ := t.account(a, b, of, y, asOf)
			return x + m
		}
		first := 0
		t.eachYear(func(y int) {
			if first == 0 && is(total(y, y)) {
				first = y
			}
		})
		t.eachYear(func(y int) {
			from := then(y, first)
			if from < t.first || from >= t.first+t.years || !is(total(y, y)) && !t.anything(a, b, of, y) {
				return
			}
			later := max(y, from)
			now, before := total(y, later), total(from, later)
			if slices.Equal(members(a, y), members(a, from)) && slices.Equal(members(b, y), members(b, from)) {
				now, before = total(y, y), total(from, from)
			}
			if is(now) && is(before) && before != 0 {
				out[said{y, "", who, ""}] = f(now, before)
			}
		})
	}
	return out
}

// anything says whether an account has either direction.
func (t *table) anything(a, b string, of, year int) bool {
	x, m, _ := t.account(a, b, of, year, year)
	return is(x) || is(m)
}

func (t *table) growth(a, b string) answers {
	return t.against(a, b, func(y, _ int) int { return y - 1 }, func(now, then float64) float64 { return 100 * (now - then) / then })
}

func (t *table) multiple(a, b string, base int) answers {
	return t.against(a, b, func(_, first int) int {
		if base != 0 {
			return base
		}
		return first
	}, func(now, then float64) float64 { return now / then })
}

// gap is how far the importers' report lies above the exporters', over the flows
// that both report.
func (t *table) gap(a, b string) answers {
	out := answers{}
	t.eachYear(func(y int) {
		both := func(x, m string) bool { return is(t.flow(byExporter, x, m, y)) && is(t.flow(byImporter, x, m, y)) }
		x, _ := t.sum(byExporter, members(a, y), members(b, y), y, both)
		m, _ := t.sum(byImporter, members(a, y), members(b, y), y, both)
		if is(x) && is(m) && x != 0 {
			out[said{y, "both", "", ""}] = 100 * (m - x) / x
		}
	})
	return out
}
