package dossier

import (
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode/utf8"

	"dyad/economy"
	"dyad/figure/named"
	"dyad/measure"
	"dyad/trade"
)

// topBaskets is how many baskets of a direction the board has room for.
const topBaskets = 3

// Text writes the board for one terminal screen of eighty columns.
func (bd *Board) Text(w io.Writer, e Env) error {
	p := &printer{w: w}
	a, b := economy.Label(bd.A), economy.Label(bd.B)
	p.line("%s and %s in %d", a, b, bd.Year)
	p.line("%s", strings.Repeat("─", screen))
	p.table([][]string{
		bd.line("", func(r measure.Row) string { return sayerHead(r) }, bd.heads()),
		bd.line(fmt.Sprintf("%s → %s, US$", a, b), shown, bd.Out),
		bd.line(fmt.Sprintf("%s → %s, US$", b, a), shown, bd.Back),
		bd.line("Total trade, US$", shown, bd.Totals),
		bd.line("  as a multiple of "+orDash(bd.Base), shown, bd.Multiples),
		bd.line("  change on the year before", withSign, bd.Growth),
		bd.line("Balance of "+a+", US$", withSign, bd.Balance),
	})
	p.wrap("%s", bd.conflictWords())
	p.structures(bd, e)
	for _, r := range bd.Asymmetry {
		if r.View == "own" && !r.Missing {
			p.wrap("Asymmetry: %s (each by its own report)", asymmetryWords(r))
		}
	}
	p.wrap("Dependence: %s", join(bd.Dependence, func(r measure.Row) string {
		if r.Has(measure.FromSum) {
			return fmt.Sprintf("%s has %s of the trade that %s lists by partner", label(r.B), r.Text(), label(r.A))
		}
		return fmt.Sprintf("%s has %s of %s’s trade", label(r.B), r.Text(), label(r.A))
	}))
	p.wrap("Rank: %s", join(bd.Ranks, func(r measure.Row) string {
		among, _, _ := strings.Cut(r.Note, ";")
		return fmt.Sprintf("%s is %s’s %s partner %s", label(r.B), label(r.A), r.Text(), among)
	}))
	p.line("%s", strings.Repeat("─", screen))
	p.wrap("Source: %s (%s). Current prices; exports f.o.b., imports c.i.f.", e.Cite(bd.Source), bd.Source)
	if words := e.membersWords(bd.A, bd.B); words != "" {
		p.wrap("%s.", words)
	}
	if len(bd.Others) > 0 {
		p.wrap("Also in the lake: %s. `dyad measure trade.total %s %s` shows them all.", strings.Join(bd.Others, ", "), bd.A, bd.B)
	}
	return p.err
}

// conflictWords says what the two reports make of the surplus over the years.
func (bd *Board) conflictWords() string {
	derived := ""
	if w := bd.derivedWords(); w != "" {
		derived = " " + w
	}
	if len(bd.Conflicts) > 0 {
		return "The two reports disagree about who had the surplus in " + named.Words(bd.Conflicts) + "." + derived
	}
	var silent []string
	for _, c := range []economy.Code{bd.A, bd.B} {
		if !bd.speaks(string(c)) {
			silent = append(silent, economy.Label(c))
		}
	}
	switch {
	case len(silent) == 2:
		return "Neither side reports both directions, so nobody can be asked who has the surplus."
	case len(silent) == 1:
		return silent[0] + " has no whole account of this trade in the source, so the surplus rests on one report."
	}
	if derived != "" {
		return "Where both report on their own they agree about who has the surplus." + derived
	}
	return "The two reports agree in every year about who has the surplus."
}

// speaks says whether a side has a whole account in the last year.
func (bd *Board) speaks(code string) bool {
	for _, r := range bd.Totals {
		if r.Reporter == code && !r.Missing {
			return true
		}
	}
	return false
}

