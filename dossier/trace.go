package dossier

import (
	"fmt"

	"dyad/lake"
	"dyad/measure"
)

// Entry is one number of the account and all it rests on.
type Entry struct {
	N       int
	Text    string
	Row     measure.Row
	Measure *measure.Measure
	Source  lake.Source
}

// trace numbers the numbers. The same row always gets the same entry.
type trace struct {
	env     Env
	entries []Entry
	at      map[string]int
}

func newTrace(e Env) *trace { return &trace{env: e, at: map[string]int{}} }

// Span is a piece of text; N leads to the entry of a number, 0 for plain words.
type Span struct {
	Text string
	N    int
}

// Para is a paragraph.
type Para []Span

// num writes a row's value and registers where it comes from.
func (t *trace) num(r measure.Row) Span { return t.as(r, r.Text()+mark(r)) }

// as writes a row's value in other words.
func (t *trace) as(r measure.Row, text string) Span {
	key := fmt.Sprint(r.Measure, "|", r.A, "|", r.B, "|", r.Year, "|", r.Key())
	n, ok := t.at[key]
	if !ok {
		n = len(t.entries) + 1
		t.at[key] = n
		m, _ := t.env.Catalogue.Get(r.Measure)
		s, _ := t.env.Source(r.Source, r.Vintage)
		t.entries = append(t.entries, Entry{n, r.Text(), r, m, s})
	}
	return Span{text, n}
}

// say strings words and numbers together: strings stand as they are, rows
// become traced numbers.
func (t *trace) say(parts ...any) Para {
	var p Para
	for _, x := range parts {
		switch v := x.(type) {
		case measure.Row:
			p = append(p, t.num(v))
		case Span:
			p = append(p, v)
		default:
			p = append(p, Span{Text: fmt.Sprint(v)})
		}
	}
	return p
}
