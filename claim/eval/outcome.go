package eval

import (
	"math"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dyad/measure"
)

// Truth is one of three.
type Truth int

const (
	Unknown Truth = iota
	True
	False
)

// Flags that a judgement may carry.
const (
	OnlyByRounding = "only_by_rounding" // true of the value cut off, not of the value rounded
	Fragile        = "fragile"          // another verdict within ±2 %, or in another vintage
	UnitUnclear    = "unit_unclear"     // another verdict in another universe (economies or blocs)
	Stale          = "stale"            // the data are younger than the claim, or end before it
	AtLeast        = "at_least"         // the row of years is longer than stated, or its beginning is not known
	NotSignificant = "not_significant"  // a test that settles nothing
	NarrowLead     = "narrow_lead"      // the measure's own mark of a rank that 2 % would alter
)

// FragileWithin is the change, in per cent, that must not alter a verdict.
const FragileWithin = 2.0

// Row is one observation as shown: percentages in per cent.
type Row struct {
	Year  int     `json:"year"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	Text  string  `json:"text"`
	What  string  `json:"what,omitempty"` // the series
}

// Outcome is what one statement within a check came to.
type Outcome struct {
	Words    string // the wording or the comparison
	Truth    Truth
	Computed *Num
	Expected string
	Margin   float64 // per cent; +Inf where nothing near would alter it; NaN where it has no sense
	Flags    []string
	Breaking []Row
	Missing  []string
	Notes    []string
	Rows     []*measure.Row
	Vague    bool
}

// Part is an Outcome as part of a check.
type Part = Outcome

func (o *Outcome) flag(f string) {
	for _, have := range o.Flags {
		if have == f {
			return
		}
	}
	o.Flags = append(o.Flags, f)
}

func (o *Outcome) note(s string) { o.Notes = append(o.Notes, s) }

// settle sets the truth and gives the value CEL goes on with.
func (o *Outcome) settle(holds bool) ref.Val {
	o.Truth = False
	if holds {
		o.Truth = True
	}
	return types.Bool(holds)
}

func (o *Outcome) open(why ...string) ref.Val {
	o.Truth, o.Margin = Unknown, math.NaN()
	o.Missing = joinText(o.Missing, why)
	return unknown(why)
}

// broken lists rows that break a statement.
func (o *Outcome) broken(n *Num) {
	if len(o.Breaking) < 60 {
		o.Breaking = append(o.Breaking, rowOf(n))
	}
}

func rowOf(n *Num) Row {
	v, u := printed(n)
	r := Row{Year: n.Year, Value: v, Unit: u, Text: Show(n)}
	if n.From != nil {
		r.What = n.From.Name
	}
	if r.Year == 0 && len(n.Rows) > 0 {
		r.Year = n.Rows[0].Year
	}
	return r
}

func observed(r *measure.Row) Row {
	unit, scale := canonical(r.Unit)
	n := &Num{V: r.Value * scale, Unit: unit, Year: r.Year}
	out := rowOf(n)
	out.What = r.Measure + "(" + r.A + ", " + r.B + ")"
	if r.B == "" {
		out.What = r.Measure + "(" + r.A + ")"
	}
	if r.Label != "" {
		out.What += "['" + r.Label + "']"
	}
	return out
}
