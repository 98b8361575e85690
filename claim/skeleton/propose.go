package skeleton

import (
	"fmt"
	"regexp"
	"slices"
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

// citation is a reference such as (Larin 2015): its year is not the sentence's.
var citation = regexp.MustCompile(`\([^()]*[A-Z][^()]*\b(?:1[89]|20)\d\d[a-z]?\)`)

// blank takes citations out, keeping all places.
func blank(s string) string {
	return citation.ReplaceAllStringFunc(s, func(m string) string { return strings.Repeat(" ", len(m)) })
}

// moves are words that make a percentage a growth rate.
var moves = regexp.MustCompile(`(?i)\b(increase|growth|rise|up|gain|fall|decline|decrease|drop|fell|rose|grew|down)\b[^.;]{0,25}$`)

// madeUp is no movement.
var madeUp = regexp.MustCompile(`(?i)\b(?:made|makes?|making) up\b`)

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

// topic is what a sentence speaks of, as a measure of the catalogue.
func topic(s string, ph phrase) string {
	r := ph.rule
	if e, i := nearest(s, "export", ph.from), nearest(s, "import", ph.from); e >= 0 && i >= 0 {
		s = strings.NewReplacer(map[bool][]string{true: {"import", "      "}, false: {"export", "      "}}[e < i]...).Replace(strings.ToLower(s))
	}
	s = strings.ToLower(s)
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(s, w) {
				return true
			}
		}
		return false
	}
	switch {
	case r.Kind == wording.Streak:
		return "trade.rank"
	case r.Kind == wording.Sign && r.Stated == nil, has("trade balance", "balance of trade", "trade surplus", "trade deficit"):
		return "trade.balance"
	case r.Kind == wording.Value && (r.Unit == wording.Percent || r.Unit == wording.Share) && has("share", "accounted for", "% of", "per cent of", "percent of", "represented", "part of", "partner", "(", "national trade"):
		return "trade.share"
	case has("total trade", "bilateral trade", "trade volume", "volume of trade", "turnover", "trade between", " trade "):
		return "trade.total"
	case has("export"):
		return "trade.exports"
	case has("import"):
		return "trade.imports"
	}
	return "trade.total"
}

// nearest is how far from the place the word stands, one before it being
// nearer than any after it; -1 where it does not stand.
func nearest(s, word string, place int) int {
	s = strings.ToLower(s)
	if i := strings.LastIndex(s[:min(place, len(s))], word); i >= 0 {
		return place - i
	}
	if i := strings.Index(s, word); i >= 0 {
		return len(s) + i
	}
	return -1
}

// proposal is a check with the lets it needs.
type proposal struct {
	let   string
	check string
	notes []string
}

