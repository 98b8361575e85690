package skeleton

import (
	"regexp"
	"strings"

	"dyad/claim/wording"
)

// phrase is words of a sentence that the wording grammar can read.
type phrase struct {
	text string
	rule *wording.Rule
	from int
	to   int
}

var (
	yearPattern  = regexp.MustCompile(`\b(1[89]\d\d|20\d\d)\b`)
	token        = regexp.MustCompile(`[^\s,;]+(?:,\d{3})*`)
	notesMarks   = regexp.MustCompile(`([\p{L}”"])\d{1,2}$`)
	trailingJunk = ".,;:!?)”\"'"
)

// phrases finds the longest readable wordings, from left to right. Bare years
// and single small number words are left out.
func phrases(s string) []phrase {
	s = wording.Normalise(s)
	spots := token.FindAllStringIndex(s, -1)
	var out []phrase
	for i := 0; i < len(spots); {
		found := 0
		for n := min(9, len(spots)-i); n > 0; n-- {
			text := strings.TrimRight(s[spots[i][0]:spots[i+n-1][1]], trailingJunk)
			text = strings.TrimLeft(text, "(“\"'")
			text = notesMarks.ReplaceAllString(text, "$1")
			text = strings.TrimSpace(text)
			r, ok := wording.Read(text)
			if !ok || !telling(text, r) {
				continue
			}
			text, r = shorten(text, r)
			out = append(out, phrase{text, r, spots[i][0], spots[i+n-1][1]})
			found = n
			break
		}
		i += max(1, found)
	}
	return out
}

// shorten leaves out leading words that change nothing: "has grown nine-fold"
// and "reaching US$95.3 billion" mean the same without their verbs.
func shorten(text string, r *wording.Rule) (string, *wording.Rule) {
	for {
		i := strings.IndexByte(text, ' ')
		if i < 0 {
			return text, r
		}
		rest, ok := wording.Read(text[i+1:])
		if !ok || rest.Kind != r.Kind || rest.Unit != r.Unit || rest.Means() != r.Means() ||
			rest.From != r.From || rest.To != r.To || rest.Rank != r.Rank || rest.Count != r.Count || rest.Direction != r.Direction {
			return text, r
		}
		text, r = text[i+1:], rest
	}
}

// citation is a reference such as (Larin 2015) or (see Lo and Hill, 2013, p. 4):
// names and a year, which is not the sentence's.
var citation = regexp.MustCompile(`\((?:(?:see|cf\.?|e\.g\.,?) )?` + reference + `(?:; ` + reference + `)*\)`)

const reference = `\p{Lu}[\p{Ll}'-]+(?:(?:,| and| &|, and) \p{Lu}[\p{L}'-]+)*(?: et al\.?)?,? (?:1[89]|20)\d\d[a-z]?(?:, pp?\. ?\d+(?:-\d+)?)?`

// blank takes citations out, keeping all places.
func blank(s string) string {
	return citation.ReplaceAllStringFunc(s, func(m string) string {
		if len(mentions(m)) > 0 { // (China 2013) may be a figure's place
			return m
		}
		return strings.Repeat(" ", len(m))
	})
}

var smallNumber = regexp.MustCompile(`(?i)^(?:the |a |an |some |only |for |to |at |in |by )*(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|first|second|third|main|major|leading|largest|primary|chief|principal|top|up|down|rise|fall|increase|decline|recovered|grow|growing|increasing|growth|majority|mainly|mostly|largely|record)$`)

// telling says whether words are worth a proposal on their own.
func telling(text string, r *wording.Rule) bool {
	lower := strings.ToLower(text)
	if yearPattern.MatchString(text) && yearPattern.ReplaceAllString(strings.Trim(lower, " "), "") == "" {
		return false
	}
	switch r.Kind {
	case wording.Vague, wording.Largest:
		return false
	case wording.Value:
		if r.Unit == wording.AnyUnit { // a bare number: a year, a count
			return false
		}
		if r.Stated == nil && r.Unit != wording.Level {
			return false
		}
	case wording.Change:
		if r.Stated == nil {
			return false
		}
	case wording.Sign:
		if r.Stated == nil && r.From == 0 && r.To == 0 && !strings.Contains(lower, "trade") && !strings.Contains(lower, "remain") {
			return false
		}
	}
	if strings.HasPrefix(lower, "in ") || strings.HasPrefix(lower, "the ") && r.Kind == wording.Value {
		return false
	}
	return !smallNumber.MatchString(lower)
}
