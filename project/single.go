package project

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dyad/measure"
	"dyad/period"
	"dyad/source/lifecycle"
)

// records finds those of a project by its id, or source:id.
func (f *Field) records(ctx context.Context, q measure.Query) ([]*Project, error) {
	found, _, err := f.Show(ctx, string(q.A))
	if err != nil {
		return nil, err
	}
	if len(q.Sources) > 0 {
		found = slices.DeleteFunc(slices.Clone(found), func(p *Project) bool { return !slices.Contains(q.Sources, p.Source) })
	}
	return found, nil
}

func (f *Field) reached() *measure.Measure {
	m := &measure.Measure{
		Name: "project.reached", Title: "Whether a project had come to a stage", Unit: "0–1", Subject: measure.Project,
		Formula:   "1 in each year by whose end the project had come to the stage, else 0",
		Defined:   "Whether a project had come to a stage by the end of a year, according to each witness on record; a row a year from the year before the first date on record to the last. A witness who dates a stage has it not come to before.",
		Reference: "dyad's life cycle; a stage counts with its own date alone",
		Missing:   "a witness who has the stage without a date is missing",
		Zero:      "0 says that the stage had not been come to",
		Groups:    "a project has no members here",
		Example:   measure.Example{Ask: "project.reached tongjiang-bridge --set stage=agreed --years 2008", Says: "1.000"},
		Params:    []measure.Param{{Name: "stage", Default: "completed", Choices: stages(), Doc: "which stage"}, {Name: "besides", Doc: "a witness to leave out, as the text whose sentence is judged"}},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		found, err := f.records(ctx, q)
		if err != nil {
			return nil, err
		}
		stage := lifecycle.Status(m.Param(q, "stage"))
		var out []measure.Row
		for _, p := range found {
			for _, who := range p.witnesses() {
				if who != "" && who == m.Param(q, "besides") {
					continue
				}
				out = append(out, p.yearsOf(m, q, stage, who)...)
			}
		}
		return out, nil
	}
	return m
}

// yearsOf says year by year what one witness has of a stage.
func (p *Project) yearsOf(m *measure.Measure, q measure.Query, stage lifecycle.Status, who string) (out []measure.Row) {
	first, last, when := 0, 0, 0
	for _, s := range p.Milestones {
		y := s.Date.Year
		if s.Planned || s.Members != 0 || y == 0 {
			continue
		}
		if first == 0 || y < first {
			first = y
		}
		last = max(last, y)
		if s.Status == stage && s.According == who && (when == 0 || y < when) {
			when = y
		}
	}
	if first == 0 || !p.speaks(stage, who) {
		return nil
	}
	for y := first - 1; y <= last; y++ {
		if !q.Years.Has(y) {
			continue
		}
		r := measure.Row{Measure: m.Name, A: string(q.A), Unit: m.Unit, Source: p.Source, Vintage: p.Vintage, Note: sayer(p, who)}
		if who != "" {
			r.View = measure.View(who)
		}
		r.Period.Year = y
		switch {
		case when == 0:
			r.Missing, r.Why = true, fmt.Sprintf("%s gives no date at which %s was %s", sayer(p, who), p.ID, stage.Words())
		case y >= when:
			r.Value = 1
		}
		out = append(out, r)
	}
	return out
}

// speaks says that the witness has the stage at all.
func (p *Project) speaks(stage lifecycle.Status, who string) bool {
	return slices.ContainsFunc(p.Milestones, func(m Milestone) bool { return m.Status == stage && m.According == who })
}

func (f *Field) members() *measure.Measure {
	m := &measure.Measure{
		Name: "project.members", Title: "How many projects a programme counts", Unit: "projects", Subject: measure.Project, Nature: measure.Amount,
		Formula:   "the number of members of a programme, all or those at a stage, as its source counts them",
		Defined:   "How many projects or agreements a programme counts, in the year in which its source counts them.",
		Reference: "the programme's own record",
		Missing:   "a programme whose source counts none at the stage has no row",
		Zero:      "none is 0",
		Groups:    "a project has no members of another kind",
		Example:   measure.Example{Ask: "project.members arctic-agreements --set stage=completed", Says: "10 projects"},
		Params:    []measure.Param{{Name: "stage", Choices: append([]string{""}, stages()...), Doc: "those at a stage; all of them where it is left out"}},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		found, err := f.records(ctx, q)
		if err != nil {
			return nil, err
		}
		stage := lifecycle.Status(m.Param(q, "stage"))
		var out []measure.Row
		for _, p := range found {
			for _, s := range p.Milestones {
				if p.Members == 0 || s.Planned || s.Date.IsZero() || !q.Years.Has(s.Date.Year) || stage != "" && (s.Status != stage || s.Members == 0) {
					continue
				}
				r := measure.Row{Measure: m.Name, A: string(q.A), Unit: m.Unit, Source: p.Source, Vintage: p.Vintage, Note: s.According, Value: float64(s.Members)}
				r.Period.Year = s.Date.Year
				if stage == "" {
					r.Value = float64(p.Members)
					if slices.ContainsFunc(out, func(o measure.Row) bool { return o.Source == r.Source && o.Year == r.Year }) {
						continue
					}
				}
				out = append(out, r)
			}
		}
		return out, nil
	}
	return m
}

func (f *Field) share() *measure.Measure {
	m := &measure.Measure{
		Name: "project.share", Title: "Shares in a project", Unit: "%", Subject: measure.Project, Nature: measure.Share,
		Formula:   "the share agreed on, held or dropped, as the source gives it",
		Defined:   "The shares in one project or company by holder.",
		Reference: "the source's own record",
		Missing:   "a share that is not known is missing",
		Zero:      "a share of 0 is held by nobody any more",
		Groups:    "a project has no members here",
		Example:   measure.Example{Ask: "project.share vankorneft-cnpc --years 2014", Says: "10.0 %"},
		Params:    []measure.Param{{Name: "state", Choices: []string{"", "held", "agreed", "dropped"}, Doc: "only shares in this state"}},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		found, err := f.records(ctx, q)
		if err != nil {
			return nil, err
		}
		var out []measure.Row
		for _, p := range found {
			for _, s := range p.Stakes {
				state := m.Param(q, "state")
				if state != "" && s.State != state || !q.Years.Has(s.Date.Year) {
					continue
				}
				r := measure.Row{Measure: m.Name, A: string(q.A), Period: s.Date.In(period.Year), Unit: m.Unit, Source: p.Source, Vintage: p.Vintage, Label: s.Holder, Flags: []string{s.State}, Note: strings.TrimSpace(s.Date.Label() + " " + s.According)}
				if s.Share == nil {
					r.Missing, r.Why = true, p.Source+" gives no share of "+s.Holder
				} else {
					r.Value = *s.Share
				}
				out = append(out, r)
			}
		}
		return out, nil
	}
	return m
}
