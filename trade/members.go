package trade

import (
	"slices"
	"sync"

	"dyad/economy"
)

// unit is one economy of a side: the economy itself, or a member of a group.
// Statistics of some years carry it within another one, the stand-in: Belgium
// and Luxembourg before 1997 within Belgium-Luxembourg.
type unit struct {
	code     economy.Code
	standIn  economy.Code   // "" for none
	siblings []economy.Code // all that the stand-in stands for
}

type codeYear struct {
	code    economy.Code
	year    int
	version int // of the groups
}

var (
	knownKinds sync.Map // codeYear → economy.Kind
	knownUnits sync.Map // codeYear → []unit
)

// kindOf is the kind of an economy, 0 for a code nobody knows.
func kindOf(c economy.Code) economy.Kind {
	key := codeYear{c, 0, economy.Version()}
	if k, ok := knownKinds.Load(key); ok {
		return k.(economy.Kind)
	}
	e, _ := economy.Lookup(c)
	if e.Code != "" { // what users type without end is not kept
		knownKinds.Store(key, e.Kind)
	}
	return e.Kind
}

func isGroup(c economy.Code) bool { return kindOf(c) == economy.Group }

// units are what stands on a side in a year: the economy itself, or the
// group's members of 31 December with the economies that may stand in for them.
// Whether one does is decided by what the data hold (see gather): customs went on
// listing Belgium-Luxembourg long after the two reported apart.
func units(c economy.Code, year int) []unit {
	key := codeYear{c, year, economy.Version()}
	if u, ok := knownUnits.Load(key); ok {
		return u.([]unit)
	}
	if !isGroup(c) {
		return []unit{{code: c}}
	}
	members := economy.Members(c, year)
	var out []unit
	for _, m := range members {
		u := unit{code: m}
		for _, p := range economy.Predecessors(m) {
			e, _ := economy.Lookup(p)
			if slices.Contains(e.StandsFor, m) && !slices.ContainsFunc(e.StandsFor, func(s economy.Code) bool { return !slices.Contains(members, s) }) {
				u.standIn, u.siblings = p, e.StandsFor
				break
			}
		}
		out = append(out, u)
	}
	knownUnits.Store(key, out)
	return out
}

// unitsAs are the units of a year, or of the year asOf where that is not 0.
func unitsAs(c economy.Code, asOf, year int) []unit {
	if asOf != 0 {
		year = asOf
	}
	return units(c, year)
}

// everMembers is what to ask the ledger for: every economy that ever stood in
// c, and every one that statistics used in its place.
func everMembers(c economy.Code) []economy.Code {
	if !isGroup(c) {
		return []economy.Code{c}
	}
	var out []economy.Code
	for _, m := range economy.Memberships(c) {
		out = append(out, m.Member)
		for _, p := range economy.Predecessors(m.Member) {
			if e, _ := economy.Lookup(p); slices.Contains(e.StandsFor, m.Member) {
				out = append(out, p)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// gather visits what is observed of the units of a side. observe says whether
// there is an observation of a code; it is asked about the units first. The
// stand-in of a unit that is not observed is taken, once, if none of those it
// stands for is observed, so that nothing is counted twice. gather returns the
// units that are not covered.
func gather(us []unit, observed func(economy.Code) bool, take func(economy.Code)) (absent []economy.Code) {
	var used []economy.Code
	for _, u := range us {
		switch {
		case observed(u.code):
			take(u.code)
		case u.standIn != "" && slices.Contains(used, u.standIn):
		case u.standIn != "" && observed(u.standIn) && !slices.ContainsFunc(u.siblings, observed):
			used = append(used, u.standIn)
			take(u.standIn)
		default:
			absent = append(absent, u.code)
		}
	}
	return absent
}
