// Package aei reads the workbook of the China Global Investment Tracker (American
// Enterprise Institute and Heritage Foundation): transactions of Chinese firms
// abroad with year, month, party, amount in millions of US dollars, share and
// sector.
//
// A sheet that repeats two others ("Dataset 1+2") is kept apart, so that nothing
// is counted twice. The tracker enters an investment when it is made and a
// construction contract when it is signed; its list of troubled transactions has
// those that failed or were impaired.
package aei

import (
	"context"
	"fmt"
	"strings"
	"time"

	"dyad/period"
	"dyad/source"
	"dyad/source/lifecycle"
	"dyad/source/sheet"
)

// Statuses are the tracker's kinds of entry for the stages.
var Statuses = lifecycle.Words{
	{Printed: "investment", Status: lifecycle.Completed, Note: "the transaction, not what is done with it"},
	{Printed: "construction", Status: lifecycle.Signed, Note: "a contract"},
	{Printed: "troubled", Status: lifecycle.Abandoned, Note: "failed or impaired"},
}

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "aei", ID: "aei", Title: "China Global Investment Tracker", Publisher: "American Enterprise Institute", URL: "https://www.aei.org/china-global-investment-tracker/",
		Licence: "free with attribution", Tables: []string{"project", "project_party", "milestone", "stake"},
		Files:   "China Global Investment Tracker, Excel (Year, Month, Investor or Contractor, Quantity in Millions, Share Size, Transaction Party, Sector, Country)",
		Example: "China-Global-Investment-Tracker.xlsx",
		Caveats: []source.Caveat{{Text: "Transactions of 95 million US dollars and more; the list of troubled ones has those that failed or were impaired."}},
		Knows: func(name string, h source.Head) (int, string) {
			if n := strings.ToLower(name); h.Workbook() && strings.Contains(n, "china") && strings.Contains(n, "invest") {
				return 70, "a workbook of the name"
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "project", Files: files, Stream: read, Reading: "1"}, nil
		},
	}
}

func read(_ context.Context, in source.Input, out source.Sink) error {
	project := out.Table("project", "id", "title", "kind", "sector", "host", "value", "currency", "prices", "year", "programme", "note")
	party := out.Table("project_party", "project", "economy", "side", "who")
	milestone := out.Table("milestone", "project", "status", "p", "basis", "printed", "flags")
	stake := out.Table("stake", "project", "holder", "economy", "p", "share", "state")
	seen := map[string]int{}
	return sheet.Workbook(in, []string{"Year", "Month", "Quantity in Millions", "Sector", "Country"}, func(name string, r *sheet.Record) error {
		if strings.Contains(name, "+") {
			out.Apart("a sheet that repeats two others")
			return nil
		}
		entry, who := "investment", r.Get("Investor")
		if who == "" {
			who = r.Get("Investor or Builder")
		}
		if c := r.Get("Contractor"); c != "" {
			entry, who = "construction", c
		}
		if strings.Contains(strings.ToLower(name), "troubled") || strings.HasSuffix(name, " 3") {
			entry = "troubled"
		}
		status, _ := Statuses.Of(entry)
		when, err := month(r.Get("Year"), r.Get("Month"))
		if err != nil {
			out.Reject(r.Line, "Month", r.Get("Year")+" "+r.Get("Month"), err.Error())
			return nil
		}
		millions, known, err := sheet.Number(strings.TrimPrefix(r.Get("Quantity in Millions"), "$"))
		if err != nil {
			out.Reject(r.Line, "Quantity in Millions", r.Get("Quantity in Millions"), err.Error())
			return nil
		}
		var value, currency, prices any
		if known {
			value, currency, prices = millions*1e6, "USD", "nominal"
		}
		id := sheet.Name(fmt.Sprintf("%s %s %s %s", entry, when, who, r.Get("Country")))
		if seen[id]++; seen[id] > 1 {
			id = fmt.Sprintf("%s_%d", id, seen[id])
		}
		programme := ""
		if r.Get("BRI") == "1" {
			programme = "BRI"
		}
		kind := map[string]string{"investment": "stake", "construction": "infrastructure", "troubled": ""}[entry]
		title := who
		if p := r.Get("Transaction Party"); p != "" {
			title += ", " + p
		}
		title += " (" + r.Get("Country") + ", " + r.Get("Sector") + ")"
		if err := project.Row(r.Line, id, title, kind, r.Get("Sector"), r.Get("Country"), value, currency, prices, when.Year, programme, r.Get("Subsector")); err != nil {
			return err
		}
		if err := party.Row(r.Line, id, "CHN", "owner", who); err != nil {
			return err
		}
		if err := party.Row(r.Line, id, r.Get("Country"), "host", r.Get("Transaction Party")); err != nil {
			return err
		}
		share, known, err := sheet.Number(strings.TrimSuffix(r.Get("Share Size"), "%"))
		if err == nil && known && entry == "investment" {
			if share <= 1 && !strings.HasSuffix(r.Get("Share Size"), "%") { // a cell formatted as per cent holds the fraction
				share *= 100
			}
			if err := stake.Row(r.Line, id, who, "CHN", when, share, "held"); err != nil {
				return err
			}
		}
		return milestone.Row(r.Line, id, string(status), when, "actual", entry, "latest")
	})
}

// month reads a year with a month's name or number.
func month(year, name string) (period.Period, error) {
	p, err := period.Parse(year)
	if err != nil {
		return p, err
	}
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(name, m.String()) || strings.EqualFold(name, m.String()[:3]) || name == fmt.Sprint(int(m)) {
			return period.OfMonth(p.Year, int(m)), nil
		}
	}
	if name == "" {
		return p, nil
	}
	return p, fmt.Errorf("%q is no month", name)
}
