package dossier

import (
	"context"
	"fmt"
	"strings"

	"dyad/economy"
	"dyad/measure"
)

// overview says in a few sentences what the board says.
func overview(_ context.Context, m *maker) (Section, error) {
	bd, t := m.board, m.trace
	a, b := economy.Label(m.a), economy.Label(m.b)
	s := Section{ID: "overview", Title: "At a glance"}

	p := t.say(fmt.Sprintf("In %d the trade of %s and %s came to ", bd.Year, a, b))
	p = append(p, t.list(bd.Totals, func(r measure.Row) string { return " US$ as " + sayer(r) })...)
	if bd.Base != 0 {
		p = append(p, t.say(fmt.Sprintf(". Against %d that is ", bd.Base))...)
		p = append(p, t.list(bd.Multiples, func(r measure.Row) string { return " by the account of " + account(r) })...)
		p = append(p, Span{Text: ", at current prices"})
	}
	s.Text = append(s.Text, append(p, Span{Text: "."}))

	p = t.say(fmt.Sprintf("The balance of %s was ", a))
	p = append(p, t.list(bd.Balance, func(r measure.Row) string { return " US$ as " + sayer(r) })...)
	s.Text = append(s.Text, append(p, Span{Text: ". " + bd.conflictWords()}))

	for _, r := range bd.Asymmetry {
		if r.View == "own" && !r.Missing {
			s.Text = append(s.Text, append(t.say("Each by its own report, "), t.as(r, asymmetryWords(r)), Span{Text: "."}))
		}
	}
	s.Text = append(s.Text, t.say("All figures of this section: "+m.Cite(bd.Source)+"."+others(bd.Others)))
	if words := m.membersWords(m.a, m.b); words != "" {
		s.Text = append(s.Text, t.say(words+"."))
	}
	return s, nil
}

func others(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return " The lake has further reports, not mixed with these: " + strings.Join(ids, ", ") + "."
}

func sayer(r measure.Row) string {
	if r.Reporter == "" {
		return "reconciled"
	}
	return label(r.Reporter) + " reports"
}

func account(r measure.Row) string {
	if r.Reporter == "" {
		return "the reconciled series"
	}
	return label(r.Reporter)
}

// list strings rows together with words after each: "x as A reports and y as B
// reports".
func (t *trace) list(rows []measure.Row, after func(measure.Row) string) Para {
	var p Para
	for i, r := range rows {
		switch {
		case i > 0 && i == len(rows)-1:
			p = append(p, Span{Text: " and "})
		case i > 0:
			p = append(p, Span{Text: ", "})
		}
		if r.Missing {
			p = append(p, t.as(r, "not known"), Span{Text: strings.Replace(after(r), " US$", "", 1)})
			continue
		}
		p = append(p, t.num(r), Span{Text: after(r)})
	}
	if len(rows) == 0 {
		p = Para{{Text: "not known"}}
	}
	return p
}
