// Package gcdf reads AidData's Global Chinese Development Finance, version 3.0:
// its 126 columns, and the cuts of 21 and of 17 columns that circulate, in the
// spellings "AidData Record ID" and "AidData.Record.ID".
//
// The set's traps, and what is done about them:
//
//   - the status is the latest one alone: it has no date unless one of the set's
//     dates is its own;
//   - a date known by its month is printed as the month's first day. Nothing in the
//     set tells it from a real first, so a first of a month keeps the precision of
//     a month, and one of 1 January where the set marks it as estimated, or gives
//     no marks at all, that of a year;
//   - Deviation is positive where the work was ahead of schedule; the delay kept
//     here is its negative, and where both dates are there it is held against them;
//   - amounts may be summed only where Recommended For Aggregates is Yes; the others
//     carry the flag not_aggregated, and all rows of a cut without the column.
package gcdf

import (
	"context"
	"fmt"
	"math"
	"strings"

	"dyad/period"
	"dyad/source"
	"dyad/source/lifecycle"
	"dyad/source/sheet"
)

// Statuses are AidData's words for the stages.
var Statuses = lifecycle.Words{
	{Printed: "Pipeline: Pledge", Status: lifecycle.Announced, Note: "agreed in principle where a memorandum is on record, which the field does not tell"},
	{Printed: "Pipeline: Commitment", Status: lifecycle.Signed},
	{Printed: "commitment date and amount", Status: lifecycle.Financed, Note: "a commitment with an amount"},
	{Printed: "Implementation", Status: lifecycle.Construction},
	{Printed: "Completion", Status: lifecycle.Completed},
	{Printed: "Suspended", Status: lifecycle.Suspended},
	{Printed: "Cancelled", Status: lifecycle.Abandoned},
}

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "gcdf", ID: "gcdf", Title: "Global Chinese Development Finance, version 3.0", Publisher: "AidData", URL: "https://www.aiddata.org/data/aiddatas-global-chinese-development-finance-dataset-version-3-0",
		Licence: "ODC-By 1.0", Tables: []string{"project", "project_party", "milestone"},
		Files:   "AidData GCDF 3.0 as CSV: 126 columns, or the cuts of 21 and 17",
		Example: "gcdf3.csv",
		Caveats: []source.Caveat{
			{Text: "The status is the latest one that AidData found, not a history."},
			{Text: "A date on the first of a month may be known by its month alone, and is kept as the month."},
			{Text: "Amounts are to be summed only where AidData recommends it; the cuts of 17 and 21 columns do not say where.", Measures: []string{"project.lending", "project.implementation"}},
		},
		Knows: func(_ string, h source.Head) (int, string) {
			have := map[string]bool{}
			for _, c := range h.Columns {
				have[sheet.Name(c)] = true
			}
			if have["aiddata_record_id"] && have["status"] && have["recipient"] {
				return 95, fmt.Sprintf("AidData's record id among %d columns", len(h.Columns))
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "project", Files: files, Stream: read, Reading: "1"}, nil
		},
	}
}

const (
	start = "Actual Implementation Start Date (MM/DD/YYYY)"
	end   = "Actual Completion Date (MM/DD/YYYY)"
)

type writers struct {
	out                       source.Sink
	project, party, milestone source.Writer
}

func read(_ context.Context, in source.Input, out source.Sink) error {
	w := writers{out: out,
		project: out.Table("project", "id", "title", "kind", "sector", "host", "value", "currency", "prices", "year",
			"part_of", "rate", "maturity", "grace", "collateral", "grant_element", "note", "flags"),
		party:     out.Table("project_party", "project", "economy", "side", "who"),
		milestone: out.Table("milestone", "project", "status", "p", "basis", "printed", "delay", "flags")}
	return sheet.CSV(in, out, []string{"AidData Record ID", "Status", "Recipient", "Title", "Commitment Year"}, w.record)
}

