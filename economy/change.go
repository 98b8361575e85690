package economy

import (
	"fmt"
	"slices"
	"strings"
)

// ChangeWords says how the members of a group changed between the ends of two
// years: "EU: 25 members on 31 December 2004, 15 on that of 2003; joined CYP, …
// on 2004-05-01". It is "" where they did not, and of what is no group.
func ChangeWords(g Code, from, to int) string {
	if len(memberships().byGroup[g]) == 0 {
		return ""
	}
	then, now := Members(g, from), Members(g, to)
	if slices.Equal(then, now) {
		return ""
	}
	start, end := lastDay(min(from, to)), lastDay(max(from, to))
	var parts []string
	// A membership's last day is a day of it: one that ends with a year is
	// gone in the next.
	days := func(verb string, changed []Code, day func(Membership) string, within func(d string) bool) {
		by := map[string][]string{}
		var order []string
		for _, m := range Memberships(g) {
			d := day(m)
			if !slices.Contains(changed, m.Member) || d == "" || !within(d) {
				continue
			}
			if by[d] == nil {
				order = append(order, d)
			}
			by[d] = append(by[d], string(m.Member))
		}
		slices.Sort(order)
		for _, d := range order {
			parts = append(parts, verb+" "+strings.Join(by[d], ", ")+" on "+d)
		}
	}
	days("joined", without(now, then), func(m Membership) string { return m.From }, func(d string) bool { return start < d && d <= end })
	days("left", without(then, now), func(m Membership) string { return m.To }, func(d string) bool { return start <= d && d < end })
	return fmt.Sprintf("%s: %d members on 31 December %d, %d on that of %d; %s", g, len(now), to, len(then), from, strings.Join(parts, ", "))
}

func without(all, some []Code) []Code {
	var out []Code
	for _, c := range all {
		if !slices.Contains(some, c) {
			out = append(out, c)
		}
	}
	return out
}
