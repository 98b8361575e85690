package dossier

import (
	"context"
	"fmt"

	"dyad/measure"
)

// dependenceSection is who needs whom: dependence, its asymmetry, the ranks and
// the dyad among all others.
func dependenceSection(ctx context.Context, m *maker) (Section, error) {
	s := Section{ID: "dependence", Title: "Who depends on whom"}
	var err error
	if s.Figures, s.Needs, err = m.figures(ctx, "dependence", "asymmetry", "ranks", "world"); err != nil {
		return s, err
	}
	for _, r := range m.board.Dependence {
		if r.Reporter != "" && !r.Missing {
			of := label(r.A) + "’s trade"
			if r.Has(measure.FromSum) {
				of = "the trade that " + label(r.A) + " lists by partner"
			}
			s.Text = append(s.Text, m.trace.say(label(r.B)+" has ", r, fmt.Sprintf(" of %s in %d, as %s reports.", of, r.Year, label(r.Reporter))))
		}
	}
	for _, r := range m.board.Ranks {
		if r.Reporter != "" && !r.Missing {
			s.Text = append(s.Text, m.trace.say(label(r.B)+" is the ", r, fmt.Sprintf(" partner of %s in %d (%s).", label(r.A), r.Year, r.Note)))
		}
	}
	return s, nil
}