// propose makes a check of the wordings of a sentence.
func propose(s string, who []string, years []string, ps []phrase) (proposal, bool) {
	if len(who) < 2 || len(ps) == 0 {
		return proposal{}, false
	}
	var p proposal
	if len(who) > 2 {
		p.notes = append(p.notes, "more than two economies, and no telling which of them each number belongs to: "+strings.Join(who, ", "))
		return p, false
	}
	ms := mentions(s)
	stated := map[string]phrase{} // the cell and what is said of it
	year := func(near phrase) string {
		// a year within words is theirs; else the nearest one in the sentence
		best, distance := "", 1<<30
		for _, m := range yearPattern.FindAllStringIndex(s, -1) {
			if slices.ContainsFunc(ps, func(p phrase) bool { return m[0] >= p.from && m[1] <= p.to }) {
				continue
			}
			d := near.from - m[1]
			if d < 0 {
				d = m[0] - near.to
			}
			if d < distance {
				best, distance = wording.Normalise(s)[m[0]:m[1]], d
			}
		}
		if best == "" && len(years) > 0 {
			best = slices.Max(years)
		}
		return best
	}
	lets := map[string]string{}
	var order, checks []string
	for _, ph := range ps {
		m := topic(s, ph)
		if moves.MatchString(madeUp.ReplaceAllString(s[:ph.from], "")) && m == "trade.share" {
			m = "trade.total"
		}
		call, note := call(s, ms, who, m, ph)
		if note != "" {
			p.notes = append(p.notes, note)
			return proposal{notes: p.notes}, false
		}
		name := map[string]string{"trade.total": "T", "trade.exports": "X", "trade.imports": "M", "trade.balance": "B", "trade.share": "S", "trade.rank": "R"}[m]
		y := year(ph)
		check := ""
		switch ph.rule.Kind {
		case wording.Steady, wording.Shift:
			check = fmt.Sprintf("%s %s", name, ph.text)
		case wording.Sign:
			if ph.rule.From != 0 || ph.rule.To != 0 || y == "" {
				check = fmt.Sprintf("%s is %s", name, ph.text)
			} else {
				check = fmt.Sprintf("%s[%s] is %s", name, y, ph.text)
			}
		case wording.Value, wording.Change:
			if y == "" && ph.rule.From == 0 {
				p.notes = append(p.notes, fmt.Sprintf("%q: which year?", ph.text))
				continue
			}
			base := ""
			for _, other := range years {
				if other != y {
					base = other
				}
			}
			switch {
			case ph.rule.Unit == wording.Fold && ph.rule.From == 0 && len(years) > 1:
				first, last := years[0], years[0]
				for _, v := range years {
					first, last = min(first, v), max(last, v)
				}
				check = fmt.Sprintf("%s[%s] / %s[%s] is %s", name, last, name, first, ph.text)
			case ph.rule.Unit == wording.Fold && ph.rule.From == 0:
				p.notes = append(p.notes, fmt.Sprintf("%q: counted from which year?", ph.text))
				continue
			case ph.rule.Unit == wording.Level && ph.rule.Base == 0 && base != "":
				check = fmt.Sprintf("%s[%s] / %s[%s] is %s", name, max(y, base), name, min(y, base), ph.text)
			case ph.rule.Unit == wording.Level && ph.rule.Base == 0:
				p.notes = append(p.notes, fmt.Sprintf("%q: which year's level?", ph.text))
				continue
			case ph.rule.Kind == wording.Value && ph.rule.Unit == wording.Percent && m != "trade.share":
				check = fmt.Sprintf("growth(%s, %s) is %s", name, y, ph.text)
				p.notes = append(p.notes, fmt.Sprintf("%q is taken as growth; a share would be trade.share(…)", ph.text))
			case ph.rule.Kind == wording.Change || ph.rule.Unit == wording.Fold || ph.rule.Unit == wording.Level:
				check = fmt.Sprintf("%s[%s] %s", name, y, ph.text)
			default:
				check = fmt.Sprintf("%s[%s] is %s", name, y, ph.text)
			}
		case wording.Streak:
			span := streakSpan(s)
			switch {
			case ph.rule.From != 0 || ph.rule.To != 0:
				check = fmt.Sprintf("%s is %s", name, ph.text)
			case span != "" && ph.rule.Count <= 1:
				check = fmt.Sprintf("%s is %s %s", name, ph.text, span)
			case y == "":
				p.notes = append(p.notes, fmt.Sprintf("%q: which year?", ph.text))
				continue
			default:
				check = fmt.Sprintf("%s[%s] is %s", name, y, ph.text)
			}
		default: // record
			if y == "" {
				p.notes = append(p.notes, fmt.Sprintf("%q: which year?", ph.text))
				continue
			}
			check = fmt.Sprintf("%s[%s] is %s", name, y, ph.text)
		}
		if ph.rule.Kind == wording.Value || ph.rule.Kind == wording.Change {
			cell := fmt.Sprint(strings.TrimSuffix(check, ph.text), ph.rule.Unit) // a level and a growth rate of one year may both hold
			if before, twice := stated[cell]; twice && before.rule.Means() != ph.rule.Means() {
				p.notes = append(p.notes, fmt.Sprintf("two numbers of the same cell, “%s” and “%s”: which of them is whose?", before.text, ph.text))
				return proposal{notes: p.notes}, false
			}
			stated[cell] = ph
		}
		if lets[name] == "" {
			order = append(order, name)
		} else if lets[name] != call {
			p.notes = append(p.notes, fmt.Sprintf("two readings: %s and %s", lets[name], call))
			return proposal{notes: p.notes}, false
		}
		lets[name] = call
		checks = append(checks, check)
	}
	if len(checks) == 0 {
		return p, false
	}
	var parts []string
	for _, n := range order {
		parts = append(parts, n+": "+lets[n])
	}
	p.let, p.check = "{"+strings.Join(parts, ", ")+"}", strings.Join(checks, " and ")
	return p, true
}
