package skeleton

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dyad/claim/wording"
)

// piece is one word, number or mark of a readable sentence.
type piece struct {
	word     string // in lower case
	from, to int    // in bytes of the sentence
}

// text is a sentence cut into pieces, every one of which must find its place in
// a reading. far is the furthest piece at which some reading stopped.
type text struct {
	plain  string
	pieces []piece
	named  map[int]mention // by the piece it begins with
	lex    *Lexicon
	far    int
	rules  map[[2]int]*wording.Rule // what the claim language makes of the words from one piece to another
}

// read asks the claim language about the words from one piece to another, once.
func (t *text) read(i, j int) (*wording.Rule, bool) {
	key := [2]int{i, j}
	r, asked := t.rules[key]
	if !asked {
		r, _ = wording.Read(t.span(i, j))
		t.rules[key] = r
	}
	return r, r != nil
}

var (
	cutter    = regexp.MustCompile(`\d+(?:[.,']\d+)*|\p{L}+(?:'\p{L}+)?|\S`)
	footnote  = regexp.MustCompile(`(\p{L}[.”"]?|[.”"])(\d{1,2})(\s*)$`)
	unspoken  = regexp.MustCompile(`["“”]`)
	finalMark = regexp.MustCompile(`[\s.!?;:]+$`)
)

// newText cuts a readable sentence up. The mark that ends it and the number of
// a footnote behind it say nothing.
func newText(plain string, lex *Lexicon) *text {
	plain = finalMark.ReplaceAllString(plain, "")
	plain = footnote.ReplaceAllString(plain, "$1")
	plain = finalMark.ReplaceAllString(unspoken.ReplaceAllString(plain, " "), "")
	t := &text{plain: plain, named: map[int]mention{}, lex: lex, rules: map[[2]int]*wording.Rule{}}
	for _, m := range cutter.FindAllStringIndex(plain, -1) {
		t.pieces = append(t.pieces, piece{strings.ToLower(plain[m[0]:m[1]]), m[0], m[1]})
	}
	for _, m := range mentions(plain) {
		for i, p := range t.pieces {
			if p.from == m.from {
				t.named[i] = m
			}
		}
	}
	return t
}

func (t *text) word(i int) string {
	if i < 0 || i >= len(t.pieces) {
		return ""
	}
	t.far = max(t.far, i)
	return t.pieces[i].word
}

func (t *text) ended(i int) bool { return i >= len(t.pieces) }

// words takes a row of words, if they come next.
func (t *text) words(i int, row []string) (int, bool) {
	for k, w := range row {
		if t.word(i+k) != w {
			return i, false
		}
	}
	return i + len(row), true
}

// phrase takes words written in one string.
func (t *text) phrase(i int, s string) (int, bool) { return t.words(i, strings.Fields(s)) }

// oneOf takes the longest of some phrases.
func (t *text) oneOf(i int, phrases ...string) (int, bool) {
	best, found := i, false
	for _, p := range phrases {
		if j, ok := t.phrase(i, p); ok && j >= best {
			best, found = j, true
		}
	}
	return best, found
}

// span is the sentence's own words from one piece up to another.
func (t *text) span(i, j int) string {
	if i >= j || i >= len(t.pieces) {
		return ""
	}
	s := t.plain[t.pieces[i].from:t.pieces[min(j, len(t.pieces))-1].to]
	if _, named := t.named[0]; i == 0 && !named { // the capital of a sentence's first word
		r, n := utf8.DecodeRuneInString(s)
		return string(unicode.ToLower(r)) + s[n:]
	}
	return s
}

// after is the first piece at or behind a place in bytes.
func (t *text) after(at int) int {
	for i, p := range t.pieces {
		if p.from >= at {
			return i
		}
	}
	return len(t.pieces)
}

// economy takes an economy that is named, or one that owns what follows.
func (t *text) economy(i int, owner bool) (string, int, bool) {
	if t.word(i) == "the" {
		if _, here := t.named[i]; !here {
			i++
		}
	}
	t.far = max(t.far, i)
	m, ok := t.named[i]
	if !ok || owner && !m.owns() || !owner && !m.name() {
		return "", i, false
	}
	return m.code, t.after(m.to), true
}
