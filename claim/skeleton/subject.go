package skeleton

import (
	"regexp"
	"slices"
	"strings"
)

var (
	ownedAfter   = regexp.MustCompile(`(?i)^(?: [\p{L}-]+){0,5}? (partners?|suppliers?|customers?|buyers?|markets?|exports?|imports?|trade|turnover)\b`)
	ownedBefore  = regexp.MustCompile(`(?i)\b(partner|supplier|customer|buyer|exports?|imports?|trade|turnover) (?:of|for) (?:the )?$`)
	partOf       = regexp.MustCompile(`(?i)\b(?:share|part|portion|percentage)\b`)
	within       = regexp.MustCompile(`(?i)\b(?:of|in|within) (?:the )?$`)
	takesPart    = regexp.MustCompile(`(?i)^(?: (?:exports|goods|trade|alone|still|now|then|already|also|has|have|had|thus|average|total|overall))* (?:accounted|accounts|accounting|represented|represents|made up|makes up|took|takes|absorbed|absorbs|received|receives|bought|buys|supplied|supplies|share|part|portion|percentage)\b`)
	partGoesTo   = regexp.MustCompile(`(?i)(?:\b(?:share|part|portion|percentage) (?:of|held by|taken by)|\b(?:went|go|goes|going|sent|sold|destined|shipped|directed|came|come|comes|coming|bought|originated|originates) (?:to|for|from|in)|\btrade with) (?:the )?$`)
	oblique      = regexp.MustCompile(`(?i)\b(?:to|from|of|by|with) (?:the )?$`)
	wholeFlow    = regexp.MustCompile(`(?i)(?:^|[,;] |\b(?:total|all|its) )(?:exports to|imports from|sales to|trade with) (?:the )?$`)
	exportsTo    = regexp.MustCompile(`(?i)\bexport(?:s|ed|ing)?\b[^.;]* to (?:the )?$`)
	exportsFrom  = regexp.MustCompile(`(?i)\bexport(?:s|ed|ing)?\b[^.;]* (?:from|of) (?:the )?$`)
	importsFrom  = regexp.MustCompile(`(?i)\bimport(?:s|ed|ing)?\b[^.;]* from (?:the )?$`)
	importsInto  = regexp.MustCompile(`(?i)\bimport(?:s|ed|ing)?\b[^.;]* (?:to|into|of|by) (?:the )?$`)
	partnerWord  = regexp.MustCompile(`(?i)\b(?:partner|supplier|customer|buyer|market)\b`)
	exportRanked = regexp.MustCompile(`(?i)\b(?:export (?:partner|market|destination)|customer|buyer)\b`)
	importRanked = regexp.MustCompile(`(?i)\b(?:import partner|supplier|source of imports)\b`)
)

// owned is an economy whose trade or partner a sentence speaks of, with the
// word for what it owns: "Russia's exports".
type owned struct {
	code, noun string
	inside     bool // "of Russia's exports": a whole that something is a part of
}

// owner finds whose partner, exports, imports or trade is meant; false where
// the sentence does not say, or names two.
func owner(plain string, ms []mention) (owned, bool) {
	var all []owned
	for i, m := range ms {
		before := plain[:m.from]
		if found := ownedBefore.FindStringSubmatch(before); found != nil {
			all = append(all, owned{m.code, strings.ToLower(found[1]), true})
			continue
		}
		end := len(plain)
		if i+1 < len(ms) {
			end = ms[i+1].from
		}
		after := plain[m.to:end]
		if !m.owns || strings.HasSuffix(before, "-") {
			continue // Sino-Russian trade belongs to both
		}
		if found := ownedAfter.FindStringSubmatch(after); found != nil && !partOf.MatchString(found[0]) {
			all = append(all, owned{m.code, strings.ToLower(found[1]), within.MatchString(before)})
		}
	}
	if inside := slices.DeleteFunc(slices.Clone(all), func(o owned) bool { return !o.inside }); len(inside) > 0 {
		all = inside
	}
	if len(all) == 0 || slices.ContainsFunc(all, func(o owned) bool { return o.code != all[0].code }) {
		return owned{}, false
	}
	return all[0], true
}

// flow is the parameter of a measure that the owned thing calls for.
func (o owned) flow() string {
	switch {
	case strings.HasPrefix(o.noun, "export"):
		return "exports"
	case strings.HasPrefix(o.noun, "import"):
		return "imports"
	}
	return ""
}

// takes says whether the economy itself, not some goods, is what has the share.
func takes(plain string, ms []mention, code string) bool {
	for _, m := range ms {
		if m.code != code {
			continue
		}
		before, after := plain[:m.from], plain[m.to:]
		if partGoesTo.MatchString(before) {
			return true
		}
		if takesPart.MatchString(after) && (!oblique.MatchString(before) || wholeFlow.MatchString(before)) {
			return true
		}
	}
	return false
}

// other is the economy of the two that is not the given one.
func other(who []string, code string) string {
	if who[0] == code {
		return who[1]
	}
	return who[0]
}

// directed puts the two economies in the order of a flow: seller first for
// exports, buyer first for imports.
func directed(plain string, ms []mention, who []string, measure string) (a, b string) {
	second, first := exportsTo, exportsFrom
	switch measure {
	case "trade.imports":
		second, first = importsFrom, importsInto
	case "trade.exports":
	default:
		return who[0], who[1]
	}
	for _, m := range ms {
		if second.MatchString(plain[:m.from]) {
			return other(who, m.code), m.code
		}
	}
	for _, m := range ms {
		if first.MatchString(plain[:m.from]) || m.owns && ownedAfter.MatchString(plain[m.to:]) {
			return m.code, other(who, m.code)
		}
	}
	return who[0], who[1]
}
