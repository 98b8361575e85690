package recompute

import (
	"slices"
	"sync"

	"dyad/economy"
)

func isGroup(c string) bool {
	e, _ := economy.Lookup(economy.Code(c))
	return e.Kind == economy.Group
}

// members are the economies of a side on 31 December of a year.
func members(c string, year int) []string {
	if !isGroup(c) {
		return []string{c}
	}
	var out []string
	for _, m := range economy.Members(economy.Code(c), year) {
		out = append(out, string(m))
	}
	return out
}

// combined are the economies in whose place statistics name several together, by
// each of these: Belgium-Luxembourg.
var combined = sync.OnceValue(func() map[string][]economy.Economy {
	out := map[string][]economy.Economy{}
	for _, e := range economy.All() {
		for _, s := range e.StandsFor {
			out[string(s)] = append(out[string(s)], e)
		}
	}
	return out
})

// standIn is the economy that may stand for a member of a side, with all that it
// stands for; these must be members too.
func standIn(member string, of []string) (string, []string) {
	for _, e := range combined()[member] {
		var all []string
		whole := true
		for _, s := range e.StandsFor {
			all = append(all, string(s))
			whole = whole && slices.Contains(of, string(s))
		}
		if whole && len(of) > 1 {
			return string(e.Code), all
		}
	}
	return "", nil
}

// pick gives what is there of some members: each of them, or once the one that
// stands for it where none of those it stands for is there.
func pick(of []string, there func(string) bool) (found, absent []string) {
	for _, m := range of {
		if there(m) {
			found = append(found, m)
			continue
		}
		s, all := standIn(m, of)
		switch {
		case s == "" || !there(s) || slices.ContainsFunc(all, there):
			absent = append(absent, m)
		case !slices.Contains(found, s):
			found = append(found, s)
		}
	}
	return found, absent
}
