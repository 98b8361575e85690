package dossier

import (
	"context"
	"fmt"
	"math"
	"sort"

	"dyad/economy"
	"dyad/figure/named"
	"dyad/internal/hint"
	"dyad/measure"
	"dyad/period"
	"dyad/trade"
)

// Board is a dyad on one screen. All its rows come from one source, the one
// that says most; Others names the further sources that speak.
type Board struct {
	A, B   economy.Code
	Source string
	Others []string

	Year       int            // the latest of the columns' years
	Years      map[string]int // the year of each sayer's column, by columnOf: its last with a whole account, or else with a flow
	Base       int            // base year of the multiples, 0 where no year before them has every account
	Later      []measure.Row  // flows known in one direction alone after a column's year
	Out, Back  []measure.Row  // A's exports to B and its imports from B, in every view
	Totals     []measure.Row
	Multiples  []measure.Row
	Growth     []measure.Row
	Balance    []measure.Row
	Compared   []int     // years in which both report on their own, so that two opinions can be held together
	Conflicts  []int     // years in which the two reports give the balance opposite signs
	Derived    []Derived // years in which an account is no testimony of its reporter
	Dependence []measure.Row
	Asymmetry  []measure.Row
	Ranks      []measure.Row
	Structures []StructureLine
}

// StructureLine is one basket then and now in one direction.
type StructureLine struct {
	From, To  economy.Code
	Reporter  string
	Basket    string
	Then, Now measure.Row
	Source    string
}

// base2001 is the base year of the article's multiple; an account that begins
// later takes its first whole year.
const base2001 = 2001

// NewBoard asks the catalogue for the board's rows. It fails with a hint where
// no source speaks of the dyad at all.
func (e Env) NewBoard(ctx context.Context, a, b economy.Code) (*Board, error) {
	totals, err := e.ask(ctx, "trade.total", a, b, nil)
	if err != nil {
		return nil, err
	}
	out, err := e.ask(ctx, "trade.exports", a, b, nil)
	if err != nil {
		return nil, err
	}
	back, err := e.ask(ctx, "trade.imports", a, b, nil)
	if err != nil {
		return nil, err
	}
	names := measure.Sources(totals)
	if len(names) == 0 { // trade in one direction only is known, and that is told
		names = measure.Sources(append(append([]measure.Row(nil), out...), back...))
	}
	if len(names) == 0 {
		return nil, hint.New(hint.Data, "", fmt.Sprintf("no source in the lake speaks of trade between %s and %s", economy.Label(a), economy.Label(b)),
			"`dyad sources` lists what is there; `dyad import tidy FILE` brings more")
	}
	bd := &Board{A: a, B: b, Source: names[0], Others: names[1:]}
	totals = measure.From(totals, bd.Source)
	out, back = measure.From(out, bd.Source), measure.From(back, bd.Source)
	bd.date(totals, out, back)
	bd.Out, bd.Back = bd.column(out), bd.column(back)
	bd.Totals = bd.column(totals)
	bd.Later = bd.later(out, back)
	bd.Base = bd.baseYear(totals)
	for _, ask := range []struct {
		into   *[]measure.Row
		name   string
		params map[string]string
	}{
		{&bd.Multiples, "trade.multiple", map[string]string{"base": baseText(bd.Base)}},
		{&bd.Growth, "trade.growth", nil},
		{&bd.Balance, "trade.balance", nil},
		{&bd.Asymmetry, "trade.asymmetry", nil},
	} {
		rows, err := e.ask(ctx, ask.name, a, b, ask.params)
		if err != nil {
			return nil, err
		}
		rows = measure.From(rows, bd.Source)
		if ask.name == "trade.balance" {
			bd.Conflicts = named.ConflictYears(rows)
			bd.Derived = derivedYears(rows)
			bd.Compared = bd.compared(rows)
		}
		*ask.into = bd.column(rows)
		if ask.name == "trade.asymmetry" {
			*ask.into = latest(rows)
		}
	}
	if err := e.moreDependentFirst(ctx, bd); err != nil {
		return nil, err
	}
	for _, dir := range [][2]economy.Code{{a, b}, {b, a}} {
		for _, ask := range []struct {
			into *[]measure.Row
			name string
		}{{&bd.Dependence, "trade.dependence"}, {&bd.Ranks, "trade.rank"}} {
			rows, err := e.ask(ctx, ask.name, dir[0], dir[1], nil)
			if err != nil {
				return nil, err
			}
			*ask.into = append(*ask.into, bd.column(measure.From(rows, bd.Source))...)
		}
		lines, err := e.structureLines(ctx, dir[0], dir[1])
		if err != nil {
			return nil, err
		}
		bd.Structures = append(bd.Structures, lines...)
	}
	return bd, nil
}

