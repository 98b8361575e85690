package medium

import (
	"io"
	"strings"
	"unicode/utf8"
)

// Terminal gives a writer of texts for people: line ends and tabs go through as
// they are, every other sign that a terminal would obey is shown instead. A
// control sign becomes its picture (U+2400 and on), what has none, such as marks
// that turn the direction of what follows, U+FFFD. Each sign stays one sign wide.
func Terminal(w io.Writer) io.Writer { return &terminal{to: w} }

type terminal struct {
	to   io.Writer
	part []byte // the beginning of a sign that a write has cut
}

func (t *terminal) Write(p []byte) (int, error) {
	text := p
	if len(t.part) > 0 {
		text = append(t.part, p...)
	}
	t.part = nil
	whole := len(text)
	for i := 1; i < utf8.UTFMax && i <= len(text); i++ { // a sign cut at the end waits for its rest
		if last := text[len(text)-i:]; utf8.RuneStart(last[0]) {
			if !utf8.FullRune(last) {
				whole = len(text) - i
				t.part = append([]byte(nil), last...)
			}
			break
		}
	}
	if _, err := io.WriteString(t.to, strings.Map(shown, strings.ToValidUTF8(string(text[:whole]), "\uFFFD"))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// shown is a sign as a terminal may have it.
func shown(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7f:
		return 0x2421
	case r >= 0x80 && r < 0xa0, // among them a control sequence in one byte
		r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, // direction
		r == 0x2028, r == 0x2029:
		return utf8.RuneError
	}
	return r
}

// Line is a text on one line: in a cell of a table, say.
func Line(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		return shown(r)
	}, s)
}
