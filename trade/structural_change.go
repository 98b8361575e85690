package trade

import (
	"context"
	"fmt"
	"math"
	"sort"

	"dyad/measure"
)

func (t *Trade) structuralChange() *measure.Measure {
	m := &measure.Measure{
		Name: "trade.structural_change", Title: "Structural change", Unit: "0–1", Directed: true,
		Formula: "½ Σ |s(t) − s(base)| over HS chapters",
		Defined: "The part of trade that changed chapters between the base year and this one: 0 the same structure, 1 nothing in common. " +
			"What is not disclosed by chapter counts as a chapter of its own.",
		Reference: "Michaely (1962), Concentration in International Trade; Lawrence (1984), Can America Compete?",
		Missing:   "missing where this year or the base year has no product lines from the same reporter",
		Params: []measure.Param{directionParam,
			{Name: "base", Default: "", Doc: "base year; by default the first year with product lines of this reporter"}},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		base, err := yearParam(m, q, "base")
		if err != nil {
			return nil, err
		}
		reports, err := t.reports(ctx, m, q)
		if err != nil {
			return nil, err
		}
		var out []series
		for _, r := range byReporter(reports) {
			out = append(out, r.changeSince(base))
		}
		return rows(m, q, "0–1", out, func(s series, y int) string {
			from, to := direction(m, q)
			return "no product lines: " + what(string(from), string(to), y, s.View) + " (" + s.Source + ")"
		}), nil
	}
	m.World = t.worldStructuralChange(m)
	return m
}

type reporterLines struct {
	sayer
	byYear map[int]*lines
}

func byReporter(reports []*lines) []reporterLines {
	at := map[sayer]int{}
	var out []reporterLines
	for _, l := range reports {
		s := sayer{l.flow.Source, l.flow.Vintage, l.flow.View, l.flow.Reporter(), ""}
		i, ok := at[s]
		if !ok {
			i = len(out)
			at[s] = i
			out = append(out, reporterLines{s, map[int]*lines{}})
		}
		out[i].byYear[l.flow.Year] = l
	}
	return out
}

func (r reporterLines) changeSince(base int) series {
	s := series{sayer: r.sayer, cells: map[int]cell{}}
	if base == 0 {
		for y := range r.byYear {
			if base == 0 || y < base {
				base = y
			}
		}
	}
	then := r.byYear[base]
	for y, now := range r.byYear {
		if then == nil {
			s.cells[y] = gap("no product lines in the base year %d (%s)", base, r.Source)
			continue
		}
		s.cells[y] = cell{value: dissimilarity(then.chapterShares(), now.chapterShares()), note: fmt.Sprintf("base year %d", base),
			flags: join(then.flow.flags(), now.flow.flags())}
	}
	return s
}

// chapterShares are the shares of the HS chapters in the whole flow, with what
// is not disclosed as one more.
func (l *lines) chapterShares() map[string]float64 {
	out := map[string]float64{}
	whole, level := l.total(), l.level("00")
	if whole <= 0 {
		return out
	}
	for c, v := range l.value {
		if len(c) == level {
			out[c[:2]] += v / whole
		}
	}
	if rest := 1 - l.disclosed()/whole; rest > 0 {
		out[Undisclosed] = rest
	}
	return out
}

// dissimilarity is half the sum of the absolute differences of two structures,
// in a fixed order of chapters.
func dissimilarity(a, b map[string]float64) float64 {
	var codes []string
	for c := range a {
		codes = append(codes, c)
	}
	for c := range b {
		if _, ok := a[c]; !ok {
			codes = append(codes, c)
		}
	}
	sort.Strings(codes)
	sum := 0.0
	for _, c := range codes {
		sum += math.Abs(a[c] - b[c])
	}
	return sum / 2
}

// productConcentration is the Herfindahl–Hirschman index over chapters.
func (t *Trade) productConcentration(ctx context.Context, m *measure.Measure, q measure.Query, flow string) ([]measure.Row, error) {
	asked := q
	asked.Params = nil // the structure of exports, from whichever side is asked
	if flow == "imports" {
		asked.A, asked.B = q.B, q.A
	}
	flows, err := t.reports(ctx, t.structure(), asked)
	if err != nil {
		return nil, err
	}
	by := map[sayer]*series{}
	var order []sayer
	for _, l := range flows {
		s := sayer{l.flow.Source, l.flow.Vintage, l.flow.View, l.flow.Reporter(), ""}
		if by[s] == nil {
			by[s] = &series{sayer: s, cells: map[int]cell{}}
			order = append(order, s)
		}
		by[s].cells[l.flow.Year] = l.chapterConcentration()
	}
	var out []series
	for _, s := range order {
		out = append(out, *by[s])
	}
	return rows(m, q, "0–1", out, func(s series, y int) string {
		return "no product lines of trade between " + string(q.A) + " and " + string(q.B) + " in " + itoa(y) + " (" + s.Source + ")"
	}), nil
}

func (l *lines) chapterConcentration() cell {
	shares := l.chapterShares()
	rest := shares[Undisclosed]
	delete(shares, Undisclosed)
	values := make([]float64, 0, len(shares))
	for _, s := range shares {
		values = append(values, s)
	}
	c := cell{value: herfindahl(values, 1), flags: l.flow.flags(), note: fmt.Sprintf("over %d chapters", len(values))}
	if rest > 0.01 {
		c.flags = join(c.flags, []string{UniverseIncomplete})
		c.note += fmt.Sprintf("; %.1f %% is not disclosed by chapter: at most %.4f", 100*rest, c.value+rest*rest)
	}
	return c
}
