package measure

import (
	"strconv"
	"strings"
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
	MirrorImputed = "mirror_imputed" // one report is the other times 1.06 or, 1980–99, 1.10, as printed: not two independent reports
	FromWorld     = "denominator_world"
	FromSum       = "denominator_sum"
)

// Row is one number of a measure, or its absence.
//
// A and B are economy codes in the order asked. Year is the calendar year,
// Month 0 for the whole year. Value holds only when Missing is false. A row
// speaks either from a view of one flow (View, and Reporter the economy that
// takes this view) or from one reporter's whole account (Reporter alone).
type Row struct {
	Measure  string
	A, B     string
	Year     int
	Month    int
	Value    float64
	Missing  bool
	Why      string // for a missing value: the observation that is absent
	Unit     string
	View     View   // "" where the row is a reporter's account
	Reporter string // economy code; "" for the reconciled view
	Source   string
	Vintage  string
	Flags    []string
	Note     string
	Label    string  // a further key within the year: basket, product, universe
	Inputs   []Input // the observations behind the value, where they are few
	Query    string  // name of the query that fetched them
	World    *World  // the dyad among all dyads, where asked for
}

// Input is one observation that a value rests on.
type Input struct {
	Exporter, Importer string
	Year               int
	Product            string
	View               View
	Valuation          string // FOB, CIF or ""
	Value              float64
	Missing            bool
	Flags              []string
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
	return r.Measure + " " + r.A + " " + r.B + " " + strconv.Itoa(r.Year) + " " + r.By() + " = " + v + " " + r.Unit
}
