package measure

import (
	"context"
	"slices"

	"dyad/economy"
	"dyad/period"
)

// Years is an inclusive span; a zero end is open.
type Years struct{ From, To int }

// Has says whether the year lies in the span.
func (y Years) Has(year int) bool {
	return (y.From == 0 || year >= y.From) && (y.To == 0 || year <= y.To)
}

// Query is what is asked of a measure. The zero value of a field means its
// default, which the measure's Param says.
//
// A and B are the subject: codes of economies, or the measure's own names of a
// region, a project or the ends of a route (see Subject).
type Query struct {
	A, B      economy.Code
	Years     Years
	Freq      period.Unit    // how long a period each row covers; period.None is the year
	Reporters []economy.Code // only what these say
	Sources   []string       // only from these sources
	Params    map[string]string
	World     bool // fill Row.World
}

// Param is a further argument of a measure: flow, basket, base, universe.
type Param struct {
	Name    string
	Default string
	Choices []string // nil: any
	Doc     string
	Words   func() []Word // how sentences name its values; nil where they do not
}

// Subject is what a measure speaks of.
type Subject uint8

// The subjects: two economies; one economy or group; a part of an economy; a
// project or agreement; a way between two terminals.
const (
	Dyad Subject = iota
	Economy
	Region
	Project
	Route
)

// String is the subject's name.
func (s Subject) String() string {
	return [...]string{"dyad", "economy", "region", "project", "route"}[s]
}

// Names are the words that name one: how many there are, and what each is.
func (s Subject) Names() []string {
	switch s {
	case Dyad:
		return []string{"A", "B"}
	case Route:
		return []string{"FROM", "TO"}
	}
	return []string{[...]string{"", "ECONOMY", "REGION", "PROJECT"}[s]}
}

// Example is a question with a part of its answer, from the built-in pack where
// Lake is empty. It is shown with the measure and holds in a test.
type Example struct {
	Ask  string // what follows `dyad measure`, as "trade.total CHN RUS --years 2017"
	Says string // what a line of the answer holds, as "84.2 bn"
}

// Measure is one entry of the catalogue. Formula is plain text; Reference
// names the work the definition comes from; Missing says what an absent
// observation does to it, Zero what a zero does, Groups what becomes of a group
// of economies.
type Measure struct {
	Name      string // "trade.balance"
	Title     string // "Trade balance"
	Unit      string // USD, %, ×, 0–1, rank
	Formula   string
	Defined   string // one or two sentences
	Reference string
	Missing   string
	Zero      string
	Groups    string
	Example   Example
	Subject   Subject
	Nature    Nature        // how its numbers behave under words
	Forms     []Form        // how sentences speak of it; nil for what no sentence names
	Freqs     []period.Unit // the frequencies it answers; nil for years alone
	Directed  bool          // A→B differs from B→A
	Params    []Param

	// Eval gives a row for each period, and for each reporter or view and source
	// that speaks. A period in which a reporter says nothing is a Missing row.
	Eval func(ctx context.Context, q Query) ([]Row, error)

	// World gives the values of all dyads in one year, one entry a dyad and
	// sayer, for the percentiles and the rankings; nil where it has no sense.
	World func(ctx context.Context, q Query, year int) ([]WorldValue, error)
}

// WorldValue is a measure's value for one dyad of the world. Role says who of
// the two reports, "a" or "b", or else the view ("reconciled", "mirror", …), so
// that like is held with like.
type WorldValue struct {
	A, B   string
	Role   string
	Source string
	Value  float64
}

// Frequencies are those that the measure answers, the year where it names none.
func (m *Measure) Frequencies() []period.Unit {
	if m.Freqs == nil {
		return []period.Unit{period.Year}
	}
	return m.Freqs
}

// Answers says whether the measure can be asked by a frequency; none is the
// year.
func (m *Measure) Answers(f period.Unit) bool {
	return slices.Contains(m.Frequencies(), max(f, period.Year))
}

// Param returns the asked or default value of a parameter.
func (m *Measure) Param(q Query, name string) string {
	if v, ok := q.Params[name]; ok && v != "" {
		return v
	}
	for _, p := range m.Params {
		if p.Name == name {
			return p.Default
		}
	}
	return ""
}
