package named

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/figure"
	"dyad/measure"
	"dyad/trade"
)

// breaks are the years that a group of the dyad enters with other members, as
// far as any membership goes back; none where the question fixes the members.
func (a Ask) breaks() []figure.Break {
	at := map[int]*figure.Break{}
	var out []figure.Break
	first, last := firstMembership, lastMembership
	for year := first; year <= last; year++ {
		for _, g := range a.groups() {
			if trade.Fixed(a.Members) || economy.ChangeWords(g, year-1, year) == "" {
				continue
			}
			n := len(economy.Members(g, year))
			label, words := fmt.Sprintf("%s %d", g, n), fmt.Sprintf("%s has %d members", economy.Label(g), n)
			if b := at[year]; b != nil {
				b.Label, b.Words = b.Label+", "+label, b.Words+", "+words
				continue
			}
			at[year] = &figure.Break{X: float64(year), Label: label, Words: words}
		}
		if b := at[year]; b != nil {
			out = append(out, *b)
		}
	}
	return out
}

// The years in which memberships of the catalogue change.
const firstMembership, lastMembership = 1948, 2100

func (a Ask) groups() []economy.Code {
	var out []economy.Code
	for _, c := range []economy.Code{a.A, a.B} {
		if trade.IsGroup(c) {
			out = append(out, c)
		}
	}
	return out
}

// members says with which members the groups of the dyad count; "" where it has
// none.
func (a Ask) members() string {
	var parts []string
	for _, g := range a.groups() {
		parts = append(parts, trade.MembersWords(g, a.Members))
	}
	if len(parts) == 0 {
		return ""
	}
	words := strings.Join(parts, "; ")
	if len(a.breaks()) > 0 {
		words += "; dotted rules mark the years with other members than the one before"
	}
	return words
}

// territories adds the changes of territory that lie among the rows, and what
// the name stood for before.
func (a Ask) territories(breaks []figure.Break, caveats []string, rows []measure.Row) ([]figure.Break, []string) {
	first := 0
	for _, r := range rows {
		if !r.Missing && (first == 0 || r.Year < first) {
			first = r.Year
		}
	}
	for _, c := range []economy.Code{a.A, a.B} {
		t, ok := economy.RedrawnOf(c)
		if !ok || first == 0 || first > t.Until {
			continue
		}
		caveats = append(caveats, fmt.Sprintf("%s to %d: %s", economy.Label(c), t.Until, t.Before))
		breaks = append(breaks, figure.Break{X: float64(t.Until + 1), Label: economy.Label(c) + " " + t.Label, Words: economy.Label(c) + " " + t.Label})
	}
	slices.SortStableFunc(breaks, func(x, y figure.Break) int { return cmp.Compare(x.X, y.X) })
	return breaks, caveats
}
