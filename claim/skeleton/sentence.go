package skeleton

import (
	"strings"
	"unicode"
)

// sentence is one sentence with the paragraph it stands in, from 1.
type sentence struct {
	text string
	par  int
}

var abbreviations = []string{"e.g", "i.e", "cf", "vs", "etc", "fig", "no", "nos", "mr", "mrs", "dr", "prof", "p", "pp", "ed", "al", "st", "ca", "approx", "u.s", "u.k"}

// sentences cuts a text at full stops that end a sentence: not within numbers,
// not after abbreviations.
func sentences(text string) []sentence {
	var out []sentence
	par := 0
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		par++
		runes := []rune(line)
		start := 0
		for i, r := range runes {
			if r != '.' && r != '!' && r != '?' {
				continue
			}
			next := i + 1
			for next < len(runes) && (runes[next] == '”' || runes[next] == '"' || runes[next] == ')' || runes[next] == '’' || unicode.IsDigit(runes[next]) && !unicode.IsDigit(at(runes, i-1))) {
				next++ // a closing quotation mark, the number of a footnote
			}
			if next < len(runes) && !unicode.IsSpace(runes[next]) {
				continue
			}
			if r == '.' && abbreviated(runes[start:i]) {
				continue
			}
			if after := next + 1; after < len(runes) && unicode.IsLower(runes[after]) {
				continue
			}
			out = appendSentence(out, string(runes[start:next]), par)
			start = next
		}
		out = appendSentence(out, string(runes[min(start, len(runes)):]), par)
	}
	return out
}

func at(r []rune, i int) rune {
	if i < 0 || i >= len(r) {
		return 0
	}
	return r[i]
}

func appendSentence(out []sentence, s string, par int) []sentence {
	if s = strings.TrimSpace(s); s != "" {
		return append(out, sentence{s, par})
	}
	return out
}

func abbreviated(before []rune) bool {
	s := string(before)
	if i := strings.LastIndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '(' }); i >= 0 {
		s = s[i+1:]
	}
	s = strings.ToLower(s)
	for _, a := range abbreviations {
		if s == a {
			return true
		}
	}
	return false
}
