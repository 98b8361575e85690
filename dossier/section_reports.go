package dossier

import (
	"context"

	"dyad/measure"
)

// reportsSection is how far the two customs services disagree.
func reportsSection(ctx context.Context, m *maker) (Section, error) {
	s := Section{ID: "reports", Title: "Two ledgers, one trade"}
	var err error
	if s.Figures, s.Needs, err = m.figures(ctx, "mirror-gap"); err != nil {
		return s, err
	}
	gaps, err := m.ask(ctx, "trade.mirror_gap", m.a, m.b, nil)
	if err != nil {
		return s, err
	}
	back, err := m.ask(ctx, "trade.mirror_gap", m.b, m.a, nil)
	if err != nil {
		return s, err
	}
	for _, r := range append(latest(measure.From(gaps, m.board.Source)), latest(measure.From(back, m.board.Source))...) {
		if !r.Missing {
			if r.Derived() || r.Has(measure.EitherImputed) {
				s.Text = append(s.Text, m.trace.say("Of what "+inSentence(r.A)+" sells to "+inSentence(r.B)+" one report of ", r.Year, " is derived from the other or estimated (", r, "), so the two hold no second opinion."))
				continue
			}
			s.Text = append(s.Text, m.trace.say("The importer’s report of what "+inSentence(r.A)+" sells to "+inSentence(r.B)+" differed from the exporter’s by ", r, " in ", r.Year, "."))
		}
	}
	return s, nil
}
