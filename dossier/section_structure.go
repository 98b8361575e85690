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
		s.Text = append(s.Text, m.largest(dir[0], dir[1])...)
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

// largest says which goods were the largest part in each of the two years, and
// how much is not disclosed by product.
func (m *maker) largest(from, to economy.Code) []Para {
	var then, now, hidden *StructureLine
	for i := range m.board.Structures {
		l := &m.board.Structures[i]
		switch {
		case l.From != from:
		case l.Basket == trade.Undisclosed:
			hidden = l
		default:
			if !l.Then.Missing && (then == nil || l.Then.Value > then.Then.Value) {
				then = l
			}
			if !l.Now.Missing && (now == nil || l.Now.Value > now.Now.Value) {
				now = l
			}
		}
	}
	if then == nil || now == nil {
		return nil
	}
	t := m.trace
	p := t.say(fmt.Sprintf("Of all that %s sold to %s, the largest disclosed part in %d was %s (", economy.Label(from), economy.Label(to), then.Then.Year, lower(m.Baskets.Title(then.Basket))),
		then.Then, ")")
	if then.Then.Year != now.Now.Year {
		p = append(p, t.say(fmt.Sprintf(", in %d %s (", now.Now.Year, lower(m.Baskets.Title(now.Basket))), now.Now, ")")...)
	}
	p = append(p, Span{Text: fmt.Sprintf(", as %s reports.", label(now.Reporter))})
	if hidden != nil && !hidden.Then.Missing && !hidden.Now.Missing {
		p = append(p, t.say(" Not disclosed by product: ", hidden.Then, fmt.Sprintf(" in %d, ", hidden.Then.Year), hidden.Now, fmt.Sprintf(" in %d.", hidden.Now.Year))...)
	}
	return []Para{p}
}

func lower(s string) string {
	if s == "" {
		return s
	}
	return string(s[0]|0x20) + s[1:]
}