// bad is a cell that cannot be used.
type bad struct{ column, value, reason string }

func (b *bad) Error() string { return b.reason }

func (w *writers) record(r *sheet.Record) error {
	if err := w.take(r); err != nil {
		if b, ok := err.(*bad); ok {
			w.out.Reject(r.Line, b.column, b.value, b.reason)
			return nil
		}
		return err
	}
	return nil
}

func (w *writers) take(r *sheet.Record) error {
	id := r.Get("AidData Record ID")
	status, ok := Statuses.Of(r.Get("Status"))
	if !ok {
		return &bad{"Status", r.Get("Status"), "AidData has no such status"}
	}
	numbers := map[string]any{}
	for _, c := range []string{"Amount (Constant USD 2021)", "Adjusted Amount (Constant USD 2021)", "Interest Rate", "Maturity", "Grace Period", "Grant Element (OECD Cash-Flow)",
		"Deviation from Planned Implementation Start Date", "Deviation from Planned Completion Date"} {
		v, known, err := sheet.Number(r.Get(c))
		if err != nil {
			return &bad{c, r.Get(c), err.Error()}
		}
		if known {
			numbers[c] = v
		}
	}
	amount := numbers["Amount (Constant USD 2021)"]
	if amount == nil {
		amount = numbers["Adjusted Amount (Constant USD 2021)"]
	}
	var currency, prices, year any
	if amount != nil {
		currency, prices = "USD", "constant 2021"
	}
	committed, err := sheet.Day(r.Get("Commitment Year"))
	if err != nil {
		return &bad{"Commitment Year", r.Get("Commitment Year"), err.Error()}
	}
	if !committed.IsZero() {
		year = committed.Year
	}
	flags := ""
	if r.Get("Recommended For Aggregates") != "Yes" {
		flags = "not_aggregated"
	}
	if r.Get("Umbrella") == "Yes" {
		flags += ",umbrella"
	}
	flow := r.Get("Flow Type Simplified")
	host := r.Get("Recipient ISO-3")
	if host == "" {
		host = r.Get("Recipient")
	}
	stages, err := w.stages(r, status, numbers, amount != nil, committed)
	if err != nil {
		return err
	}
	if err := w.project.Row(r.Line, id, r.Get("Title"), kind(flow, r.Get("Title")), r.Get("Sector Name"), host, amount, currency, prices, year,
		r.Get("AidData Parent ID"), numbers["Interest Rate"], numbers["Maturity"], numbers["Grace Period"], r.Get("Collateral"), numbers["Grant Element (OECD Cash-Flow)"], flow, flags); err != nil {
		return err
	}
	if err := w.party.Row(r.Line, id, "CHN", "lender", r.Get("Funding Agencies")); err != nil {
		return err
	}
	if err := w.party.Row(r.Line, id, host, "borrower", r.Get("Direct Receiving Agencies")); err != nil {
		return err
	}
	for _, s := range stages {
		var when any
		if !s.p.IsZero() {
			when = s.p
		}
		if err := w.milestone.Row(r.Line, id, string(s.status), when, s.basis, s.printed, s.delay, s.flags); err != nil {
			return err
		}
	}
	return nil
}

// kind reads the flow; the cut of 17 columns has the title alone, which AidData
// writes by a pattern.
func kind(flow, title string) string {
	t := strings.ToLower(flow)
	if flow == "" {
		t = strings.ToLower(title)
	}
	switch {
	case strings.Contains(t, "loan") || strings.Contains(t, "credit") || strings.Contains(t, "debt"):
		return "loan"
	case strings.Contains(t, "grant") || strings.Contains(t, "donat"):
		return "grant"
	}
	return ""
}

type stage struct {
	status         lifecycle.Status
	p              period.Period
	basis, printed string
	delay          any
	flags          string
}

