package eval

import (
	"strings"
	"unicode"
)

// kind of a lexical token of a check.
type kind int

const (
	ident  kind = iota // T, trade.total
	number             // 2014, 95.3e9
	text               // 'exports'
	mark               // ( [ && ..
)

type lexeme struct {
	kind     kind
	text     string
	from, to int // in runes of the check
}

// lex cuts a check into lexemes; what no rule knows becomes a mark of one
// character, for CEL to refuse.
func lex(src []rune, from int) lexeme {
	i := from
	r := src[i]
	take := func(k kind, to int) lexeme { return lexeme{k, string(src[from:to]), from, to} }
	switch {
	case unicode.IsLetter(r) || r == '_':
		for i < len(src) && (unicode.IsLetter(src[i]) || unicode.IsDigit(src[i]) || src[i] == '_') {
			i++
		}
		return take(ident, i)
	case isDigit(r):
		for i < len(src) && isDigit(src[i]) {
			i++
		}
		if i+1 < len(src) && src[i] == '.' && isDigit(src[i+1]) {
			for i++; i < len(src) && isDigit(src[i]); i++ {
			}
		}
		if i < len(src) && (src[i] == 'e' || src[i] == 'E') {
			j := i + 1
			if j < len(src) && (src[j] == '+' || src[j] == '-') {
				j++
			}
			if j < len(src) && isDigit(src[j]) {
				for i = j; i < len(src) && isDigit(src[i]); i++ {
				}
			}
		}
		return take(number, i)
	case r == '\'' || r == '"':
		for i++; i < len(src) && src[i] != r; i++ {
			if src[i] == '\\' {
				i++
			}
		}
		return take(text, min(i+1, len(src)))
	}
	for _, m := range []string{"&&", "||", "==", "!=", "<=", ">=", ".."} {
		if strings.HasPrefix(string(src[i:min(i+2, len(src))]), m) {
			return take(mark, i+2)
		}
	}
	return take(mark, i+1)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\u00a0' || r == '\u202f' }

// operandEnd says whether an operand ends with the lexeme, so that a word
// after it begins a wording and a bracket after it is an index.
func (l lexeme) operandEnd() bool {
	switch l.kind {
	case ident, number, text:
		return l.to > l.from
	}
	return l.text == ")" || l.text == "]" || l.text == "}"
}

// wordingEnd finds where the words that begin at from end: before && || ? and
// an unmatched bracket, before "and" and "or" (but not in "between 1 and 2"),
// before a comma that does not stand between digits.
func wordingEnd(src []rune, from int) int {
	depth, between := 0, false
	for i := from; i < len(src); {
		r := src[i]
		switch {
		case r == '"':
			for i++; i < len(src) && src[i] != '"'; i++ {
			}
			i++
			continue
		case r == '(' || r == '[' || r == '{':
			depth++
		case r == ')' || r == ']' || r == '}':
			if depth == 0 {
				return i
			}
			depth--
		case depth > 0:
		case r == '?' || r == ':':
			return i
		case r == '&' && i+1 < len(src) && src[i+1] == '&', r == '|' && i+1 < len(src) && src[i+1] == '|':
			return i
		case r == ',':
			within := i > from && isDigit(src[i-1]) && i+1 < len(src) && isDigit(src[i+1]) // 40,000
			if !within {
				return i
			}
		case unicode.IsLetter(r) && (i == from || !unicode.IsLetter(src[i-1])):
			j := i
			for j < len(src) && (unicode.IsLetter(src[j]) || isDigit(src[j]) || src[j] == '_') {
				j++
			}
			switch strings.ToLower(string(src[i:j])) {
			case "between":
				between = true
			case "and":
				if !between {
					return i
				}
				between = false
			case "or":
				return i
			}
			i = j
			continue
		}
		i++
	}
	return len(src)
}
