package project

import (
	"context"
	"fmt"

	"dyad/measure"
	"dyad/source/lifecycle"
)

func (f *Field) pipeline() *measure.Measure {
	m := f.make(measure.Measure{
		Name: "project.pipeline", Title: "Projects by stage", Unit: "projects", Nature: measure.Amount,
		Formula:   "the number of projects of a source whose present status is a stage; with count=ever, how many have come to it or to a later one",
		Defined:   "How many projects stand at each stage of the life cycle, according to each source, and how many have come so far. Programmes that count their own members are left out.",
		Reference: "dyad's life cycle; `dyad projects statuses` shows how a publisher's words are understood",
		Missing:   "a project without a status is left out and counted in the note",
		Example:   measure.Example{Ask: "project.pipeline CHN RUS", Says: "under construction"},
		Params: []measure.Param{{Name: "count", Default: "present", Choices: []string{"present", "ever"}, Doc: "those that stand there, or those that have come at least so far"},
			{Name: "age", Default: "0", Doc: "years after which what nobody speaks of counts as suspended; 0: never"}},
	})
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		age, err := wholeParam(m, q, "age")
		if err != nil {
			return nil, err
		}
		b, err := f.open(ctx)
		if err != nil {
			return nil, err
		}
		var out []measure.Row
		for _, pf := range b.portfolios(q.A, q.B, q.Sources) {
			asOf := b.lastDay[pf.source]
			n := map[lifecycle.Status]int{}
			all, unknown := 0, 0
			for _, p := range pf.projects {
				if p.Members > 0 {
					continue
				}
				s := p.PresentAged(age, asOf.Year)
				if s.Stage == "" {
					unknown++
					continue
				}
				all++
				if m.Param(q, "count") == "present" {
					n[s.Stage]++
					continue
				}
				for stage := range p.passed(s.Stage) {
					n[stage]++
				}
			}
			for _, stage := range lifecycle.All() {
				r := measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Unit: m.Unit, Source: pf.source, Vintage: pf.vintage, Label: joinedBy(pf.label, stage.Words()), Value: float64(n[stage]), N: all}
				r.Period.Year = asOf.Year
				if unknown > 0 {
					r.Note = fmt.Sprintf("%d left out, without a status", unknown)
				}
				if all > 0 && q.Years.Has(r.Year) {
					out = append(out, r)
				}
			}
		}
		return out, nil
	}
	return m
}

func joinedBy(a, b string) string {
	if a == "" {
		return b
	}
	return a + ": " + b
}

// passed are the stages that a project has come to: those on record, where it
// stands, and each stage before the furthest of them.
func (p *Project) passed(present lifecycle.Status) map[lifecycle.Status]bool {
	out := map[lifecycle.Status]bool{present: true}
	furthest := present.Rank()
	for _, m := range p.Milestones {
		if !m.Planned && m.Members == 0 {
			out[m.Status] = true
			furthest = max(furthest, m.Status.Rank())
		}
	}
	for _, s := range lifecycle.All()[:furthest] {
		out[s] = true
	}
	return out
}
