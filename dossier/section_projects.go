package dossier

import (
	"context"
	"fmt"

	"dyad/measure"
)

// projectsSection is what was signed and what came of it, as each source has it.
func projectsSection(ctx context.Context, m *maker) (Section, error) {
	s := Section{ID: "projects", Title: "What was signed and what was built"}
	if _, err := m.Catalogue.Get("project.implementation"); err != nil {
		s.Needs = "projects of both economies"
		return s, nil
	}
	var err error
	if s.Figures, s.Needs, err = m.figures(ctx, "pipeline", "completion"); err != nil {
		return s, err
	}
	q := measure.Query{A: m.a, B: m.b}
	rows, err := m.Catalogue.Eval(ctx, "project.implementation", q)
	if err != nil {
		return s, err
	}
	for _, r := range rows {
		if r.Missing {
			continue
		}
		what := "of the projects"
		if r.Label != "" {
			what = "of " + r.Label
		}
		tail := fmt.Sprintf(" %s came about: %s", what, r.Note)
		if r.Bounds != nil {
			tail += fmt.Sprintf("; 95 %% interval %s to %s %%", measure.Plain(r.Bounds.Lower, 1), measure.Plain(r.Bounds.Upper, 1))
		}
		s.Text = append(s.Text, m.trace.say(fmt.Sprintf("According to %s, ", r.Source), r, tail+"."))
	}
	prices, err := m.Catalogue.Eval(ctx, "project.unit_price", q)
	if err != nil {
		return s, err
	}
	for _, r := range prices {
		if !r.Missing {
			s.Text = append(s.Text, m.trace.say(fmt.Sprintf("The terms of %s imply a price of ", r.Label), r, ": "+r.Note+" ("+r.Source+")."))
		}
	}
	conflicts, err := m.Catalogue.Eval(ctx, "project.conflicts", q)
	if err != nil {
		return s, err
	}
	for _, r := range conflicts {
		s.Text = append(s.Text, m.trace.say(fmt.Sprintf("Sources disagree on %s in ", r.Label), r, ": "+r.Note+"."))
	}
	return s, nil
}
