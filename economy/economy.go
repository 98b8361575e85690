package economy

import (
	"slices"
)

// Code identifies an economy, for example "CHN", "EU", "RU-FE" or "WLD".
type Code string

// Kind says what sort of economy a code stands for.
type Kind int

const (
	// State is a present member or observer state of the United Nations, or a
	// present member of the Correlates of War state system (Taiwan, Kosovo).
	State Kind = iota + 1
	// Territory is any other present entry of ISO 3166-1.
	Territory
	// Former is an economy that statistics carry for past years only.
	Former
	// Group is a set of economies with dated membership.
	Group
	// Region is a part of a state.
	Region
	// Aggregate is a residual or total of statistics: World, Areas nes,
	// Bunkers. It never takes part in a dyad.
	Aggregate
)

var kindNames = map[Kind]string{
	State: "state", Territory: "territory", Former: "former",
	Group: "group", Region: "region", Aggregate: "aggregate",
}

// String gives the kind in lower case, as the data files write it.
func (k Kind) String() string { return kindNames[k] }

// Economy is one entry of the catalogue. Numbers are 0 when the scheme has no
// code; schemes that use several (Comtrade's 250 and 251 for France) show the
// current one here and all of them in [Labels].
type Economy struct {
	Code     Code
	Name     string // short name in common English use
	Official string // official or full name, empty when it is the same
	Kind     Kind
	ISO2     string // ISO 3166-1 alpha-2
	M49      int    // United Nations M49; equals ISO 3166-1 numeric where both exist
	COW      int    // Correlates of War state number
	Comtrade int    // UN Comtrade reporter and partner code
	CEPII    int    // code in CEPII's BACI files (not M49: France 251, USA 842)

	// From and To are the first and last year of an economy that split from
	// or merged into others listed here; 0 is open, also for a state that went
	// on with another territory (Germany, Sudan). No independence dates.
	From, To int

	// Parent is the economy this one is a part of or is administered by.
	Parent Code
	// Successors are the present economies on the territory of a former one.
	Successors []Code
	// StandsFor are the economies in whose place statistics use this one:
	// BLX for BEL and LUX, FRG for DEU.
	StandsFor []Code

	Aliases []string // further names that resolve to this economy
	Capital string
	Lat     float64 // of the capital, degrees north
	Lon     float64 // of the capital, degrees east
	Source  string  // where the entry comes from
	Note    string
}

// HasCapital says whether the coordinates of the capital are known.
func (e Economy) HasCapital() bool { return e.Capital != "" }

// In says whether the economy existed at some time in the year.
func (e Economy) In(year int) bool {
	return (e.From == 0 || e.From <= year) && (e.To == 0 || year <= e.To)
}

// Lookup finds an economy by its exact code. For anything a person typed or a
// file holds use [Resolve] or [ResolveIn].
func Lookup(code Code) (Economy, bool) {
	c := catalogue()
	i, ok := c.byCode[code]
	if !ok {
		return Economy{}, false
	}
	return c.economies[i].copy(), true
}

// All gives every economy, ordered by code.
func All() []Economy {
	c := catalogue()
	out := make([]Economy, len(c.economies))
	for i, e := range c.economies {
		out[i] = e.copy()
	}
	return out
}

// Label is the short display name of a code: "China", "Russia". A code that
// is not in the catalogue is its own label.
func Label(code Code) string {
	c := catalogue()
	if i, ok := c.byCode[code]; ok {
		return c.economies[i].Name
	}
	return string(code)
}

// Predecessors gives the past economies on whose territory this one stands:
// the Soviet Union for Russia, Belgium-Luxembourg for Belgium.
func Predecessors(code Code) []Code {
	var out []Code
	for _, e := range catalogue().economies {
		if slices.Contains(e.Successors, code) {
			out = append(out, e.Code)
		}
	}
	return out
}

// copy keeps callers from changing the catalogue through shared slices.
func (e Economy) copy() Economy {
	e.Aliases = slices.Clone(e.Aliases)
	e.Successors = slices.Clone(e.Successors)
	e.StandsFor = slices.Clone(e.StandsFor)
	return e
}
