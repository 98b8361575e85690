package skeleton

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dyad/claim/wording"
)

// refusal is why nothing is proposed: what the words are, and what to settle.
type refusal struct {
	why  string // of not_testable
	note string
}

// policy refuses sentences of a kind before they are read: what they say is
// more, or other, than the numbers of a year.
type policy struct {
	name  string
	why   string // of not_testable
	words *regexp.Regexp
	note  string
}

func anyOf(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[^\p{L}])(` + words + `)(?:[^\p{L}]|$)`)
}

const notUnderstood = "not understood"

var policies = []policy{
	{"a forecast or a plan", "forecast", anyOf(`will|would|shall|may|might|could|should|forecasts?|projected|projections?|expected|expects?|predicted|predicts?|planned|plans?|targets?|targeted|aims?|aimed|potential|prospects?`),
		"speaks of what may come, not of what was measured"},
	{"a condition", notUnderstood, anyOf(`if|unless|provided that|assuming|otherwise|without|except|excluding|apart from|including|adjusted|were it not`),
		"makes the number depend on something that no measure has"},
	{"a denial", notUnderstood, anyOf(`not|never|no longer|neither|nor|none|didn't|wasn't|hasn't|isn't|failed|fails|hardly|scarcely|barely|n't`),
		"denies something, and the denial of a wording has no place in a proposal"},
	{"hearsay", notUnderstood, anyOf(`reportedly|allegedly|apparently|supposedly|seems?|seemed|claimed|claims|estimated|estimates?|likely|probably|possibly|perhaps|officially|unofficially`),
		"is hearsay or a guess; the measures have what customs report"},
	{"part of a year", notUnderstood, anyOf(`half-year|halves|semester|(?:first|second|third|fourth|last|1st|2nd|3rd|4th|each|every|this|that|the) quarter|quarters of (?:the|\d{4})|q[1-4]|h[12]|months?|monthly|quarterly|weeks?|weekly|january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?:first|second|last) half|mid-\d{4}|early \d{4}|late \d{4}|end of \d{4}|beginning of \d{4}|so far|to date|year-to-date`),
		"is a part of a year; the measures are of whole years"},
	{"a year that is not the calendar's", notUnderstood, anyOf(`fiscal|financial year|fy ?\d{2,4}|\d{4}/\d{2,4}|\d0s|decades?|century|crisis years?`),
		"is no calendar year"},
	{"money that is not US dollars of the day", notUnderstood, anyOf(`real terms|constant prices|in real|inflation|ppp|purchasing power|nominal|local currency`),
		"is not in US dollars at current prices"},
	{"another sort of trade", notUnderstood, anyOf(`services?|investments?|fdi|capital|loans?|aid|tourism|tourists?|re-?exports?|transit|border trade|e-commerce|net exports?|current account|gdp|per capita|per head|tonnes?|tons|barrels?|volume terms|cubic|containers?`),
		"is not the value of goods"},
	{"numbers dealt out", notUnderstood, anyOf(`respectively|each|both|combined|together|altogether|in total with`),
		"deals numbers out to several, and which is whose has to be written out"},
	{"an average", notUnderstood, anyOf(`average[ds]?|averaging|on average|annually|per year|a year on|per annum|a year since|annual rate|cumulative(?:ly)?|combined total|median`),
		"is a mean or a sum over years"},
	{"a change of standing", notUnderstood, anyOf(`became|become|becoming|overtook|overtaken|overtaking|replaced|again|once more|first time|for the first|started|began|stopped|ceased|returned to surplus`),
		"says what was before too, and that has to be written out"},
	{"one of several", notUnderstood, anyOf(`one of|among|amongst|some of|most of|top (?:two|three|five|ten|\d+)|top-(?:two|three|five|ten)`),
		"names one among several"},
}

// saysEveryYear are words of the policy "numbers dealt out" that mean a time.
var saysEveryYear = regexp.MustCompile(`(?i)\b(?:in )?each (?:single )?year\b`)

// wordsOfNumbers are denials that the claim language reads as numbers.
var wordsOfNumbers = regexp.MustCompile(`(?i)\b(?:not|no) (?:less|more|fewer|quite)\b`)

