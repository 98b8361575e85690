package dossier

import (
	"fmt"
	"slices"
	"strings"

	"dyad/figure/named"
	"dyad/measure"
)

// Derived are the years in which a reporter's account is made from the other's,
// or by the publisher. Reporter is "" for years in which one of the two accounts
// is made from the other and nothing tells which.
type Derived struct {
	Reporter  string
	Estimated bool // by the publisher, not to be had from the other account
	Years     []int
}

// derivedYears sorts the years of some rows' reporters by what they are made from.
func derivedYears(rows []measure.Row) []Derived {
	var out []Derived
	add := func(reporter string, estimated bool, year int) {
		i := slices.IndexFunc(out, func(d Derived) bool { return d.Reporter == reporter && d.Estimated == estimated })
		if i < 0 {
			out = append(out, Derived{Reporter: reporter, Estimated: estimated})
			i = len(out) - 1
		}
		if !slices.Contains(out[i].Years, year) {
			out[i].Years = append(out[i].Years, year)
		}
	}
	for _, r := range rows {
		switch {
		case r.Missing || r.Reporter == "":
		case r.Has(measure.MirrorImputed):
			add(r.Reporter, false, r.Year)
		case r.Has(measure.Estimate):
			add(r.Reporter, true, r.Year)
		case r.Has(measure.EitherImputed):
			add("", false, r.Year)
		}
	}
	for i := range out {
		slices.Sort(out[i].Years)
	}
	return out
}

// derivedWords says in which years there is no second opinion; "" for none.
func (bd *Board) derivedWords() string {
	var parts []string
	told := map[string]bool{}
	slices.SortStableFunc(bd.Derived, func(a, b Derived) int { return strings.Compare(b.Reporter, a.Reporter) })
	for _, d := range bd.Derived {
		years, made := "in "+named.Words(d.Years), "made from the other’s"
		if d.Estimated {
			made = "the publisher’s estimate"
		}
		switch {
		case d.Reporter == "":
			parts = append(parts, years+" one report is made from the other, and nothing tells which")
		case told[d.Reporter]:
			parts[len(parts)-1] += fmt.Sprintf(", %s it is %s", years, made)
		default:
			told[d.Reporter] = true
			parts = append(parts, fmt.Sprintf("%s what stands as the report of %s is %s", years, inSentence(d.Reporter), made))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	words := strings.Join(parts, "; ")
	return sentence(words) + ": no second opinion."
}
