package figure

import "strings"

// wrap breaks a text into lines of at most width pixels and at most limit
// lines; what does not fit ends in "…". A word wider than a line is broken.
func wrap(l lettering, s string, width float64, limit int) []string {
	var lines []string
	line := ""
	words := strings.Fields(s)
	for len(words) > 0 {
		word := words[0]
		next := word
		if line != "" {
			next = line + " " + word
		}
		switch {
		case l.width(next) <= width:
			line, words = next, words[1:]
		case line != "":
			lines, line = append(lines, line), ""
		default:
			head, tail := breakWord(l, word, width)
			lines = append(lines, head)
			words[0] = tail
			if tail == "" {
				words = words[1:]
			}
		}
		if len(lines) == limit && (line != "" || len(words) > 0) {
			lines[limit-1] = shorten(l, lines[limit-1]+" "+line+" "+strings.Join(words, " "), width)
			return lines
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// breakWord takes as many letters as fit, at least one.
func breakWord(l lettering, word string, width float64) (head, tail string) {
	used := 0.0
	for i, r := range word {
		w := l.width(string(r))
		if i > 0 && used+w > width {
			return word[:i], word[i:]
		}
		used += w
	}
	return word, ""
}

// shorten cuts a text to width pixels, ending in "…" when something was cut.
func shorten(l lettering, s string, width float64) string {
	s = strings.TrimSpace(s)
	if l.width(s) <= width {
		return s
	}
	runes := []rune(s)
	for len(runes) > 1 {
		runes = runes[:len(runes)-1]
		short := strings.TrimRight(string(runes), " ,;:") + "…"
		if l.width(short) <= width {
			return short
		}
	}
	return string(runes)
}