// refused says which policy refuses the sentence.
func refused(plain string) (refusal, bool) {
	plain = saysEveryYear.ReplaceAllString(plain, "every year")
	plain = wordsOfNumbers.ReplaceAllString(plain, " ")
	if coin := otherMoney(plain); coin != "" {
		return refusal{notUnderstood, fmt.Sprintf("“%s” is not US dollars, which the measures are in", coin)}, true
	}
	for _, p := range policies {
		if m := p.words.FindStringSubmatch(plain); m != nil {
			return refusal{p.why, fmt.Sprintf("“%s” %s", m[1], p.note)}, true
		}
	}
	return refusal{}, false
}

var (
	coinBefore = regexp.MustCompile(`(\p{L}+)\$|([€£¥₽₴₩₹₺₪₫฿₦₸])`)
	coinAfter  = regexp.MustCompile(`(?i)\d[\d.,]*\s*(?:thousand|million|billion|trillion|bn|mn|m|k)?\s+((?:of )?(\p{L}+)(?: (dollars?))?)`)
)

// otherMoney is money of a sentence that is not US dollars.
func otherMoney(plain string) string {
	for _, m := range coinBefore.FindAllStringSubmatch(plain, -1) {
		if m[2] != "" {
			return m[2]
		}
		if !strings.EqualFold(m[1], "us") && !strings.EqualFold(m[1], "usa") {
			return m[0]
		}
	}
	for _, m := range coinAfter.FindAllStringSubmatch(plain, -1) {
		w := strings.ToLower(m[2])
		if wording.IsCurrency(w) {
			return m[2]
		}
		if m[3] != "" && w != "us" && w != "usa" && w != "american" && w != "of" && !slices.Contains([]string{"million", "billion", "thousand", "trillion", "bn", "mn", "m", "k"}, w) {
			return m[2] + " " + m[3]
		}
	}
	return ""
}

// unplaced quotes the words of a sentence that no reading had a place for: those
// that no sentence has, or else where the furthest reading stopped.
func (t *text) unplaced() string {
	taken := make([]bool, len(t.pieces))
	for i, m := range t.named {
		for k := i; k < t.after(m.to); k++ {
			taken[k] = true
		}
	}
	var runs []string
	for i := 0; i < len(t.pieces); i++ {
		j := i
		for j < len(t.pieces) && !taken[j] && isWord(t.pieces[j].word) && !t.lex.knows(t.pieces[j].word) {
			j++
		}
		if j > i {
			runs = append(runs, "“"+t.span(i, j)+"”")
			i = j
		}
	}
	if len(runs) > 0 {
		return "no place for " + strings.Join(runs[:min(6, len(runs))], ", ")
	}
	if len(t.pieces) == 0 {
		return "no words"
	}
	from := min(t.far, len(t.pieces)-1)
	for from > 0 && t.pieces[from].word == "," {
		from--
	}
	to := from + 1
	for to < len(t.pieces) && to-from < 8 && t.pieces[to].word != "," {
		to++
	}
	return "no place for “" + t.span(from, to) + "”"
}

func isWord(w string) bool { return w != "" && (w[0] >= 'a' && w[0] <= 'z' || w[0] >= 0x80) }

// propose reads a sentence; where it cannot, the refusal says why.
func propose(plain string, who []string, lex *Lexicon) (proposal, refusal) {
	if len(who) > 2 {
		return proposal{}, refusal{notUnderstood, "more than two economies, and no telling which of them each number belongs to: " + strings.Join(who, ", ")}
	}
	if r, ok := refused(plain); ok {
		return proposal{}, r
	}
	t := newText(plain, lex)
	var found []proposal
	why := ""
	for _, r := range t.readings() {
		p, open := r.write()
		if open != "" {
			if why == "" {
				why = open
			}
			continue
		}
		if !slices.ContainsFunc(found, func(f proposal) bool { return f.let == p.let && f.check == p.check }) {
			found = append(found, p)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], refusal{}
	case len(found) > 1:
		return proposal{}, refusal{notUnderstood, fmt.Sprintf("two readings: %s %s, and %s %s", found[0].let, found[0].check, found[1].let, found[1].check)}
	case why != "":
		return proposal{}, refusal{notUnderstood, why}
	}
	note := t.unplaced()
	if len(who) < 2 {
		note = "no two economies in the sentence: of whom does it speak?; " + note
	}
	return proposal{}, refusal{notUnderstood, note}
}
