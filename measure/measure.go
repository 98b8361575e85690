package measure

import (
	"context"

	"dyad/economy"
)

// Years is an inclusive span; a zero end is open.
type Years struct{ From, To int }

// Has says whether the year lies in the span.
func (y Years) Has(year int) bool {
	return (y.From == 0 || year >= y.From) && (y.To == 0 || year <= y.To)
}

// Query is what is asked of a measure. The zero value of a field means its
// default, which the measure's Param says.
type Query struct {
	A, B      economy.Code
	Years     Years
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
}

// Measure is one entry of the catalogue. Formula is plain text; Reference
// names the work the definition comes from; Missing says what an absent
// observation does to it.
type Measure struct {
	Name      string // "trade.balance"
	Title     string // "Trade balance"
	Unit      string // USD, %, ×, 0–1, rank
	Formula   string
	Defined   string // one or two sentences
	Reference string
	Missing   string
	Directed  bool // A→B differs from B→A
	Params    []Param

	// Eval gives a row for each year, and for each reporter or view and source
	// that speaks. A year in which a reporter says nothing is a Missing row.
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
