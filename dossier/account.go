package dossier

import (
	"context"
	"fmt"
	"html/template"

	"dyad/desk"
	"dyad/economy"
	"dyad/figure/named"
	"dyad/measure"
)

// Account is a dyad's whole account, ready to be written.
type Account struct {
	Env      Env
	A, B     economy.Code
	Title    string
	Sections []Section
	Entries  []Entry // every number in the text, in order

	Unfinished bool // a section says that it is still being computed: not to be kept
}

// Section is one part of an account. Where there are no data, Needs says which
// would fill it.
type Section struct {
	ID, Title string
	Text      []Para
	Figures   []desk.Figure
	Needs     string
	HTML      template.HTML // further content, made by a renderer of dyad that escapes
	Markdown  string        // the same for Markdown
}

// sections are the parts of an account in order; each is one file.
var sections = []func(context.Context, *maker) (Section, error){
	overview, tradeSection, structureSection, dependenceSection, reportsSection, gravitySection, projectsSection, claimsSection,
}

// maker carries what sections share while an account is made.
type maker struct {
	Env
	a, b  economy.Code
	board *Board
	trace *trace

	unfinished bool // some section is still being computed
}

// NewAccount makes the account of a dyad.
func (e Env) NewAccount(ctx context.Context, a, b economy.Code) (*Account, error) {
	e.Desk = e.Remembering() // sections and figures share most questions
	board, err := e.NewBoard(ctx, a, b)
	if err != nil {
		return nil, err
	}
	m := &maker{Env: e, a: a, b: b, board: board, trace: newTrace(e)}
	acc := &Account{Env: e, A: a, B: b, Title: fmt.Sprintf("%s and %s", economy.Label(a), economy.Label(b))}
	for _, make := range sections {
		s, err := make(ctx, m)
		if err != nil {
			return nil, err
		}
		acc.Sections = append(acc.Sections, s)
	}
	acc.Entries, acc.Unfinished = m.trace.entries, m.unfinished
	return acc, nil
}

// figures makes figures by name; one without any value is left out and its
// needs are told.
func (m *maker) figures(ctx context.Context, names ...string) (figs []desk.Figure, needs string, err error) {
	for _, name := range names {
		f, err := m.figure(ctx, name)
		if err != nil {
			return nil, "", err
		}
		if !hasValue(f.Rows) {
			mk, _ := named.Get(name)
			needs = mk.Needs
			continue
		}
		figs = append(figs, f)
	}
	return figs, needs, nil
}

func (m *maker) figure(ctx context.Context, name string) (desk.Figure, error) {
	return m.Env.Figure(ctx, name, named.Ask{A: m.a, B: m.b})
}

func hasValue(rows []measure.Row) bool {
	for _, r := range rows {
		if !r.Missing {
			return true
		}
	}
	return false
}
