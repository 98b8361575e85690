package claim

import (
	"slices"
	"strconv"

	"dyad/claim/review"
	"dyad/economy"
	"dyad/measure"
)

// MembershipChanged flags a judgement on years between which a group gained or
// lost members, so that what is compared is not the same group.
const MembershipChanged = "membership_changed"

// membershipBreak is the mark that a measure puts on a group's year with other
// members than the one before.
const membershipBreak = "membership_break"

// composition says of the rows of a group what changed in it between the first
// and the last year used. Rows that count the same members in both years have
// the flag from their measure and a note of their own.
func (h *hearing) composition(j *review.Judgement, rows []*measure.Row) {
	first, last := map[economy.Code]int{}, map[economy.Code]int{}
	for _, r := range rows {
		if r.Missing || r.Has(MembershipChanged) || h.fixed(r) {
			continue
		}
		for _, c := range []string{r.A, r.B} {
			g := economy.Code(c)
			if y, ok := first[g]; !ok || r.Year < y {
				first[g] = r.Year
			}
			last[g] = max(last[g], r.Year)
		}
	}
	var groups []economy.Code
	for g := range first {
		groups = append(groups, g)
	}
	slices.Sort(groups)
	for _, g := range groups {
		words := economy.ChangeWords(g, first[g], last[g])
		if words == "" {
			continue
		}
		if !slices.Contains(j.Flags, MembershipChanged) {
			j.Flags = append(j.Flags, MembershipChanged)
		}
		j.Notes = append(j.Notes, words+"; trade.growth and trade.multiple compare the same members, and so does members='"+strconv.Itoa(last[g])+"'")
	}
}

// fixed says whether the question names the members that a row counts with.
func (h *hearing) fixed(r *measure.Row) bool {
	if h.program == nil {
		return false
	}
	for _, c := range h.program.Calls {
		if c.Measure.Name == r.Measure && string(c.Query.A) == r.A && string(c.Query.B) == r.B {
			m := c.Query.Params["members"]
			return m != "" && m != "each-year"
		}
	}
	return false
}
