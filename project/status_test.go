package project

import (
	"testing"

	"dyad/period"
	"dyad/source/lifecycle"
)

func on(s lifecycle.Status, date string) Milestone {
	p, _ := period.Parse(date)
	return Milestone{Status: s, Date: p}
}

// The oracle is the rule of Present, by hand.
func TestWhereAProjectStands(t *testing.T) {
	latest := on(lifecycle.Construction, "")
	latest.Latest = true
	planned := on(lifecycle.Completed, "2030")
	planned.Planned = true
	part := on(lifecycle.Completed, "2018")
	part.Members = 3
	for _, c := range []struct {
		of   []Milestone
		want lifecycle.Status
	}{
		{nil, ""},
		{[]Milestone{on(lifecycle.Signed, "2014"), on(lifecycle.Agreed, "2008")}, lifecycle.Signed},
		{[]Milestone{on(lifecycle.Completed, "2018"), latest}, lifecycle.Construction},
		{[]Milestone{on(lifecycle.Signed, "2014"), planned, part}, lifecycle.Signed},
		{[]Milestone{on(lifecycle.Construction, "2014"), on(lifecycle.Abandoned, "2014")}, lifecycle.Abandoned},
		{[]Milestone{on(lifecycle.Announced, ""), on(lifecycle.Agreed, "2014-11"), on(lifecycle.Abandoned, "2016")}, lifecycle.Abandoned},
	} {
		p := Project{Milestones: c.of}
		if got := p.Present().Stage; got != c.want {
			t.Errorf("%v stand at %q, want %q", c.of, got, c.want)
		}
	}
}

// The oracle is the rule: an open project ages when its last word is older than the
// years given, a completed, ended or undated one never.
func TestAgeingIsAskedFor(t *testing.T) {
	open, done, undated := Project{Milestones: []Milestone{on(lifecycle.Signed, "2010")}}, Project{Milestones: []Milestone{on(lifecycle.Completed, "2001")}}, Project{Milestones: []Milestone{on(lifecycle.Announced, "")}}
	for _, c := range []struct {
		p     *Project
		years int
		asOf  int
		aged  bool
	}{{&open, 0, 2030, false}, {&open, 4, 2014, false}, {&open, 4, 2015, true}, {&done, 4, 2030, false}, {&undated, 4, 2030, false}} {
		s := c.p.PresentAged(c.years, c.asOf)
		if s.Aged != c.aged || c.aged && s.Stage != lifecycle.Suspended {
			t.Errorf("%v under %d years in %d: %+v", c.p.Milestones, c.years, c.asOf, s)
		}
	}
}

// The oracle is by hand: a life of which the beginning, the end or both are known
// by the month; the open one is seen until the source's last word.
func TestLives(t *testing.T) {
	last, _ := period.Parse("2020-07-01")
	l := Lives{AsOf: last}
	abandonedUndated := on(lifecycle.Abandoned, "")
	abandonedUndated.Latest = true
	for _, ms := range [][]Milestone{
		{on(lifecycle.Signed, "2010-01-01"), on(lifecycle.Completed, "2012-01-01")}, // 730 days
		{on(lifecycle.Signed, "2010-01-01")},                                        // open until 2020-07-01: 3834 days
		{on(lifecycle.Signed, "2014-11-16"), on(lifecycle.Abandoned, "2016-11-16")}, // ended: 731 days
		{on(lifecycle.Signed, "2010-01-01"), abandonedUndated},                      // nobody says when
		{on(lifecycle.Signed, "2012-01-01"), on(lifecycle.Completed, "2010-01-01")}, // backwards
		{on(lifecycle.Signed, "2012-05"), on(lifecycle.Completed, "2012-05-03")},    // within the month
		{on(lifecycle.Completed, "2012-05-03")},                                     // never began
	} {
		l.add(&Project{Milestones: ms}, lifecycle.Signed, lifecycle.Completed)
	}
	want := []struct {
		days  float64
		cause int
	}{{730, 1}, {3834, 0}, {731, 3}, {0, 1}}
	if len(l.Exit) != len(want) || l.Undated != 1 || l.Backwards != 1 || !l.Competing() || l.Events() != 2 {
		t.Fatalf("%+v", l)
	}
	for i, w := range want {
		if d := l.Exit[i] * daysAMonth; d-w.days > 1e-6 || w.days-d > 1e-6 || l.Cause[i] != w.cause {
			t.Errorf("life %d: %v days, cause %d; want %+v", i, d, l.Cause[i], w)
		}
	}
}

// The oracle is the rule of contradict.
func TestContradictions(t *testing.T) {
	st := func(s lifecycle.Status, date string) Status { m := on(s, date); return Status{Stage: s, Milestone: m} }
	for _, c := range []struct {
		a, b Status
		want bool
	}{
		{st(lifecycle.Completed, "2016"), st(lifecycle.Abandoned, "2016"), true},
		{st(lifecycle.Abandoned, ""), st(lifecycle.Completed, ""), true},
		{st(lifecycle.Signed, "2014"), st(lifecycle.Abandoned, "2016"), false},
		{st(lifecycle.Construction, "2016"), st(lifecycle.Suspended, "2016-05"), true},
		{st(lifecycle.Suspended, "2016"), st(lifecycle.Abandoned, "2016"), false},
		{st(lifecycle.Signed, "2014"), st(lifecycle.Signed, "2014"), false},
	} {
		if got := contradict(c.a, c.b) != ""; got != c.want {
			t.Errorf("%s and %s contradict each other: %v", told(c.a), told(c.b), got)
		}
	}
}
