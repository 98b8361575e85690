package skeleton

import (
	"slices"
	"strings"

	"dyad/claim/wording"
	"dyad/measure"
)

// Lexicon is what the measures of a catalogue say of the sentences that speak
// of them.
type Lexicon struct {
	forms []*form
	vocab map[string]bool // every word that has a place in some sentence
}

// form is a measure.Form made ready.
type form struct {
	measure  *measure.Measure
	of       measure.Form
	elements []element
}

type kind int

const (
	literal kind = iota
	nameA
	nameB
	ownerA
	ownerB
	bothAB
	number // Q
	rank   // RANK
	tail   // TAIL
	when   // WHEN
	basket // {param}
)

type element struct {
	kind         kind
	words        [][]string // literal: the alternatives
	may, repeats bool
	param        string
	values       []measure.Word
}

// NewLexicon gathers the forms of the measures.
func NewLexicon(c *measure.Catalogue) *Lexicon {
	l := &Lexicon{vocab: map[string]bool{}}
	for _, name := range c.Names() {
		m, err := c.Get(name)
		if err != nil {
			continue
		}
		for _, f := range m.Forms {
			l.forms = append(l.forms, l.compile(m, f))
		}
	}
	for _, w := range strings.Fields(connectives) {
		l.vocab[w] = true
	}
	return l
}

// connectives are words with a place in periods, in what is said and between
// the parts of a sentence.
const connectives = "in during for by since from between to and until through over the year years period of , but it having also that every each single " +
	"following next previous before earlier later a an compared with relative against than on level levels - year-on-year according customs data statistics figures show service authorities " +
	"reached reaching surpassed topped passed exceeded widened narrowed increase rise gain growth fall drop decline decrease jump surge its us usd dollars dollar figure high low highest lowest ever volume value amount all time new historic half than more less only"

func (l *Lexicon) compile(m *measure.Measure, f measure.Form) *form {
	out := &form{measure: m, of: f}
	for _, w := range strings.Fields(f.Words) {
		e := element{}
		w, e.repeats = strings.CutSuffix(w, "*")
		if strings.HasPrefix(w, "(") && strings.HasSuffix(w, ")") {
			e.may, w = true, w[1:len(w)-1]
		}
		switch {
		case w == "A":
			e.kind = nameA
		case w == "B":
			e.kind = nameB
		case w == "A's":
			e.kind = ownerA
		case w == "B's":
			e.kind = ownerB
		case w == "A-B":
			e.kind = bothAB
		case w == "Q":
			e.kind = number
		case w == "RANK":
			e.kind = rank
		case w == "TAIL":
			e.kind = tail
		case w == "WHEN":
			e.kind, e.may = when, true
		case strings.HasPrefix(w, "{"):
			e.kind, e.param = basket, strings.Trim(w, "{}")
			for _, p := range m.Params {
				if p.Name == e.param && p.Words != nil {
					e.values = p.Words()
				}
			}
			for _, v := range e.values {
				l.learn(strings.Fields(v.Text))
			}
		default:
			for _, alt := range strings.Split(w, "|") {
				row := pieces(strings.ReplaceAll(alt, "_", " "))
				l.learn(row)
				e.words = append(e.words, row)
			}
			slices.SortFunc(e.words, func(a, b []string) int { return len(b) - len(a) })
		}
		out.elements = append(out.elements, e)
	}
	return out
}

func pieces(s string) []string { return cutter.FindAllString(strings.ToLower(s), -1) }

func (l *Lexicon) learn(words []string) {
	for _, w := range words {
		l.vocab[w] = true
	}
}

// knows says whether a word has a place in some sentence.
func (l *Lexicon) knows(w string) bool { return l.vocab[w] || wording.Knows(w) }
