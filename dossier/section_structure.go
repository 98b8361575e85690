package dossier

import (
	"context"
	"fmt"

	"dyad/economy"
	"dyad/trade"
)

// structureSection is what the two sell each other: Figures 3 and 4 of the
// article.
func structureSection(ctx context.Context, m *maker) (Section, error) {
	s := Section{ID: "structure", Title: "What they trade"}
	var err error
	if s.Figures, s.Needs, err = m.figures(ctx, "structure-exports", "structure-imports"); err != nil {
		return s, err
	}
	for _, dir := range [][2]economy.Code{{m.a, m.b}, {m.b, m.a}} {
		for _, l := range m.board.Structures {
			if l.From != dir[0] || l.Then.Missing || l.Now.Missing {
				continue
			}
			s.Text = append(s.Text, m.trace.say(fmt.Sprintf("The largest part of what %s sells to %s was %s: ", economy.Label(dir[0]), economy.Label(dir[1]), lower(trade.BasketTitle(l.Basket))),
				l.Then, fmt.Sprintf(" in %d, ", l.Then.Year), l.Now, fmt.Sprintf(" in %d, as %s reports.", l.Now.Year, label(l.Reporter))))
			break
		}
		change, err := m.ask(ctx, "trade.structural_change", dir[0], dir[1], nil)
		if err != nil {
			return s, err
		}
		for i := len(change) - 1; i >= 0; i-- {
			if r := change[i]; !r.Missing && r.Value > 0 {
				s.Text = append(s.Text, m.trace.say(fmt.Sprintf("Between the %s and %d the structure of what %s sells to %s changed by ", r.Note, r.Year, economy.Label(dir[0]), economy.Label(dir[1])), r,
					" on a scale from 0, the same goods, to 1, none in common."))
				break
			}
		}
	}
	return s, nil
}

func lower(s string) string {
	if s == "" {
		return s
	}
	return string(s[0]|0x20) + s[1:]
}
