package trade

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"dyad/economy"
	"dyad/measure"
	"dyad/period"
)

// flowsBetween asks for both directions, of whole flows or of a basket.
func (t *Trade) flowsBetween(ctx context.Context, q measure.Query, basket *Basket) (*Flows, error) {
	as, bs := everMembers(q.A), everMembers(q.B)
	if basket == nil {
		return t.ledger.Between(ctx, as, bs)
	}
	lines, err := t.ledger.Products(ctx, as, bs)
	if err != nil {
		return nil, err
	}
	return basket.flows(lines), nil
}

// directed gives the flow from → to as each view of each source has it. A group
// counts with its members of each year, or of the year asOf where that is not 0.
func directed(f *Flows, from, to economy.Code, asOf int) []series {
	return directedBut(f, from, to, asOf, false)
}

// directedBut may leave out the flows between economies that belong to both
// sides.
func directedBut(f *Flows, from, to economy.Code, asOf int, leaveInner bool) []series {
	if isGroup(from) || isGroup(to) {
		return grouped(f, from, to, asOf, leaveInner)
	}
	return single(f, from, to)
}

func single(f *Flows, from, to economy.Code) []series {
	if from == to { // what a country sends itself, its returned goods, is no dyad
		return nil
	}
	rows := f.pair(from, to)
	if len(rows) == 0 {
		return nil
	}
	flow := measure.FlowOf(string(from), string(to), f.product)
	inputs := make([]measure.Input, len(rows))
	at := make([]int, 3*len(f.releases)) // the series of a source and view, 0 for none yet
	var out []series
	for i, o := range rows {
		s := &f.stamps[o.stamp]
		k := 3*s.in + viewNumber(s.view)
		if at[k] == 0 {
			out = append(out, newSeries(sayer{s.source, s.vintage, s.view, reporter(s.view, from, to), ""},
				int(rows[0].year), int(rows[len(rows)-1].year)))
			at[k] = len(out)
		}
		c := cell{value: o.value, flags: s.words, note: f.notes[o.note]}
		if math.IsNaN(o.value) {
			c = cell{missing: true, flags: s.words, why: c.note}
			if c.why == "" {
				c.why = fmt.Sprintf("%s publishes a gap: %s", s.source, what(string(from), string(to), int(o.year), s.view))
			}
		} else {
			inputs[i] = flow.Said(period.Of(int(o.year)), s.view, s.valuation, o.value, s.words)
			c.inputs = inputs[i : i+1 : i+1]
		}
		out[at[k]-1].set(int(o.year), c)
	}
	return inOrder(out)
}

func viewNumber(v measure.View) int {
	switch v {
	case measure.ByExporter:
		return 0
	case measure.ByImporter:
		return 1
	}
	return 2
}

var viewOf = [3]measure.View{measure.ByExporter, measure.ByImporter, measure.Reconciled}

func reporter(v measure.View, exporter, importer economy.Code) string {
	switch v {
	case measure.ByExporter:
		return string(exporter)
	case measure.ByImporter:
		return string(importer)
	}
	return ""
}

func what(exporter, importer string, year int, v measure.View) string {
	s := fmt.Sprintf("exports of %s to %s in %d", exporter, importer, year)
	switch v {
	case measure.ByExporter:
		return s + ", as " + exporter + " reports"
	case measure.ByImporter:
		return s + ", as " + importer + " reports"
	}
	return s + ", " + string(v)
}

// inputsKept bounds how many observations a sum over a group names.
const inputsKept = 40

// grouped sums over the members of each year. A year in which some pair of
// members has no observation is partial and names up to five of them.
func grouped(f *Flows, from, to economy.Code, asOf int, leaveInner bool) []series {
	var out []series
	for k := range 3 * len(f.releases) {
		r, v := f.releases[k/3], viewOf[k%3]
		s := newSeries(sayer{r.source, r.vintage, v, reporter(v, from, to), ""}, f.first, f.last)
		for y := f.first; y <= f.last && y > 0; y++ {
			us, vs := unitsAs(from, asOf, y), unitsAs(to, asOf, y)
			if c := f.sumOver(k, us, vs, y, leaveInner); c.said {
				if n := shared(us, vs); n > 1 {
					c.flags = join(c.flags, []string{InnerTrade})
					c.note = notes(c.note, fmt.Sprintf("exports of %s to %s %s the trade among the %d economies that belong to both", from, to, withOrWithout(leaveInner), n))
				}
				s.set(y, c)
			}
		}
		if !s.silent() {
			out = append(out, s)
		}
	}
	return inOrder(out)
}

