package measure

import (
	"math"
	"strconv"
	"strings"

	"dyad/period"
)

// View is who says it, for one directed flow.
type View string

const (
	ByExporter View = "exporter"
	ByImporter View = "importer"
	Reconciled View = "reconciled"
)

// Flags that a row may carry.
const (
	SignConflict  = "sign_conflict"  // the reporters disagree about the sign in this year
	Partial       = "partial"        // a group's sum lacks members; the value is a part, Note names them
	Estimate      = "estimate"       // the publisher's own mark of an estimate
	MirrorImputed = "mirror_imputed" // this report is its mirror times, or over, 1.06 or, 1980–99, 1.10, as printed: no witness of its own
	EitherImputed = "either_imputed" // one of the two reports is so made from the other, and nothing tells which
	FromWorld     = "denominator_world"
	FromSum       = "denominator_sum"
)

// Row is one number of a measure, or its absence.
//
// A and B are the subject as it was asked: two economies of a dyad, in the order
// asked, or one economy, region or project with B empty, or the two ends of a
// route. The period is embedded: Year is set in every row that speaks of a time,
// Month only in a monthly one. Value holds only when Missing is false and is
// then finite. A row speaks either from a view of one flow (View, and Reporter
// the economy that takes this view), from one reporter's whole account (Reporter
// alone), or as a source has it (neither).
type Row struct {
	Measure string
	A, B    string
	period.Period
	Value    float64
	Missing  bool
	Why      string // for a missing value: the observation that is absent
	Unit     string
	View     View   // "" where the row is no view of a flow
	Reporter string // economy code; "" where no customs service speaks
	Source   string
	Vintage  string
	N        int     // how many observations the value rests on, where it is a count's or a sample's; 0 where that says nothing
	Bounds   *Bounds // its interval, where it has one
	Flags    []string
	Note     string
	Label    string  // a further key within the period: basket, product, universe, category
	Inputs   []Input // the observations behind the value, where they are few
	Query    string  // the query that fetched them, written by whoever ran it
	World    *World  // the subject among all, where asked for
}

// Bounds is an interval around a value, in the value's unit, and what kind it
// is: "95 % Wilson", "95 % log-log", "if all open ones succeed or fail".
type Bounds struct {
	Lower, Upper float64
	Kind         string
}

// Input is one observation that a value rests on: a row of a table of the lake,
// named by its key as a reader meets it.
type Input struct {
	Table string // "trade"
	Key   string // whose it is: "CHN → RUS"
	Item  string // what of it: goods, an indicator, a category
	period.Period
	By      string // who says it: the exporter's view, a source
	Basis   string // on which terms: FOB, CIF, constant 2021 prices
	Value   float64
	Unit    string
	Missing bool
	Flags   []string
}

// FlowOf is the observation of one directed flow of goods in US dollars.
func FlowOf(exporter, importer, product string) Input {
	return Input{Table: "trade", Key: exporter + " → " + importer, Item: product, Unit: "US$"}
}

// Said is the same flow in a period as one side has it.
func (in Input) Said(p period.Period, by View, basis string, value float64, flags []string) Input {
	in.Period, in.By, in.Basis, in.Value, in.Flags = p, by.Words(), basis, value, flags
	return in
}

// Words says who takes the view, as a sentence has it.
func (v View) Words() string {
	switch v {
	case ByExporter:
		return "exporter view"
	case ByImporter:
		return "importer view"
	case "":
		return ""
	}
	return string(v)
}

// gate makes a number that is none a missing value, with its reason: what the
// catalogue gives is finite.
func (r *Row) gate() {
	if r.Missing || !math.IsNaN(r.Value) && !math.IsInf(r.Value, 0) {
		return
	}
	why := "the value is not a number: a division of nothing by nothing"
	if math.IsInf(r.Value, 0) {
		why = "the value is not finite: a division by zero"
	}
	r.Value, r.Missing, r.Why, r.Bounds, r.World = 0, true, why, nil, nil
}

// World places a value among the same measure of all dyads in the same year,
// as the same kind of reporter tells it. Percentile is the share, in per cent,
// of the other dyads whose value is below, ties counted half; N counts the
// dyads that have a value.
type World struct {
	Percentile float64
	N          int
	Rank       int // 1 is the largest value; 0 for a measure that is a rank itself
}

// Has says whether the row carries the flag.
func (r Row) Has(flag string) bool {
	for _, f := range r.Flags {
		if f == flag {
			return true
		}
	}
	return false
}

// Derived says that the value is no testimony of the one who is named as its
// reporter: it is made from the mirror, or the publisher's own estimate.
func (r Row) Derived() bool { return r.Has(MirrorImputed) || r.Has(Estimate) }

// By names who says the row: the reporter with the source, as "RUS (imf-dots)".
func (r Row) By() string {
	who := r.Reporter
	if who == "" {
		who = string(r.View)
	}
	return who + " (" + r.Source + ")"
}

// Key identifies who says the row within a year; rows of equal Key over years
// make one series.
func (r Row) Key() string {
	return strings.Join([]string{r.Source, r.Vintage, string(r.View), r.Reporter, r.Label}, "|")
}

// String is for error messages and tests.
func (r Row) String() string {
	v := "missing"
	if !r.Missing {
		v = strconv.FormatFloat(r.Value, 'g', 8, 64)
	}
	return r.Measure + " " + r.A + " " + r.B + " " + r.Period.String() + " " + r.By() + " = " + v + " " + r.Unit
}
