package wording

import (
	"strings"
	"unicode"
)

type tokenKind int

const (
	wordToken tokenKind = iota
	numberToken
	markToken // % $ - + ~ < > ( ) . , and the like
	endToken
)

// token is one word, number or mark; at is its place in runes.
type token struct {
	kind tokenKind
	text string // lower case, marks brought to their plain form
	at   int
	glue bool // no space before it
}

// plain brings the many signs that texts print for one thing to one sign.
func plain(r rune) rune {
	switch r {
	case '‐', '‑', '‒', '–', '—', '−', '﹣', '-', '⁃':
		return '-'
	case '\u00a0', '\u202f', '\u2007', '\u2009', '\u200a', '\u2008', '\u3000', '\t', '\n', '\r':
		return ' '
	case '’', '‘', 'ʼ', '′':
		return '\''
	case '“', '”', '«', '»':
		return '"'
	case '％':
		return '%'
	case '×':
		return 'x'
	}
	return r
}

// ignorable are signs that a text carries for its layout only.
func ignorable(r rune) bool {
	return r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff'
}

// Normalise makes two printings of the same words equal: spaces, hyphens and
// quotation marks of all kinds become plain ones, soft hyphens go, runs of
// spaces shrink to one. Case stays.
func Normalise(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if ignorable(r) {
			continue
		}
		r = plain(r)
		if r == ' ' {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// tokens cuts a wording up. Digits hold together with their thousands marks:
// "40,000", "40 000" with a no-break or thin space, "40'000".
func tokens(s string) []token {
	raw := []rune(s)
	var out []token
	glue := false
	for i := 0; i < len(raw); {
		r := unicode.ToLower(plain(raw[i]))
		switch {
		case ignorable(raw[i]):
			i++
		case r == ' ':
			glue = false
			i++
		case isDigit(r):
			start := i
			text, next := digits(raw, i)
			out = append(out, token{numberToken, text, start, glue})
			i, glue = next, true
		case unicode.IsLetter(r):
			start := i
			var b strings.Builder
			for i < len(raw) && (unicode.IsLetter(raw[i]) || ignorable(raw[i])) {
				if !ignorable(raw[i]) {
					b.WriteRune(unicode.ToLower(raw[i]))
				}
				i++
			}
			out = append(out, token{wordToken, b.String(), start, glue})
			glue = true
		default:
			out = append(out, token{markToken, string(r), i, glue})
			i++
			glue = true
		}
	}
	return append(out, token{endToken, "", len(raw), false})
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// digits reads a printed number from i on: the digits without their thousands
// marks, with a decimal point. A comma that does not part thousands is left
// in, for the parser to refuse.
func digits(raw []rune, i int) (text string, next int) {
	var b strings.Builder
	lead := 0
	for i < len(raw) && isDigit(raw[i]) {
		b.WriteRune(raw[i])
		lead++
		i++
	}
	three := func(j int) bool {
		return j+2 < len(raw) && isDigit(raw[j]) && isDigit(raw[j+1]) && isDigit(raw[j+2]) &&
			(j+3 >= len(raw) || !isDigit(raw[j+3]))
	}
	if lead <= 3 {
		for i < len(raw) && thousandsMark(raw[i]) && three(i+1) {
			b.WriteString(string(raw[i+1 : i+4]))
			i += 4
		}
	}
	if i+1 < len(raw) && raw[i] == '.' && isDigit(raw[i+1]) {
		b.WriteByte('.')
		for i++; i < len(raw) && isDigit(raw[i]); i++ {
			b.WriteRune(raw[i])
		}
	}
	if i+1 < len(raw) && raw[i] == ',' && isDigit(raw[i+1]) {
		b.WriteByte(',')
		for i++; i < len(raw) && isDigit(raw[i]); i++ {
			b.WriteRune(raw[i])
		}
	}
	return b.String(), i
}

func thousandsMark(r rune) bool {
	switch r {
	case ',', '\'', '’', '\u00a0', '\u202f', '\u2009', '\u2007':
		return true
	}
	return false
}
