package dossier

import (
	"slices"
	"strconv"
	"strings"

	"dyad/economy"
)

// withArticle are names that a sentence gives "the".
var withArticle = []string{"United States", "United Kingdom", "United Arab Emirates", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros",
	"Central African Republic", "Dominican Republic", "DR Congo", "Soviet Union", "Isle of Man", "Neutral Zone", "Panama Canal Zone", "European Union"}

// inSentence is the name of an economy as it stands within a sentence.
func inSentence(code string) string {
	name := label(code)
	if slices.Contains(withArticle, name) || strings.HasSuffix(name, " Islands") && code != "ALA" || strings.HasSuffix(name, " Territory") || strings.HasSuffix(name, " Territories") {
		return "the " + name
	}
	return name
}

// sentence begins with a capital.
func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// possessive is an economy's name as an owner's within a sentence: "China’s",
// "the United States’".
func possessive(code string) string {
	return economy.Possessive(inSentence(code))
}

// grouped writes 11867 as 11,867.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// counted is a number with its noun: 1 caveat, 2 caveats.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}
