package claim

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dyad/claim/review"
	"dyad/claim/wording"
)

// quoted is a text prepared for finding quotes in it: printed signs made equal,
// with the place of each in the original.
type quoted struct {
	plain string
	at    []int // byte in the original for each byte of plain
	text  string
	words []passageWord
}

type passageWord struct {
	word string
	line int
	at   int // in the original
}

func newQuoted(text string) *quoted {
	q := &quoted{text: text}
	var b strings.Builder
	space := false
	line := 1
	for i, r := range text {
		if r == '\n' {
			line++
		}
		n := wording.Normalise(string(r))
		if n == "" {
			if unicode.IsSpace(r) || r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\u2007' {
				space = b.Len() > 0
			}
			continue
		}
		if space {
			b.WriteByte(' ')
			q.at = append(q.at, i)
			space = false
		}
		b.WriteString(n)
		for range len(n) {
			q.at = append(q.at, i)
		}
	}
	q.plain = b.String()
	q.at = append(q.at, len(text))
	line = 1
	last := 0
	for _, m := range wordPattern.FindAllStringIndex(text, -1) {
		line += strings.Count(text[last:m[0]], "\n")
		last = m[0]
		q.words = append(q.words, passageWord{strings.ToLower(text[m[0]:m[1]]), line, m[0]})
	}
	return q
}

var (
	wordPattern = regexp.MustCompile(`[\p{L}\p{N}]+`)
	ellipsis    = regexp.MustCompile(`\s*(?:\[?(?:…|\.\.\.)\]?)\s*`)
)

// gap is how far apart, in bytes, the parts of a quote with an ellipsis may be.
const gap = 2000

// locate gives the places of a quote, one for each part between ellipses.
func (q *quoted) locate(quote string) []review.Span {
	parts := ellipsis.Split(wording.Normalise(quote), -1)
	var out []review.Span
	from := 0
	for _, p := range parts {
		p = strings.Trim(p, " ")
		if p == "" {
			continue
		}
		i := strings.Index(q.plain[from:], p)
		if i < 0 || len(out) > 0 && i > gap {
			if len(out) == 0 {
				return nil
			}
			// the first part may stand in the text more than once
			next := strings.Index(q.plain[from:], strings.Trim(parts[0], " "))
			if next < 0 {
				return nil
			}
			rest := *q
			rest.plain, rest.at = q.plain[from+next:], q.at[from+next:]
			return rest.locate(quote)
		}
		start, end := from+i, from+i+len(p)
		last := q.at[end-1]
		_, size := utf8.DecodeRuneInString(q.text[last:])
		out = append(out, review.Span{From: q.at[start], To: last + size})
		from = end
	}
	return out
}

// find verifies a claim's quote.
func (q *quoted) find(fileName, textName string, c *Claim) ([]review.Span, Problems) {
	quote := strings.TrimSpace(c.Quote.Value)
	if spans := q.locate(quote); len(spans) > 0 {
		return spans, nil
	}
	line, col := c.Quote.Place(0)
	if textName == "" {
		textName = "the text"
	}
	what := fmt.Sprintf("the quote of %s does not occur in %s", c.ID, textName)
	try := "copy the sentence from the text; [...] may stand for words left out"
	if near, at := q.nearest(quote); near != "" {
		try = fmt.Sprintf("the nearest passage is in line %d: “%s”", at, near)
	}
	return nil, Problems{{File: fileName, Line: line, Column: col, Claim: c.ID, What: what, Try: try}}
}

// nearest is the passage of about the quote's length that shares most words
// with it; empty where none shares half of them.
func (q *quoted) nearest(quote string) (string, int) {
	want := map[string]int{}
	n := 0
	for _, w := range wordPattern.FindAllString(strings.ToLower(quote), -1) {
		want[w]++
		n++
	}
	if n == 0 || len(q.words) == 0 {
		return "", 0
	}
	have := map[string]int{}
	shared, best, bestAt := 0, 0, 0
	for i, w := range q.words {
		if have[w.word]++; have[w.word] <= want[w.word] {
			shared++
		}
		if i >= n {
			old := q.words[i-n].word
			if have[old] <= want[old] {
				shared--
			}
			have[old]--
		}
		if shared > best {
			best, bestAt = shared, max(0, i-n+1)
		}
	}
	if 2*best < n {
		return "", 0
	}
	for bestAt+1 < len(q.words) && want[q.words[bestAt].word] == 0 {
		bestAt++ // begin with a word of the quote
	}
	start := q.words[bestAt].at
	end := len(q.text)
	if bestAt+n < len(q.words) {
		end = q.words[bestAt+n].at
	}
	plainStart := sort.SearchInts(q.at, start)
	plainEnd := sort.SearchInts(q.at, end)
	if plainEnd > len(q.plain) {
		plainEnd = len(q.plain)
	}
	s := strings.TrimSpace(q.plain[plainStart:plainEnd])
	if r := []rune(s); len(r) > 160 {
		s = string(r[:160]) + "…"
	}
	return s, q.words[bestAt].line
}
