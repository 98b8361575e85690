package trade

import (
	"fmt"
	"sync"

	"dyad/economy"
)

// past is a past economy under which statistics may carry a present one.
type past struct {
	economy.Economy
	words string
}

var knownPasts sync.Map // economy.Code → []past

// elsewhere says under which name statistics of a year may carry an economy that
// they do not name: Russia under the Soviet Union, Belgium with Luxembourg; or
// that a group had no members.
func elsewhere(c economy.Code, year int) string {
	if isGroup(c) && len(units(c, year)) == 0 {
		return "; " + noMembers(c, year, 0)
	}
	for _, p := range pastsOf(c) {
		if p.In(year) {
			return fmt.Sprintf("; statistics of %d may carry %s", year, p.words)
		}
	}
	return ""
}

// noMembers says that a group counts nobody in a year.
func noMembers(g economy.Code, year, asOf int) string {
	switch asOf {
	case 0:
		return fmt.Sprintf("%s has no members on 31 December %d", g, year)
	case today:
		return fmt.Sprintf("%s has no members today", g)
	}
	return fmt.Sprintf("%s has no members on 31 December %d, the year asked for", g, asOf)
}

func pastsOf(c economy.Code) []past {
	if p, ok := knownPasts.Load(c); ok {
		return p.([]past)
	}
	var out []past
	for _, p := range economy.Predecessors(c) {
		if e, ok := economy.Lookup(p); ok && len(e.Successors) > 1 { // East Germany carried no Germany
			out = append(out, past{e, fmt.Sprintf("%s under %s (%s)", economy.Label(c), e.Name, p)})
		}
	}
	if kindOf(c) != 0 { // what users type without end is not kept
		knownPasts.Store(c, out)
	}
	return out
}
