package economy

import (
	"fmt"
	"slices"
	"sort"
)

// Membership is one stay of one economy in a group.
type Membership struct {
	Group, Member Code
	From, To      string // first and last day, ISO 8601; To is empty while it lasts
	Source        string // treaty or official page the dates come from
	Note          string
}

// On says whether the membership held on a day, given as "2006-01-02".
func (m Membership) On(day string) bool {
	return m.From <= day && (m.To == "" || day <= m.To)
}

// Members gives the members of a group on 31 December of the year, ordered by
// code; nil when the code is no group. Members are present economies: for the
// code under which statistics of the time carry them see [Reporting].
func Members(group Code, year int) []Code {
	day := lastDay(year)
	var out []Code
	for _, m := range memberships().byGroup[group] {
		if m.On(day) {
			out = append(out, m.Member)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// GroupsOf gives the groups an economy belonged to on 31 December of the year.
func GroupsOf(code Code, year int) []Code {
	day := lastDay(year)
	var out []Code
	for _, m := range memberships().byMember[code] {
		if m.On(day) {
			out = append(out, m.Group)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Memberships gives every stay in a group, ordered by first day, then member.
func Memberships(group Code) []Membership {
	out := slices.Clone(memberships().byGroup[group])
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].From != out[j].From {
			return out[i].From < out[j].From
		}
		return out[i].Member < out[j].Member
	})
	return out
}

// Groups gives the codes of all groups with dated membership.
func Groups() []Code {
	var out []Code
	for group := range memberships().byGroup {
		out = append(out, group)
	}
	slices.Sort(out)
	return out
}

// Reporting gives the members of a group as [Members] does, and with them the
// economies that statistics of that year use in their place: Belgium-Luxembourg
// for its two parts, West Germany for Germany. A source has the one or the
// other; where it has both, only one may be counted.
func Reporting(group Code, year int) []Code {
	members := Members(group, year)
	out := slices.Clone(members)
	for _, e := range catalogue().economies {
		if len(e.StandsFor) == 0 || !e.In(year) {
			continue
		}
		if !slices.ContainsFunc(e.StandsFor, func(c Code) bool { return !slices.Contains(members, c) }) {
			out = append(out, e.Code)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func lastDay(year int) string { return fmt.Sprintf("%04d-12-31", year) }
