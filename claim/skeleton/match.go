package skeleton

import (
	"regexp"

	"dyad/claim/wording"
	"dyad/measure"
)

// subject is what a sentence speaks of: a measure with its economies, and what
// the form itself has said of it.
type subject struct {
	form   *form
	a, b   string
	params map[string]string
	number *said // of a form with Q
	streak string
	time   period
}

// progress is how far a form has been matched.
type progress struct {
	subject
	at      int
	ranking string // the words of RANK
}

// match matches a form at a piece, in every way it can be.
func (t *text) match(f *form, at int) []progress {
	states := []progress{{subject: subject{form: f}, at: at}}
	for k := range f.elements {
		var next []progress
		for _, s := range states {
			next = append(next, t.step(&f.elements[k], s)...)
		}
		if states = next; len(states) == 0 {
			return nil
		}
	}
	return states
}

// step matches one element.
func (t *text) step(e *element, s progress) []progress {
	var out []progress
	if e.may {
		out = append(out, s)
	}
	switch e.kind {
	case literal:
		for _, alt := range e.words {
			if j, ok := t.words(s.at, alt); ok {
				n := s
				n.at = j
				out = append(out, n)
				if e.repeats {
					more := *e
					more.may = true
					for _, again := range t.step(&more, n) {
						if again.at > n.at {
							out = append(out, again)
						}
					}
				}
			}
		}
	case nameA, ownerA, nameB, ownerB:
		if code, j, ok := t.economy(s.at, e.kind == ownerA || e.kind == ownerB); ok {
			out = s.take(out, e.kind == nameA || e.kind == ownerA, code, j)
		}
	case bothAB:
		out = append(out, t.pair(s)...)
	case number:
		if q, j, ok := t.quantity(s.at, s.form.measure); ok && s.number == nil {
			n := s
			n.number, n.at = q, j
			out = append(out, n)
		}
	case rank:
		if j, ok := t.ranking(s.at); ok {
			n := s
			n.ranking, n.at = t.span(s.at, j), j
			out = append(out, n)
		}
	case when:
		if p, j, ok := t.period(s.at); ok && p.shift == 0 {
			n := s
			n.time, n.at = p, j
			out = append(out, n)
		}
	case tail:
		out = append(out, t.tail(s)...)
	case basket:
		for _, v := range e.values {
			j, ok := t.phrase(s.at, v.Text)
			if !ok || s.params[e.param] != "" {
				continue
			}
			n := s
			n.params = map[string]string{e.param: v.Value}
			n.at = j
			out = append(out, n)
		}
	}
	return out
}

// take sets one of the two economies; the two are not the same.
func (s progress) take(out []progress, first bool, code string, at int) []progress {
	n := s
	n.at = at
	if first {
		n.a = code
	} else {
		n.b = code
	}
	if n.a == n.b {
		return out
	}
	return append(out, n)
}

// pair takes "Sino-Russian" or "China–Russia".
func (t *text) pair(s progress) []progress {
	i := s.at
	if t.word(i) == "the" {
		i++
	}
	first, ok := t.named[i]
	if !ok || first.possessive {
		return nil
	}
	j := t.after(first.to)
	if w := t.word(j); w != "-" && w != "/" {
		return nil
	}
	second, ok := t.named[j+1]
	if !ok || second.possessive || first.code == second.code {
		return nil
	}
	n := s
	n.a, n.b, n.at = first.code, second.code, t.after(second.to)
	return []progress{n}
}

// longestWords bounds the pieces of what is read as one wording.
const longestWords = 16

// quantity takes the longest number that the measure can have, with the words
// about it.
func (t *text) quantity(i int, m *measure.Measure) (*said, int, bool) {
	t.word(i)
	for j := min(i+longestWords, len(t.pieces)); j > i; j-- {
		r, ok := t.read(i, j)
		if !ok || r.Kind != wording.Value || r.Stated == nil || r.Direction != 0 || r.From != 0 || r.To != 0 {
			continue
		}
		if why := unfit(m, r); why == "" {
			words, r := shorten(t.span(i, j), r)
			return &said{words: words, rule: r}, j, true
		}
	}
	return nil, i, false
}

// ofPartner are words that say which partner is meant: they belong to the form.
var ofPartner = regexp.MustCompile(`(?i)\b(?:trad\w*|export|import|commercial|single|economic|foreign|overall|crude|oil|by|far|partner\w*|supplier|customer|buyer|market|place|rank|source|investor|creditor)\b`)

// ranking takes "second largest", "leading".
func (t *text) ranking(i int) (int, bool) {
	t.word(i)
	for j := min(i+5, len(t.pieces)); j > i; j-- {
		words := t.span(i, j)
		if r, ok := wording.Read(words + " partner"); ok && r.Kind == wording.Streak && r.Count == 1 && !ofPartner.MatchString(words) {
			return j, true
		}
	}
	return i, false
}

// tail takes what says for how long a rank was held, or nothing.
func (t *text) tail(s progress) []progress {
	out := []progress{s}
	out[0].streak = s.ranking + " partner"
	for j := min(s.at+longestWords, len(t.pieces)); j > s.at; j-- {
		words := s.ranking + " partner " + t.span(s.at, j)
		if r, ok := wording.Read(words); ok && r.Kind == wording.Streak {
			n := s
			n.streak, n.at = words, j
			out = append(out, n)
			break
		}
	}
	return out
}
