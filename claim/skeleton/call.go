package skeleton

import (
	"fmt"
	"regexp"

	"dyad/claim/wording"
)

// sinceYear and fromTo are windows that stand apart from their wording.
var (
	sinceYear = regexp.MustCompile(`(?i)\bsince ((?:1[89]|20)\d\d)\b`)
	fromTo    = regexp.MustCompile(`(?i)\b(?:from|between) ((?:1[89]|20)\d\d) (?:to|and|until) ((?:1[89]|20)\d\d)\b`)
)

// streakSpan is the window of a place among partners: "since 2010".
func streakSpan(plain string) string {
	if m := fromTo.FindStringSubmatch(plain); m != nil {
		return "from " + m[1] + " to " + m[2]
	}
	if m := sinceYear.FindStringSubmatch(plain); m != nil {
		return "since " + m[1]
	}
	return ""
}

// call is the measure a wording speaks of, with its economies in the order the
// sentence gives them: whose trade it is first. Where the sentence leaves that
// open, note says what is unclear and nothing is proposed.
func call(plain string, ms []mention, who []string, m string, ph phrase) (call, note string) {
	baskets := basketsOf(plain)
	basket := ""
	if len(baskets) > 0 && m != "trade.rank" {
		if len(baskets) > 1 || baskets[0] == "" {
			return "", "the number is of some goods: name their basket or HS codes (trade.structure, or basket= of trade.exports)"
		}
		basket = fmt.Sprintf(", basket=%q", baskets[0])
	}
	part := ph.rule.Unit == wording.Percent || ph.rule.Unit == wording.Share
	switch {
	case m == "trade.rank":
		o, ok := owner(plain, ms)
		if !ok {
			return "", "whose partner is meant? trade.rank(A, B) is B's place among the partners of A"
		}
		if len(baskets) > 0 {
			return "", "a place among partners in some goods has no measure"
		}
		flow := ""
		if exportRanked.MatchString(plain) {
			flow = "exports"
		} else if importRanked.MatchString(plain) {
			flow = "imports"
		}
		return fmt.Sprintf("trade.rank(%s, %s%s)", o.code, other(who, o.code), flowArgument(flow)), ""
	case m == "trade.share" && part:
		o, ok := owner(plain, ms)
		if !ok {
			return "", "a share of whose trade? trade.share(A, B) is B's share in the trade of A"
		}
		b := other(who, o.code)
		if basket != "" {
			switch o.flow() {
			case "exports":
				return fmt.Sprintf("trade.structure(%s, %s%s)", o.code, b, basket), ""
			case "imports":
				return fmt.Sprintf("trade.structure(%s, %s%s, flow=\"imports\")", o.code, b, basket), ""
			}
			return "", "a share of goods in exports or in imports? trade.structure(A, B, basket=…) is of one direction"
		}
		if !partnerWord.MatchString(plain) && !takes(plain, ms, b) {
			return "", fmt.Sprintf("whose share is it? trade.share(%s, %s) only if it is that of the economy, not of some goods", o.code, b)
		}
		return fmt.Sprintf("trade.share(%s, %s%s)", o.code, b, flowArgument(o.flow())), ""
	}
	a, b := directed(plain, ms, who, m)
	return fmt.Sprintf("%s(%s, %s%s)", m, a, b, basket), ""
}

func flowArgument(flow string) string {
	if flow == "" {
		return ""
	}
	return ", flow=" + fmt.Sprintf("%q", flow)
}
