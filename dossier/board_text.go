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
	if bd.oneYear() {
		p.line("%s and %s in %d", a, b, bd.Year)
	} else {
		p.line("%s and %s, each side’s latest year", a, b)
	}
	p.line("%s", strings.Repeat("─", screen))
	lines := [][]string{
		bd.line("", bd.columnHead, bd.heads()),
		bd.line(fmt.Sprintf("%s → %s, US$", a, b), shown, bd.Out),
		bd.line(fmt.Sprintf("%s → %s, US$", b, a), shown, bd.Back),
		bd.line("Total trade, US$", shown, bd.Totals),
	}
	if bd.Base != 0 {
		lines = append(lines, bd.line(fmt.Sprintf("  as a multiple of %d", bd.Base), shown, bd.Multiples))
	}
	p.table(append(lines,
		bd.line("  change on the year before", withSign, bd.Growth),
		bd.line("Balance of "+a+", US$", withSign, bd.Balance)))
	for _, r := range bd.Later {
		p.wrap("Later, in one direction alone: %s → %s %s US$ in %d, %s.", label(exporterOf(r)), label(importerOf(r)), shown(r), r.Year, sayerHead(r))
	}
	p.wrap("%s", bd.conflictWords())
	p.structures(bd, e)
	for _, r := range bd.Asymmetry {
		if r.View == "own" && !r.Missing {
			p.wrap("Asymmetry: %s%s (each by its own report)", asymmetryWords(r), bd.dated(r))
		}
	}
	p.wrap("Dependence: %s", join(bd.Dependence, func(r measure.Row) string {
		if r.Has(measure.FromSum) {
			return fmt.Sprintf("%s has %s of the trade that %s lists by partner%s", inSentence(r.B), r.Text(), inSentence(r.A), bd.dated(r))
		}
		return fmt.Sprintf("%s has %s of %s trade%s", inSentence(r.B), r.Text(), possessive(r.A), bd.dated(r))
	}))
	p.wrap("Rank: %s", join(bd.Ranks, func(r measure.Row) string {
		among, _, _ := strings.Cut(r.Note, ";")
		return fmt.Sprintf("%s is %s %s partner %s%s", inSentence(r.B), possessive(r.A), r.Text(), among, bd.dated(r))
	}))
	p.line("%s", strings.Repeat("─", screen))
	p.wrap("Source: %s (%s). Current prices; exports f.o.b., imports c.i.f.", e.Cite(bd.Source), bd.Source)
	if words := e.membersWords(bd.A, bd.B); words != "" {
		p.wrap("%s.", words)
	}
	for _, words := range bd.territories() {
		p.wrap("%s.", words)
	}
	if len(bd.Others) > 0 {
		p.wrap("Also in the lake: %s. `dyad measure trade.total %s %s` shows them all.", strings.Join(bd.Others, ", "), bd.A, bd.B)
	}
	return p.err
}

// fewYears: opinions on so few years are told with the years.
const fewYears = 4

// conflictWords says what the two reports make of the surplus over the years,
// and on how many years that rests.
func (bd *Board) conflictWords() string {
	words := bd.opinions()
	if w := bd.derivedWords(); w != "" {
		words += " " + w
	}
	return words
}

func (bd *Board) opinions() string {
	var silent []string
	for _, c := range []economy.Code{bd.A, bd.B} {
		if !bd.speaks(string(c)) {
			silent = append(silent, inSentence(string(c)))
		}
	}
	n := len(bd.Compared)
	switch {
	case len(silent) == 2:
		return "Neither side reports both directions, so nobody can be asked who has the surplus."
	case len(silent) == 1:
		return sentence(silent[0]) + " has no whole account of this trade in the source, so the surplus rests on one report."
	case n == 0:
		return "In no year do both sides report on their own, so that there are no two opinions about the surplus."
	case n == 1 && len(bd.Conflicts) > 0:
		return fmt.Sprintf("In the one year in which both sides report on their own, %d, they disagree about who had the surplus.", bd.Compared[0])
	case n == 1:
		return fmt.Sprintf("In the one year in which both sides report on their own, %d, they agree about who had the surplus.", bd.Compared[0])
	case n <= fewYears && len(bd.Conflicts) > 0:
		return fmt.Sprintf("Of the %d years in which both sides report on their own (%s) they disagree about who had the surplus in %s.", n, named.Words(bd.Compared), named.Words(bd.Conflicts))
	case n <= fewYears:
		return fmt.Sprintf("In the %d years in which both sides report on their own (%s) they agree about who had the surplus.", n, named.Words(bd.Compared))
	case len(bd.Conflicts) > 0:
		return "The two reports disagree about who had the surplus in " + named.Words(bd.Conflicts) + "."
	case len(bd.Derived) > 0:
		return fmt.Sprintf("In the %d years in which both report on their own they agree about who has the surplus.", n)
	}
	return "The two reports agree in every year about who has the surplus."
}

// speaks says whether a side has a whole account in any year.
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
	return fmt.Sprintf("%s depends on %s %s as much as the reverse", inSentence(r.A), inSentence(r.B), r.Text()+mark(r))
}

// columnHead names a column, with its year where not all have the same.
func (bd *Board) columnHead(r measure.Row) string {
	if bd.oneYear() {
		return sayerHead(r)
	}
	return fmt.Sprintf("%s, %d", sayerHead(r), r.Year)
}

// dated says of which year a number is, where the board has several.
func (bd *Board) dated(r measure.Row) string {
	if r.Year == bd.Year && bd.oneYear() {
		return ""
	}
	return fmt.Sprintf(" in %d", r.Year)
}

// exporterOf and importerOf are the ends of the flow that a row of exports or
// imports is about.
func exporterOf(r measure.Row) string {
	if r.Measure == "trade.imports" {
		return r.B
	}
	return r.A
}

func importerOf(r measure.Row) string {
	if r.Measure == "trade.imports" {
		return r.A
	}
	return r.B
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
	for _, word := range phrases(fmt.Sprintf(format, a...)) {
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

// phrases are the words of a text, a number with its unit as one.
func phrases(text string) []string {
	var out []string
	for _, w := range strings.Fields(text) {
		switch bare := strings.TrimRight(w, ".,;)"); bare {
		case "%", "×", "k", "m", "bn", "tn":
			if len(out) > 0 {
				out[len(out)-1] += " " + w
				continue
			}
		}
		out = append(out, w)
	}
	return out
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
