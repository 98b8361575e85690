package register

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/currency"

	"dyad/economy"
	"dyad/period"
	"dyad/source/lifecycle"
)

func itoa(n int) string { return strconv.Itoa(n) }

// entry is one project of a register.
type entry struct {
	line       int
	text       map[string]string // single values by their key
	number     map[string]float64
	parties    []party
	milestones []milestone
	stakes     []stake
	quantities []quantity
	fault      *fault
}

type party struct {
	line      int
	economy   economy.Code
	side, who string
	share     *float64
}

type milestone struct {
	line               int
	status             lifecycle.Status
	p                  period.Period
	planned            bool
	printed, according string
	members            *float64
}

type stake struct {
	line                     int
	holder, state, according string
	economy                  economy.Code
	p                        period.Period
	share                    *float64
}

type quantity struct {
	line                        int
	what, unit, item, according string
	p                           period.Period
	value, years                *float64
}

// fault is what is wrong with a project, and on which line.
type fault struct {
	line         int
	where, value string
	what         string
}

func (e *entry) fail(line int, where, value, what string) {
	if e.fault == nil {
		e.fault = &fault{line, where, value, what}
	}
}

// check holds what a project says together.
func (e *entry) check() {
	if e.text["id"] == "" || e.text["title"] == "" {
		e.fail(e.line, "id", e.text["id"], "a project has an id and a title")
		return
	}
	e.checkShares()
	e.checkOrder()
}

// checkShares refuses shares that add up to more than a whole: of the sides of
// the project, and of those who hold it at one time.
func (e *entry) checkShares() {
	const slack = 1e-9
	sums := map[string]float64{}
	add := func(line int, of string, share *float64) {
		if share == nil {
			return
		}
		if sums[of] += *share; sums[of] > 100+slack || *share < 0 {
			e.fail(line, "share", trim(*share), fmt.Sprintf("the shares of %s add up to %s %%, and none is below 0 or above 100", e.text["id"], trim(sums[of])))
		}
	}
	for _, p := range e.parties {
		add(p.line, "parties "+p.side, p.share)
	}
	for _, s := range e.stakes {
		if s.state == "held" {
			add(s.line, "stakes "+s.p.String()+" "+s.according, s.share)
		}
	}
}

func trim(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// checkOrder refuses milestones of one witness that run backwards: a later stage
// that was wholly over before an earlier one began. Parts of a programme run side
// by side and are left alone.
func (e *entry) checkOrder() {
	for i, later := range e.milestones {
		if later.planned || later.members != nil || later.p.IsZero() || later.status.Rank() == 0 {
			continue
		}
		for _, earlier := range e.milestones {
			if earlier.planned || earlier.members != nil || earlier.p.IsZero() || earlier.according != later.according || earlier.status.Rank() == 0 {
				continue
			}
			if earlier.status.Rank() < later.status.Rank() && earlier.p.First().After(later.p.Last()) {
				e.fail(e.milestones[i].line, "milestones", later.p.String(), fmt.Sprintf("the life of %s runs backwards: %s in %s, yet %s in %s", e.text["id"], later.status.Words(), later.p, earlier.status.Words(), earlier.p))
				return
			}
		}
	}
}

// money knows a currency by its code.
func money(code string) bool {
	_, err := currency.ParseISO(code)
	return err == nil && code == strings.ToUpper(code)
}