// asymmetryWords says of a row of asymmetry who depends more.
func asymmetryWords(r measure.Row) string {
	return fmt.Sprintf("%s depends on %s %s as much as the reverse", label(r.A), label(r.B), r.Text()+mark(r))
}

func orDash(year int) string {
	if year == 0 {
		return "a base year"
	}
	return fmt.Sprint(year)
}

func label(code string) string { return economy.Label(economy.Code(code)) }

// heads has a row of each sayer, in the order of the columns: A, B, others.
func (bd *Board) heads() []measure.Row {
	var out []measure.Row
	seen := map[string]bool{}
	for _, rows := range [][]measure.Row{bd.Totals, bd.Out, bd.Back} {
		for _, r := range rows {
			if k := sayerHead(r); !seen[k] {
				seen[k] = true
				out = append(out, r)
			}
		}
	}
	rank := func(r measure.Row) int {
		switch r.Reporter {
		case string(bd.A):
			return 0
		case string(bd.B):
			return 1
		}
		return 2
	}
	sort.SliceStable(out, func(i, j int) bool { return rank(out[i]) < rank(out[j]) })
	return out
}

// line is one line of the board's table: a cell for each sayer, empty where it
// has no row.
func (bd *Board) line(head string, say func(measure.Row) string, rows []measure.Row) []string {
	cells := []string{head}
	for _, h := range bd.heads() {
		cell := ""
		if head != "" {
			cell = "missing"
		}
		for _, r := range rows {
			if sayerHead(r) == sayerHead(h) {
				cell = say(r)
			}
		}
		cells = append(cells, cell)
	}
	return cells
}

func sayerHead(r measure.Row) string {
	if r.Reporter == "" {
		return "reconciled"
	}
	return "as " + label(r.Reporter) + " reports"
}

func shown(r measure.Row) string { return r.Text() + mark(r) }

func withSign(r measure.Row) string {
	if !r.Missing && r.Value > 0 {
		return "+" + shown(r)
	}
	return shown(r)
}

// mark shows that a number is an estimate, a part or filled from its mirror.
func mark(r measure.Row) string {
	switch {
	case r.Has(measure.Partial):
		return " (a part)"
	case r.Has(measure.MirrorImputed):
		return " (imputed)"
	case r.Has(measure.EitherImputed):
		return " (one imputed)"
	case r.Has(measure.Estimate):
		return " (est.)"
	case r.Has(trade.MembershipChanged):
		return " (same members)"
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
		for _, r := range rows {
			if r.Reporter != "" && r.Missing {
				return "not known: " + r.Why
			}
		}
		return "not known: the source has no trade by partner"
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

// table sets lines in columns as wide as their widest cell.
func (p *printer) table(lines [][]string) {
	width := make([]int, len(lines[0]))
	for _, l := range lines {
		for i, c := range l {
			width[i] = max(width[i], utf8.RuneCountInString(c)+2)
		}
	}
	for _, l := range lines {
		text := ""
		for i, c := range l {
			text += pad(c, width[i])
		}
		p.line("%s", strings.TrimRight(text, " "))
	}
}

func pad(s string, n int) string {
	if d := n - utf8.RuneCountInString(s); d > 0 {
		return s + strings.Repeat(" ", d)
	}
	return s + " "
}

func (p *printer) structures(bd *Board, e Env) {
	n := map[economy.Code]int{}
	for _, l := range bd.Structures {
		if n[l.From] == 0 {
			p.line("%s → %s, shares of goods %d → %d, as %s reports (%s)", label(string(l.From)), label(string(l.To)),
				l.Then.Year, l.Now.Year, label(l.Reporter), l.Source)
		}
		if n[l.From]++; n[l.From] <= topBaskets {
			p.line("  %s%9s → %s", pad(e.Baskets.Title(l.Basket), 38), l.Then.Text()+mark(l.Then), l.Now.Text()+mark(l.Now))
		}
	}
}
