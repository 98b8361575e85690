package dossier

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"dyad/economy"
	"dyad/measure"
	"dyad/trade"
)

// topBaskets is how many baskets of a direction the board has room for.
const topBaskets = 3

// Text writes the board for a terminal of eighty columns and two dozen lines.
func (bd *Board) Text(w io.Writer, e Env) error {
	p := &printer{w: w}
	a, b := economy.Label(bd.A), economy.Label(bd.B)
	p.line("%s and %s in %d", a, b, bd.Year)
	p.line("%s", strings.Repeat("─", screen))
	p.row("", headings(bd.Totals)...)
	p.row("Total trade, US$", texts(bd.Totals)...)
	p.row(fmt.Sprintf("  as a multiple of %d", bd.Base), texts(bd.Multiples)...)
	p.row("  change on the year before", signed(bd.Growth)...)
	p.row("Balance of "+a+", US$", signed(bd.Balance)...)
	p.wrap("%s", bd.conflictWords())
	p.structures(bd)
	for _, r := range bd.Asymmetry {
		if r.View == "own" && !r.Missing {
			p.wrap("Asymmetry: %s (each by its own report)", bd.asymmetryWords(r))
		}
	}
	p.wrap("Dependence: %s", join(bd.Dependence, func(r measure.Row) string {
		if r.Has(measure.FromSum) {
			return fmt.Sprintf("%s has %s of the trade that %s lists by partner", label(r.B), r.Text(), label(r.A))
		}
		return fmt.Sprintf("%s has %s of %s’s trade", label(r.B), r.Text(), label(r.A))
	}))
	p.wrap("Rank: %s", join(bd.Ranks, func(r measure.Row) string {
		return fmt.Sprintf("%s is %s’s %s partner", label(r.B), label(r.A), r.Text())
	}))
	p.line("%s", strings.Repeat("─", screen))
	p.wrap("Source: %s (%s). Current prices; exports f.o.b., imports c.i.f.", e.cite(bd.Source), bd.Source)
	if len(bd.Others) > 0 {
		p.wrap("Also in the lake: %s. `dyad measure trade.total %s %s` shows them all.", strings.Join(bd.Others, ", "), bd.A, bd.B)
	}
	return p.err
}

func (bd *Board) conflictWords() string {
	if len(bd.Conflicts) == 0 {
		return "The two reports agree, or only one speaks, about who has the surplus."
	}
	years := make([]string, len(bd.Conflicts))
	for i, y := range bd.Conflicts {
		years[i] = fmt.Sprint(y)
	}
	shown := strings.Join(years, ", ")
	if len(years) > 12 {
		shown = strings.Join(years[:12], ", ") + fmt.Sprintf(" and %d more", len(years)-12)
	}
	return "The two reports disagree about who had the surplus in " + shown + "."
}

// asymmetryWords puts the more dependent side first.
func (bd *Board) asymmetryWords(r measure.Row) string {
	more, less, times := r.A, r.B, r.Value
	if times < 1 && times > 0 {
		more, less, times = less, more, 1/times
	}
	return fmt.Sprintf("%s depends on %s %s as much as the reverse", label(more), label(less), measure.Format(times, "×"))
}

func label(code string) string { return economy.Label(economy.Code(code)) }

func headings(rows []measure.Row) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = "as " + label(r.Reporter) + " reports"
		if r.Reporter == "" {
			out[i] = "reconciled"
		}
	}
	return out
}

func texts(rows []measure.Row) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Text() + mark(r)
	}
	return out
}

func signed(rows []measure.Row) []string {
	out := texts(rows)
	for i, r := range rows {
		if !r.Missing && r.Value > 0 {
			out[i] = "+" + out[i]
		}
	}
	return out
}

// mark shows that a number is an estimate, a part or filled from its mirror.
func mark(r measure.Row) string {
	switch {
	case r.Has(measure.Partial):
		return " (a part)"
	case r.Has(measure.MirrorImputed):
		return " (imputed)"
	case r.Has(measure.Estimate):
		return " (est.)"
	}
	return ""
}

// join writes the rows of own reports only; mirrors are left to the dossier.
func join(rows []measure.Row, say func(measure.Row) string) string {
	var out []string
	for _, r := range rows {
		if r.Reporter != "" && !r.Missing {
			out = append(out, say(r)+mark(r))
		}
	}
	if len(out) == 0 {
		return "not known: the lake lacks trade with all partners"
	}
	return strings.Join(out, "; ")
}

type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, a ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", a...)
	}
}

// screen is the width of a terminal screen, less a margin.
const screen = 78

// wrap writes a long line on as many as it needs, set in by two.
func (p *printer) wrap(format string, a ...any) {
	line := ""
	for _, word := range strings.Fields(fmt.Sprintf(format, a...)) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > screen {
			p.line("%s", line)
			line = " "
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	p.line("%s", line)
}

func (p *printer) row(head string, cells ...string) {
	line := pad(head, 30)
	for _, c := range cells {
		line += pad(c, 24)
	}
	p.line("%s", strings.TrimRight(line, " "))
}

func pad(s string, n int) string {
	if d := n - utf8.RuneCountInString(s); d > 0 {
		return s + strings.Repeat(" ", d)
	}
	return s + " "
}

func (p *printer) structures(bd *Board) {
	n := map[economy.Code]int{}
	for _, l := range bd.Structures {
		if n[l.From] == 0 {
			p.line("%s → %s, shares of goods %d → %d, as %s reports (%s)", label(string(l.From)), label(string(l.To)),
				l.Then.Year, l.Now.Year, label(l.Reporter), l.Source)
		}
		if n[l.From]++; n[l.From] <= topBaskets {
			p.line("  %s%9s → %s", pad(trade.BasketTitle(l.Basket), 38), l.Then.Text()+mark(l.Then), l.Now.Text()+mark(l.Now))
		}
	}
}