func (w *writers) stages(r *sheet.Record, status lifecycle.Status, numbers map[string]any, amount bool, committed period.Period) ([]stage, error) {
	date := func(column, yearColumn string) (period.Period, string, error) {
		p, err := sheet.Day(r.Get(column))
		if err != nil {
			return p, "", &bad{column, r.Get(column), err.Error()}
		}
		marks := strings.Replace(column, " (MM/DD/YYYY)", " Estimated", 1)
		estimated := r.Get(marks) == "Yes"
		if !p.IsZero() && p.Day == 1 {
			if p.Month == 1 && (estimated || !r.Has(marks)) {
				p = p.In(period.Year)
			} else {
				p = p.In(period.Month)
			}
		}
		if p.IsZero() && yearColumn != "" {
			if p, err = sheet.Day(r.Get(yearColumn)); err != nil {
				return p, "", &bad{yearColumn, r.Get(yearColumn), err.Error()}
			}
		}
		if estimated {
			return p, "estimated", nil
		}
		return p, "", nil
	}
	signed, signedFlags, err := date("Commitment Date (MM/DD/YYYY)", "Commitment Year")
	if err != nil {
		return nil, err
	}
	began, beganFlags, err := date(start, "Implementation Start Year")
	if err != nil {
		return nil, err
	}
	ended, endedFlags, err := date(end, "Completion Year")
	if err != nil {
		return nil, err
	}
	planStart, _, err := date("Planned Implementation Start Date (MM/DD/YYYY)", "")
	if err != nil {
		return nil, err
	}
	planEnd, _, err := date("Planned Completion Date (MM/DD/YYYY)", "")
	if err != nil {
		return nil, err
	}
	var out []stage
	add := func(s stage) {
		if !s.p.IsZero() {
			out = append(out, s)
		}
	}
	committedAt := lifecycle.Signed
	if status == lifecycle.Announced { // a pledge has not been signed
		committedAt = lifecycle.Announced
	}
	add(stage{committedAt, signed, "actual", "commitment date", nil, signedFlags})
	if amount && committedAt == lifecycle.Signed {
		add(stage{lifecycle.Financed, signed, "actual", "commitment date and amount", nil, signedFlags})
	}
	add(stage{lifecycle.Construction, planStart, "planned", "planned implementation start", nil, ""})
	add(stage{lifecycle.Completed, planEnd, "planned", "planned completion", nil, ""})
	startLate, err := w.delay(r, "Deviation from Planned Implementation Start Date", numbers, "Planned Implementation Start Date (MM/DD/YYYY)", start)
	if err != nil {
		return nil, err
	}
	endLate, err := w.delay(r, "Deviation from Planned Completion Date", numbers, "Planned Completion Date (MM/DD/YYYY)", end)
	if err != nil {
		return nil, err
	}
	add(stage{lifecycle.Construction, began, "actual", "implementation start", startLate, beganFlags})
	add(stage{lifecycle.Completed, ended, "actual", "completion", endLate, endedFlags})
	last := stage{status: status, basis: "actual", printed: r.Get("Status"), flags: "latest"}
	switch status {
	case lifecycle.Signed:
		last.p = signed
	case lifecycle.Construction:
		last.p = began
	case lifecycle.Completed:
		last.p = ended
	}
	return append(out, last), nil
}

// delay is the negative of AidData's deviation, which must be the days from the
// actual date to the planned one where both are there.
func (w *writers) delay(r *sheet.Record, column string, numbers map[string]any, planned, actual string) (any, error) {
	v, ok := numbers[column].(float64)
	if !ok {
		return nil, nil
	}
	p, err1 := sheet.Day(r.Get(planned))
	a, err2 := sheet.Day(r.Get(actual))
	if err1 == nil && err2 == nil && !p.IsZero() && !a.IsZero() {
		days := p.First().Sub(a.First()).Hours() / 24
		if math.Abs(days-v) > 1 {
			return nil, &bad{column, r.Get(column), fmt.Sprintf("from the actual to the planned date it is %.0f days", days)}
		}
	}
	return -v, nil
}
