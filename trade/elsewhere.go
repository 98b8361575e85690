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
// they do not name: Russia under the Soviet Union, Belgium with Luxembourg.
func elsewhere(c economy.Code, year int) string {
	for _, p := range pastsOf(c) {
		if p.In(year) {
			return fmt.Sprintf("; statistics of %d may carry %s", year, p.words)
		}
	}
	return ""
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
