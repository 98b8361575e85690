package trade

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/measure"
)

// EachYear and Current are the ways, beside a year, to say with which members a
// group counts.
const (
	EachYear = "each-year"
	Current  = "current"
)

var membersParam = measure.Param{Name: "members", Default: EachYear,
	Doc: "with which members a group counts: each-year, those of 31 December of each year; current, those of today in every year; or a year, those of 31 December of that year in every year"}

// MembershipBreak flags a year that a group enters with other members than the
// year before, so that the series does not go on as it was: the note says who
// joined and left, and when.
const MembershipBreak = "membership_break"

// today stands for the present members, for all memberships that last.
const today = 9999

// asOf is the year whose members a group counts with in every year, 0 for those
// of each year. The word was checked before.
func asOf(q measure.Query) int {
	year, _ := membersOf(q.Params[membersParam.Name])
	return year
}

func membersOf(word string) (int, error) {
	switch word {
	case "", EachYear:
		return 0, nil
	case Current:
		return today, nil
	}
	year, err := strconv.Atoi(word)
	if err != nil || year < 1500 || year > 2200 {
		return 0, hint.New(hint.Usage, "", "members "+strconv.Quote(word)+" is neither a year nor a way to count", "write a year as 2013, "+Current+" or "+EachYear)
	}
	return year, nil
}

// composed gives a measure the parameter for the members of groups, refuses a
// wrong one, and says of each row of a group what its members are and where
// they change, and of an economy which territory its name stood for.
func composed(m *measure.Measure) {
	m.Params = append(slices.Clone(m.Params), membersParam)
	m.Groups += "; members are those of 31 December, of each year or as the parameter members says, and a year with other members than the one before is flagged " + MembershipBreak
	eval := m.Eval
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		if _, err := membersOf(q.Params[membersParam.Name]); err != nil {
			return nil, err
		}
		rows, err := eval(ctx, q)
		if err == nil {
			sayTerritory(rows, q)
			sayMembers(rows, q, !slices.Contains(comparing, m.Name))
		}
		return rows, err
	}
}

// comparing are the measures that hold two years against each other: they say
// themselves with which members.
var comparing = []string{"trade.growth", "trade.multiple", "trade.structural_change"}

// sayMembers puts break marks on the rows, or the note with which members the
// group counts in all of them.
func sayMembers(rows []measure.Row, q measure.Query, breaks bool) {
	for _, g := range []economy.Code{q.A, q.B} {
		if !isGroup(g) {
			continue
		}
		if year := asOf(q); year != 0 {
			for i := range rows {
				if r := &rows[i]; !r.Missing {
					r.Note = notes(r.Note, fixedWords(g, year))
				}
			}
			continue
		}
		if !breaks {
			continue
		}
		before := map[string]int{} // the year before with a value, by who says it
		for i := range rows {
			r := &rows[i]
			if r.Missing {
				continue
			}
			y := r.Year
			if last, ok := before[r.Key()]; ok {
				if words := economy.ChangeWords(g, last, y); words != "" {
					r.Flags = join(r.Flags, []string{MembershipBreak})
					r.Note = notes(r.Note, words)
				}
			}
			before[r.Key()] = y
		}
	}
}

// IsGroup says whether a code is a group of economies.
func IsGroup(c economy.Code) bool { return isGroup(c) }

// Fixed says whether a value of the parameter members counts a group with the
// same members in every year.
func Fixed(members string) bool {
	year, _ := membersOf(members)
	return year != 0
}

// MembersWords says with which members a group counts under a value of the
// parameter members.
func MembersWords(g economy.Code, members string) string {
	if year, _ := membersOf(members); year != 0 {
		return fixedWords(g, year) + " in every year"
	}
	return string(g) + " with its members of 31 December of each year"
}

func fixedWords(g economy.Code, year int) string {
	if year == today {
		return fmt.Sprintf("%s with its %d present members", g, len(units(g, year)))
	}
	return fmt.Sprintf("%s with its %d members of 31 December %d", g, len(units(g, year)), year)
}
