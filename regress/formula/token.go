package formula

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dyad/internal/hint"
)

type kind int

const (
	end kind = iota
	number
	text
	name
	symbol
)

// token is one word of a formula; pos is its column in characters, from 1.
type token struct {
	kind   kind
	text   string
	value  float64
	pos    int
	quoted bool // a name in backquotes
}

func (t token) describe() string {
	switch t.kind {
	case end:
		return "the end"
	case text:
		return strconv.Quote(t.text)
	}
	return "`" + t.text + "`"
}

// fault is an error at a column of a formula or condition.
func fault(where, what string, pos int, try string) error {
	return hint.New(hint.Usage, fmt.Sprintf("%s, column %d", where, pos), what, try)
}

var symbols = []string{"==", "!=", "<=", ">=", "&&", "||", "~", "+", "-", "*", "/", "%", "^", "#", "|", "&", "(", ")", ",", ":", "<", ">", "!", "=", "[", "]"}

// tokens splits source; where names the language in errors ("formula" or "condition").
func tokens(source, where string) ([]token, error) {
	var out []token
	rest, pos := source, 1
	take := func(n int) string {
		s := rest[:n]
		rest = rest[n:]
		pos += utf8.RuneCountInString(s)
		return s
	}
	for rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		if r == utf8.RuneError && size <= 1 {
			return nil, fault(where, "this is not valid UTF-8", pos, "save the text as UTF-8")
		}
		start := pos
		switch {
		case unicode.IsSpace(r):
			take(size)
		case r >= '0' && r <= '9' || r == '.' && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9':
			s := take(numberLength(rest))
			v, err := strconv.ParseFloat(s, 64)
			if err != nil {
				return nil, fault(where, fmt.Sprintf("%q is not a number", s), start, "")
			}
			out = append(out, token{kind: number, text: s, value: v, pos: start})
		case r == '"' || r == '\'':
			n := strings.IndexRune(rest[1:], r)
			if n < 0 {
				return nil, fault(where, "a quotation mark is opened and not closed", start, "close it with "+string(r))
			}
			s := take(n + 2)
			out = append(out, token{kind: text, text: s[1 : len(s)-1], pos: start})
		case r == '`':
			n := strings.IndexByte(rest[1:], '`')
			if n <= 0 {
				return nil, fault(where, "a quoted column name is opened and not closed", start, "write it as `my column`")
			}
			s := take(n + 2)
			out = append(out, token{kind: name, text: s[1 : len(s)-1], pos: start, quoted: true})
		case r == '_' || unicode.IsLetter(r):
			n := strings.IndexFunc(rest, func(c rune) bool {
				return !(c == '_' || c == '.' || unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c))
			})
			if n < 0 {
				n = len(rest)
			}
			out = append(out, token{kind: name, text: take(n), pos: start})
		default:
			s := ""
			for _, k := range symbols {
				if strings.HasPrefix(rest, k) {
					s = k
					break
				}
			}
			if s == "" {
				return nil, fault(where, fmt.Sprintf("%q has no meaning here", r), start, foreignSigns[r])
			}
			take(len(s))
			out = append(out, token{kind: symbol, text: s, pos: start})
		}
	}
	return append(out, token{kind: end, pos: pos}), nil
}

// numberLength is the length of the decimal number that s begins with.
func numberLength(s string) int {
	digits := func(i int) int {
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		return i
	}
	i := digits(0)
	if i < len(s) && s[i] == '.' {
		i = digits(i + 1)
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if k := digits(j); k > j {
			i = k
		}
	}
	return i
}