// moreDependentFirst asks for the asymmetry from the other side where this one
// is the less dependent, so that the number told is above one.
func (e Env) moreDependentFirst(ctx context.Context, bd *Board) error {
	for _, r := range bd.Asymmetry {
		if r.View != "own" || r.Missing || r.Value >= 1 {
			continue
		}
		rows, err := e.ask(ctx, "trade.asymmetry", bd.B, bd.A, nil)
		bd.Asymmetry = latest(measure.From(rows, bd.Source))
		return err
	}
	return nil
}

// structureLines are the baskets of a flow in its first and last years with
// product lines, the largest of the last year first and what is not disclosed
// at the end.
func (e Env) structureLines(ctx context.Context, from, to economy.Code) ([]StructureLine, error) {
	rows, err := e.ask(ctx, "trade.structure", from, to, nil)
	if err != nil {
		return nil, err
	}
	names := measure.Sources(rows)
	if len(names) == 0 {
		return nil, nil
	}
	rows = measure.From(rows, names[0])
	// One reporter: the exporter where it speaks, else the importer.
	view := measure.ByImporter
	for _, r := range rows {
		if r.View == measure.ByExporter && !r.Missing {
			view = measure.ByExporter
		}
	}
	then, now := 0, 0
	for _, r := range rows {
		if r.View != view || r.Missing {
			continue
		}
		if then == 0 || r.Year < then {
			then = r.Year
		}
		now = max(now, r.Year)
	}
	at := map[string]*StructureLine{}
	var out []*StructureLine
	for _, r := range rows {
		if r.View != view || r.Year != then && r.Year != now {
			continue
		}
		l := at[r.Label]
		if l == nil {
			l = &StructureLine{From: from, To: to, Reporter: r.Reporter, Basket: r.Label, Source: names[0],
				Then: measure.Row{Period: period.Of(then), Missing: true}, Now: measure.Row{Period: period.Of(now), Missing: true}}
			at[r.Label] = l
			out = append(out, l)
		}
		if r.Year == then {
			l.Then = r
		}
		if r.Year == now {
			l.Now = r
		}
	}
	weight := func(l *StructureLine) float64 {
		if l.Basket == trade.Undisclosed {
			return math.Inf(-1)
		}
		if l.Now.Missing {
			return -1
		}
		return l.Now.Value
	}
	sort.SliceStable(out, func(i, j int) bool { return weight(out[i]) > weight(out[j]) })
	lines := make([]StructureLine, len(out))
	for i, l := range out {
		lines[i] = *l
	}
	return lines, nil
}

func baseText(year int) string {
	if year == 0 {
		return ""
	}
	return fmt.Sprint(year)
}

func inYear(rows []measure.Row, year int) []measure.Row {
	var out []measure.Row
	for _, r := range rows {
		if r.Year == year {
			out = append(out, r)
		}
	}
	return out
}

// Rows are all rows of the board, in its order.
func (bd *Board) Rows() []measure.Row {
	var out []measure.Row
	for _, rows := range [][]measure.Row{bd.Out, bd.Back, bd.Totals, bd.Multiples, bd.Growth, bd.Balance, bd.Asymmetry, bd.Dependence, bd.Ranks} {
		out = append(out, rows...)
	}
	for _, l := range bd.Structures {
		out = append(out, l.Then, l.Now)
	}
	return out
}
