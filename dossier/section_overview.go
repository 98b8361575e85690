package dossier

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dyad/measure"
)

// overview says in a few sentences what the board says.
func overview(_ context.Context, m *maker) (Section, error) {
	bd, t := m.board, m.trace
	a, b := inSentence(string(m.a)), inSentence(string(m.b))
	s := Section{ID: "overview", Title: "At a glance"}

	told := anyValue(bd.Totals)
	if told {
		p := t.say(m.opening(a, b))
		p = append(p, t.list(bd.Totals, func(r measure.Row) string { return " US$ as " + sayer(r) + bd.dated(r) })...)
		if bd.Base != 0 {
			p = append(p, t.say(fmt.Sprintf(". Against %d that is ", bd.Base))...)
			p = append(p, t.list(bd.Multiples, func(r measure.Row) string { return " by the account of " + account(r) })...)
			p = append(p, Span{Text: ", at current prices"})
		}
		s.Text = append(s.Text, append(p, Span{Text: "."}))
	}
	if !told || !allValues(bd.Totals) {
		s.Text = append(s.Text, m.directions()...)
	}
	for _, r := range bd.Later {
		s.Text = append(s.Text, t.say("Later, in one direction alone, "+inSentence(exporterOf(r))+" sold "+inSentence(importerOf(r))+" ", r,
			fmt.Sprintf(" US$ in %d as %s.", r.Year, sayer(r))))
	}
	if told {
		p := t.say("The balance of " + inSentence(string(m.a)) + " was ")
		p = append(p, t.list(bd.Balance, func(r measure.Row) string { return " US$ as " + sayer(r) + bd.dated(r) })...)
		s.Text = append(s.Text, append(p, Span{Text: ". " + bd.conflictWords()}))
	} else {
		s.Text = append(s.Text, t.say(bd.conflictWords()))
	}

	for _, r := range bd.Asymmetry {
		if r.View == "own" && !r.Missing {
			s.Text = append(s.Text, append(t.say("Each by its own report, "), t.as(r, asymmetryWords(r)), Span{Text: bd.dated(r) + "."}))
		}
	}
	s.Text = append(s.Text, t.say("All figures of this section: "+m.Cite(bd.Source)+"."+others(bd.Others)))
	if words := m.membersWords(m.a, m.b); words != "" {
		s.Text = append(s.Text, t.say(words+"."))
	}
	for _, words := range bd.territories() {
		s.Text = append(s.Text, t.say(words+"."))
	}
	return s, nil
}

// opening begins the account's first sentence.
func (m *maker) opening(a, b string) string {
	if m.board.oneYear() {
		return fmt.Sprintf("In %d the trade of %s and %s came to ", m.board.Year, a, b)
	}
	return fmt.Sprintf("The trade of %s and %s came to ", a, b)
}

// directions tells each flow as everybody has it, where not everybody has both.
func (m *maker) directions() []Para {
	var out []Para
	for _, rows := range [][]measure.Row{m.board.Out, m.board.Back} {
		var known []measure.Row
		for _, r := range rows {
			if !r.Missing {
				known = append(known, r)
			}
		}
		if len(known) == 0 {
			continue
		}
		p := m.trace.say(sentence(inSentence(exporterOf(known[0]))) + " sold " + inSentence(importerOf(known[0])) + " ")
		p = append(p, m.trace.list(known, func(r measure.Row) string { return fmt.Sprintf(" US$ in %d as %s", r.Year, sayer(r)) })...)
		out = append(out, append(p, Span{Text: "."}))
	}
	return out
}

func anyValue(rows []measure.Row) bool {
	return slices.ContainsFunc(rows, func(r measure.Row) bool { return !r.Missing })
}

func allValues(rows []measure.Row) bool {
	return !slices.ContainsFunc(rows, func(r measure.Row) bool { return r.Missing })
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
	return inSentence(r.Reporter) + " reports"
}

func account(r measure.Row) string {
	if r.Reporter == "" {
		return "the reconciled series"
	}
	return inSentence(r.Reporter)
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
