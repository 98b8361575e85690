// Package breaks asks of any measure whether it changed, when, by how much and
// how surely, once for each who says it: Bai–Perron break dates with their
// intervals, a Chow test of a change at a date given, the Mann–Kendall test of a
// trend. See stat/breakpoint and stat/trend for the methods and references.
package breaks

import (
	"errors"
	"fmt"

	"dyad/measure"
	"dyad/period"
	"dyad/stat/breakpoint"
	"dyad/stat/trend"
)

// Options of Of. The zero value takes a level in each segment of at least 15 % of
// the series, strucchange's defaults.
type Options struct {
	At      period.Period // the first period after the change to test; none for no test
	Line    bool          // a level and a slope in each segment
	Segment float64       // least observations in a segment, or below one their share
	Gaps    bool          // take the known values as if they were neighbours
}

// Series is one sayer's series and what was found in it.
type Series struct {
	By           string        // who says it
	Label        string        // a further key: a basket, a category
	First, Last  period.Period // of the run that was tested
	Values       []float64
	Periods      []period.Period
	Unit, Source string
	Note         string // what was left out of the run, and why something has no answer

	Breaks []Break
	BIC    []breakpoint.Number // by the number of breaks, from none
	Levels []Level             // of the segments; nil for lines
	Chow   *Chow
	SupF   *SupF
	Trend  *trend.Test
	// Persistent says that the trend test with its variance corrected for
	// autocorrelation (Hamed and Rao) gives another answer at 5 %.
	Persistent bool
}

// Break is a change: the last period before it, with its 95 % interval. A bound
// that the data do not give, or that lies outside of the series, is none.
type Break struct{ After, Lower, Upper period.Period }

// Level is the mean of a segment with its standard error.
type Level struct {
	First, Last  period.Period
	Mean, StdErr float64
}

// Chow is the test of a change between the period before At and At.
type Chow struct {
	At       period.Period
	F, P     float64
	DF1, DF2 int
	Missing  string
}

// SupF is the test of one change at an unknown date.
type SupF struct {
	F, P  float64
	After period.Period
}

// Of tests the rows of one measure, sayer by sayer in their order.
func Of(rows []measure.Row, o Options) []Series {
	var out []Series
	at := map[string]int{}
	var groups [][]measure.Row
	for _, r := range rows {
		i, ok := at[r.Key()]
		if !ok {
			i = len(groups)
			at[r.Key()] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	for _, g := range groups {
		if s, ok := of(g, o); ok {
			out = append(out, s)
		}
	}
	return out
}

func of(rows []measure.Row, o Options) (Series, bool) {
	run, note := longest(rows, o.Gaps)
	if len(run) == 0 {
		return Series{}, false
	}
	s := Series{By: run[0].By(), Label: run[0].Label, First: run[0].Period, Last: run[len(run)-1].Period, Unit: run[0].Unit, Source: run[0].Source, Note: note}
	derived := 0
	for _, r := range run {
		if r.Derived() {
			derived++
		}
		s.Values, s.Periods = append(s.Values, r.Value), append(s.Periods, r.Period)
	}
	if derived > 0 {
		s.add(fmt.Sprintf("%d of %d values follow from the partner's report or are the publisher's estimates: no second opinion", derived, len(run)))
	}
	design := breakpoint.Mean()
	if o.Line {
		design = breakpoint.Line()
	}
	s.find(design, o)
	if !o.At.IsZero() {
		s.chow(design, o.At)
	}
	if test, err := trend.MannKendall(s.Values); err == nil {
		s.Trend = &test
		if corrected, err := trend.HamedRao(s.Values); err == nil && corrected.Missing == "" && test.Missing == "" {
			s.Persistent = (test.P < 0.05) != (corrected.P < 0.05)
		}
	} else {
		s.add("no trend test: " + err.Error())
	}
	return s, true
}

// find looks for the dates.
func (s *Series) find(design breakpoint.Design, o Options) {
	found, err := breakpoint.Find(s.Values, design, breakpoint.Options{Segment: o.Segment})
	if err != nil {
		s.add("no break dates: " + err.Error())
		return
	}
	for _, p := range found.Partitions {
		s.BIC = append(s.BIC, p.BIC)
	}
	if intervals, err := found.Intervals(found.Chosen, breakpoint.IntervalOptions{}); err == nil {
		for _, i := range intervals {
			b := Break{After: s.Periods[i.After-1]}
			if i.Missing == "" {
				b.Lower, b.Upper = s.within(i.Lower), s.within(i.Upper)
			} else {
				s.add("no interval of the change after " + b.After.String() + ": " + i.Missing)
			}
			s.Breaks = append(s.Breaks, b)
		}
	}
	if segments, err := found.Segments(found.Chosen); err == nil && !o.Line {
		for _, g := range segments {
			l := Level{First: s.Periods[g.First-1], Last: s.Periods[g.Last-1]}
			if g.Missing == "" {
				l.Mean, l.StdErr = g.Coefficients[0], g.StdErr[0]
			}
			s.Levels = append(s.Levels, l)
		}
	}
	if sup, err := breakpoint.SupF(s.Values, design, breakpoint.Options{Segment: o.Segment}); err == nil {
		s.SupF = &SupF{sup.F, sup.P, s.Periods[sup.After-1]}
	}
}

// within is the period of an observation counted from one; none outside of the
// series, where the data do not bound the date.
func (s *Series) within(i int) period.Period {
	if i < 1 || i > len(s.Periods) {
		return period.Period{}
	}
	return s.Periods[i-1]
}

// chow tests a change between the period before at and at.
func (s *Series) chow(design breakpoint.Design, at period.Period) {
	s.Chow = &Chow{At: at}
	after := 0
	for after < len(s.Periods) && period.Compare(s.Periods[after], at) < 0 {
		after++
	}
	test, err := breakpoint.Chow(s.Values, design, after)
	if err != nil {
		s.Chow.Missing = err.Error()
		if errors.Is(err, breakpoint.ErrPoint) {
			s.Chow.Missing = fmt.Sprintf("the series from %s to %s has too little on one side of %s", s.First, s.Last, at)
		}
		return
	}
	s.Chow.F, s.Chow.P, s.Chow.DF1, s.Chow.DF2 = test.F, test.P, test.DF1, test.DF2
}

func (s *Series) add(note string) {
	if s.Note != "" {
		s.Note += "; "
	}
	s.Note += note
}

// longest is the longest run of neighbouring known values, the last of equally
// long ones, or all known values where gaps are to be passed over.
func longest(rows []measure.Row, gaps bool) (best []measure.Row, note string) {
	var run []measure.Row
	known, missing := 0, ""
	for _, r := range rows {
		if r.Missing || r.Has(measure.Partial) {
			if known > 0 {
				missing = r.Period.String()
			}
			if !gaps {
				run = nil
			}
			continue
		}
		known++
		if len(run) > 0 && !gaps && run[len(run)-1].Period.Add(1) != r.Period {
			missing = run[len(run)-1].Period.Add(1).String()
			run = nil
		}
		if run = append(run, r); len(run) >= len(best) {
			best = run
		}
	}
	if known > len(best) {
		note = fmt.Sprintf("the series has gaps (%s): its longest whole run is tested, %d of %d values", missing, len(best), known)
	} else if gaps && missing != "" && len(best) > 0 && int(best[len(best)-1].Period.Ordinal()-best[0].Period.Ordinal())+1 > len(best) {
		note = "the series has gaps, which are passed over"
	}
	return best, note
}
