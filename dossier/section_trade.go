package dossier

import (
	"context"
	"fmt"

	"dyad/economy"
	"dyad/measure"
)

// tradeSection is the development of trade: Figures 1 and 2 of the article, and
// the balance.
func tradeSection(ctx context.Context, m *maker) (Section, error) {
	s := Section{ID: "trade", Title: "Trade"}
	var err error
	if s.Figures, s.Needs, err = m.figures(ctx, "total", "flows", "balance"); err != nil {
		return s, err
	}
	months, _, err := m.figures(ctx, "monthly") // few sources have them, and none is lacking without
	if err != nil {
		return s, err
	}
	s.Figures = append(s.Figures, months...)
	growth, err := m.ask(ctx, "trade.growth", m.a, m.b, nil)
	if err != nil {
		return s, err
	}
	growth = measure.From(growth, m.board.Source)
	for _, reporter := range []economy.Code{m.a, m.b} {
		best, worst, found := extremes(growth, string(reporter))
		if !found {
			continue
		}
		s.Text = append(s.Text, m.trace.say("As "+inSentence(string(reporter))+" reports, trade grew most in ", fmt.Sprint(best.Year), " (", best,
			") and fell most, or grew least, in ", fmt.Sprint(worst.Year), " (", worst, ")."))
	}
	return s, nil
}

// extremes are a reporter's years of fastest growth and deepest fall.
func extremes(rows []measure.Row, reporter string) (best, worst measure.Row, found bool) {
	for _, r := range rows {
		// A part of a group, or a report that is derived or estimated, shows no
		// extreme of the reporter's own.
		if r.Missing || r.Reporter != reporter || r.Has(measure.Partial) || r.Derived() {
			continue
		}
		if !found || r.Value > best.Value {
			best = r
		}
		if !found || r.Value < worst.Value {
			worst = r
		}
		found = true
	}
	return best, worst, found
}
