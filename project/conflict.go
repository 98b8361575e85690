package project

import (
	"context"
	"fmt"
	"slices"

	"dyad/economy"
	"dyad/measure"
	"dyad/period"
	"dyad/source/lifecycle"
)

// Conflict is one point on which two witnesses of a project contradict each other.
type Conflict struct {
	Project *Project
	With    *Project // the record of another source; nil where witnesses of one do
	Words   string
}

// Conflicts lists the contradictions in a dyad's portfolios: between those whom a
// register names as its witnesses, and between records of several sources that a
// register says are of the same thing.
func (f *Field) Conflicts(ctx context.Context, x, y economy.Code, sources []string) ([]Conflict, error) {
	b, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	var out []Conflict
	for _, pf := range b.portfolios(x, y, sources) {
		for _, p := range pf.projects {
			out = append(out, b.conflicts(p)...)
		}
	}
	return out, nil
}

func (b *book) conflicts(p *Project) (out []Conflict) {
	type end struct {
		who string
		s   Status
	}
	var ends []end
	for _, who := range p.witnesses() {
		alone := Project{Milestones: slices.DeleteFunc(slices.Clone(p.Milestones), func(m Milestone) bool { return m.According != who })}
		if s := alone.Present(); s.Stage != "" {
			ends = append(ends, end{who, s})
		}
	}
	for i, a := range ends {
		for _, c := range ends[:i] {
			if w := contradict(c.s, a.s); w != "" {
				out = append(out, Conflict{p, nil, fmt.Sprintf("%s: %s; %s: %s (%s)", sayer(p, c.who), told(c.s), sayer(p, a.who), told(a.s), w)})
			}
		}
	}
	out = append(out, datesApart(p)...)
	for _, key := range p.SameAs {
		for _, other := range b.same(key) {
			mine, theirs := p.Present(), other.Present()
			if w := contradict(mine, theirs); w != "" && mine.Stage != "" && theirs.Stage != "" {
				out = append(out, Conflict{p, other, fmt.Sprintf("%s: %s; %s: %s (%s)", p.Source, told(mine), other.Key(), told(theirs), w)})
			}
		}
	}
	return out
}

func (p *Project) witnesses() (out []string) {
	for _, m := range p.Milestones {
		if !m.Planned && !slices.Contains(out, m.According) {
			out = append(out, m.According)
		}
	}
	return out
}

func sayer(p *Project, who string) string {
	if who == "" {
		return p.Source
	}
	return who
}

func told(s Status) string {
	if s.Date.IsZero() {
		return s.Stage.Words()
	}
	return s.Stage.Words() + " in " + s.Date.Label()
}

// contradict says in what two statuses cannot both be: one has the project done
// and the other ended, or one has ended it while the other, speaking no earlier,
// has it going on.
func contradict(a, b Status) string {
	if a.Stage == b.Stage {
		return ""
	}
	if b.Stage.Halted() {
		a, b = b, a
	}
	switch {
	case a.Stage.Halted() && b.Stage == lifecycle.Completed:
		return "done and ended"
	case a.Stage.Halted() && b.Stage.Halted():
		return ""
	case a.Stage.Halted() && !a.Date.IsZero() && !b.Date.IsZero() && overlap(a.Date, b.Date):
		return "ended and going on at one time"
	}
	return ""
}

func overlap(a, b period.Period) bool {
	return !a.Last().Before(b.First()) && !b.Last().Before(a.First())
}

// datesApart finds one stage that two witnesses date to times that cannot be one.
func datesApart(p *Project) (out []Conflict) {
	for i, a := range p.Milestones {
		for _, c := range p.Milestones[:i] {
			if a.Status != c.Status || a.According == c.According || a.Planned || c.Planned || a.Members+c.Members != 0 || a.Date.IsZero() || c.Date.IsZero() || overlap(a.Date, c.Date) {
				continue
			}
			out = append(out, Conflict{p, nil, fmt.Sprintf("%s according to %s in %s, according to %s in %s", a.Status.Words(), sayer(p, c.According), c.Date.Label(), sayer(p, a.According), a.Date.Label())})
		}
	}
	return out
}

func (f *Field) conflicts() *measure.Measure {
	m := f.make(measure.Measure{
		Name: "project.conflicts", Title: "Where sources disagree on projects", Unit: "conflicts", Nature: measure.Amount,
		Formula:   "the number of points of a project on which two witnesses contradict each other",
		Defined:   "Two witnesses contradict each other where one has a project done and the other ended, ended and going on at one time, or a stage at dates that cannot be one. A row a project; the note says who says what.",
		Reference: "dyad's rule: sources are shown side by side and never merged",
		Missing:   "what one witness does not speak of is no conflict",
		Zero:      "a project without conflicts has no row",
		Example:   measure.Example{Ask: "project.conflicts CHN RUS", Says: "tongjiang-bridge-chinese-half"},
	})
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		found, err := f.Conflicts(ctx, q.A, q.B, q.Sources)
		if err != nil {
			return nil, err
		}
		var out []measure.Row
		for _, c := range found {
			if n := len(out); n > 0 && out[n-1].Label == c.Project.ID && out[n-1].Source == c.Project.Source {
				out[n-1].Value++
				out[n-1].Note += "; " + c.Words
				continue
			}
			r := measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Unit: m.Unit, Source: c.Project.Source, Vintage: c.Project.Vintage, Label: c.Project.ID, Value: 1, Note: c.Words}
			if s := c.Project.Present(); !s.Date.IsZero() {
				r.Period.Year = s.Date.Year
			}
			if q.Years.Has(r.Year) {
				out = append(out, r)
			}
		}
		return out, nil
	}
	return m
}