// sumOver adds up one year of the flows between two sides in one view; the zero
// cell where there is none at all.
func (f *Flows) sumOver(k int, from, to []unit, year int, leaveInner bool) cell {
	var c cell
	var sum testimony
	var absent [][2]economy.Code
	present := 0
	left := func(x, m economy.Code) bool { return x == m }
	if inner := inBoth(from, to); leaveInner && len(inner) > 1 {
		left = func(x, m economy.Code) bool {
			return x == m || slices.Contains(inner, x) && slices.Contains(inner, m)
		}
	}
	gone := func(x, m economy.Code) {
		if !left(x, m) {
			absent = append(absent, [2]economy.Code{x, m})
		}
	}
	partner := func(x economy.Code) func(economy.Code) bool {
		return func(m economy.Code) bool {
			_, ok := f.find(x, m, k, year)
			return ok && !left(x, m)
		}
	}
	silent := gather(from, func(x economy.Code) bool {
		return slices.ContainsFunc(to, func(m unit) bool {
			return partner(x)(m.code) || m.standIn != "" && partner(x)(m.standIn)
		})
	}, func(x economy.Code) {
		for _, m := range gather(to, partner(x), func(m economy.Code) {
			o, _ := f.find(x, m, k, year)
			s := &f.stamps[o.stamp]
			present++
			sum.add(o.value, s.words)
			c.note = notes(c.note, f.notes[o.note])
			if len(c.inputs) < inputsKept {
				c.inputs = append(c.inputs, measure.FlowOf(string(x), string(m), f.product).Said(period.Of(year), s.view, s.valuation, o.value, s.words))
			}
		}) {
			gone(x, m)
		}
	})
	for _, x := range silent {
		for _, m := range to {
			gone(x, m.code)
		}
	}
	if present == 0 {
		return cell{}
	}
	c.said = true
	sum.say(&c)
	if len(absent) > 0 {
		f.lacking(&c, absent, present, year)
	}
	return c
}

// NearlyWhole flags a sum that lacks flows which, by what else is reported of
// them, make up less than a thousandth of it.
const NearlyWhole = "nearly_whole"

const (
	negligible = 0.001
	likeYears  = 5 // within which another report of a flow speaks of its size
)

// lacking says what a sum lacks: a part, or so little that it makes no
// difference. A flow of which nobody says anything in the years around might be
// of any size.
func (f *Flows) lacking(c *cell, absent [][2]economy.Code, present, year int) {
	names := make([]string, len(absent))
	likely, known := 0.0, true
	for i, p := range absent {
		names[i] = string(p[0]) + "→" + string(p[1])
		v, ok := f.likely(p[0], p[1], year)
		likely, known = likely+v, known && ok
	}
	slices.Sort(names)
	words := fmt.Sprintf("%d of %d flows have no observation (%s)", len(absent), len(absent)+present, first(names, 5))
	if known && likely < negligible*c.value {
		c.flags = join(c.flags, []string{NearlyWhole})
		c.note = notes(words+fmt.Sprintf("; by what else is reported of them they are %.2g %% of the sum", percent(likely, c.value)), c.note)
		return
	}
	c.flags = join(c.flags, partial)
	c.note = notes("a part: "+words, c.note)
}

// likely is the largest value that any report gives of a flow in the years
// around, and whether there is one.
func (f *Flows) likely(x, m economy.Code, year int) (most float64, known bool) {
	for _, o := range f.pair(x, m) {
		if d := int(o.year) - year; d >= -likeYears && d <= likeYears && !math.IsNaN(o.value) {
			most, known = max(most, o.value), true
		}
	}
	return most, known
}

// InnerTrade flags a sum between two groups that share members. The trade of
// these with one another is exports either way; in a sum of both directions it
// counts once, and the note says with which.
const InnerTrade = "inner_trade"

func withOrWithout(left bool) string {
	if left {
		return "without"
	}
	return "with"
}

// shared counts the economies of both sides.
func shared(from, to []unit) int {
	n := 0
	for _, x := range from {
		if slices.ContainsFunc(to, func(m unit) bool { return m.code == x.code }) {
			n++
		}
	}
	return n
}

// inBoth are the economies of both sides, with those that stand in for them.
func inBoth(from, to []unit) []economy.Code {
	var out []economy.Code
	for _, x := range from {
		if slices.ContainsFunc(to, func(m unit) bool { return m.code == x.code }) {
			out = append(out, x.code)
			if x.standIn != "" && !slices.Contains(out, x.standIn) {
				out = append(out, x.standIn)
			}
		}
	}
	return out
}

// find is the observation of one flow in one view and year; a published gap is
// none.
func (f *Flows) find(exporter, importer economy.Code, k, year int) (observation, bool) {
	for _, o := range f.pair(exporter, importer) {
		if int(o.year) == year && f.key(o.stamp) == k && !math.IsNaN(o.value) {
			return o, true
		}
		if int(o.year) > year {
			break
		}
	}
	return observation{}, false
}

// key numbers the source and view of a stamp.
func (f *Flows) key(s uint16) int { return 3*f.stamps[s].in + viewNumber(f.stamps[s].view) }

// inOrder sorts series by source, vintage and view.
func inOrder(ss []series) []series {
	slices.SortFunc(ss, func(a, b series) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Vintage, b.Vintage), cmp.Compare(a.View, b.View))
	})
	return ss
}

func absentFlow(from, to economy.Code) func(series, int) string {
	return func(s series, year int) string {
		return "no observation: " + what(string(from), string(to), year, s.View) + " (" + s.Source + ")" + elsewhere(from, year) + elsewhere(to, year)
	}
}
