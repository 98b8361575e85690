// Package worldbank reads the World Bank's table of projects (Projects &
// Operations) as CSV: id, country, status, approval, effective and closing dates
// and commitment.
//
// A closing date that lies ahead of the present status is a plan; so is that of
// an operation that was dropped. An operation that became effective before it
// was approved keeps both dates and a remark.
package worldbank

import (
	"context"

	"dyad/period"
	"dyad/source"
	"dyad/source/lifecycle"
	"dyad/source/sheet"
)

// Statuses are the Bank's words for the stages.
var Statuses = lifecycle.Words{
	{Printed: "Pipeline", Status: lifecycle.Announced},
	{Printed: "approval date", Status: lifecycle.Signed, Note: "of the Board; a planned date while the operation is in the pipeline, and of one that was dropped"},
	{Printed: "effective date", Status: lifecycle.Financed, Note: "the loan is effective"},
	{Printed: "Active", Status: lifecycle.Construction},
	{Printed: "Closed", Status: lifecycle.Completed, Note: "the Bank's closing: not a judgement on the works"},
	{Printed: "Dropped", Status: lifecycle.Abandoned},
}

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "worldbank", ID: "worldbank", Title: "Projects & Operations", Publisher: "World Bank", URL: "https://projects.worldbank.org",
		Licence: "CC BY 4.0", Tables: []string{"project", "project_party", "milestone"},
		Files:   "World Bank Projects & Operations as CSV (id, countryshortname, status, approval, effective, closing, curr_total_commitment)",
		Example: "projects.csv",
		Caveats: []source.Caveat{{Text: "Closed is the closing of the Bank's financing, not a judgement on what was built."}},
		Knows: func(_ string, h source.Head) (int, string) {
			if h.Has("id", "countryshortname", "status", "project_name", "approval", "closing") {
				return 95, "columns of the World Bank's projects"
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "project", Files: files, Stream: read, Reading: "1"}, nil
		},
	}
}

func read(_ context.Context, in source.Input, out source.Sink) error {
	project := out.Table("project", "id", "title", "kind", "sector", "host", "value", "currency", "prices", "year")
	party := out.Table("project_party", "project", "economy", "side")
	milestone := out.Table("milestone", "project", "status", "p", "basis", "printed", "flags")
	return sheet.CSV(in, out, []string{"id", "countryshortname", "status", "project_name", "approval", "closing"}, func(r *sheet.Record) error {
		id, printed := r.Get("id"), r.Get("status")
		status, ok := Statuses.Of(printed)
		if !ok {
			out.Reject(r.Line, "status", printed, "the World Bank's statuses are Pipeline, Active, Closed and Dropped")
			return nil
		}
		var dates [3]period.Period
		for i, c := range []string{"approval", "effective", "closing"} {
			p, err := sheet.Day(r.Get(c))
			if err != nil {
				out.Reject(r.Line, c, r.Get(c), err.Error())
				return nil
			}
			dates[i] = p
		}
		approval, effective, closing := dates[0], dates[1], dates[2]
		if !closing.IsZero() && !approval.IsZero() && period.Compare(closing, approval) < 0 {
			out.Reject(r.Line, "closing", closing.String(), "the operation closes before its approval on "+approval.String())
			return nil
		}
		if !effective.IsZero() && period.Compare(effective, approval) < 0 {
			out.Note("some operations are effective before their approval: as published")
		}
		value, known, err := sheet.Number(r.Get("curr_total_commitment"))
		if err != nil {
			out.Reject(r.Line, "curr_total_commitment", r.Get("curr_total_commitment"), err.Error())
			return nil
		}
		var amount, currency, prices, year any
		if known {
			amount, currency, prices = value, "USD", "nominal"
		}
		if !approval.IsZero() {
			year = approval.Year
		}
		if err := project.Row(r.Line, id, r.Get("project_name"), "loan", r.Get("lendinginstr"), r.Get("countryshortname"), amount, currency, prices, year); err != nil {
			return err
		}
		if err := party.Row(r.Line, id, r.Get("countryshortname"), "borrower"); err != nil {
			return err
		}
		planned := func(yes bool) string {
			if yes {
				return "planned"
			}
			return "actual"
		}
		never := status == lifecycle.Announced || status == lifecycle.Abandoned
		stages := []struct {
			status  lifecycle.Status
			p       period.Period
			basis   string
			printed string
			flags   string
		}{
			{lifecycle.Signed, approval, planned(never), "approval date", ""},
			{lifecycle.Financed, effective, planned(never), "effective date", ""},
			{lifecycle.Completed, closing, planned(status != lifecycle.Completed), "closing date", ""},
		}
		for _, s := range stages {
			if s.p.IsZero() {
				continue
			}
			if err := milestone.Row(r.Line, id, string(s.status), s.p, s.basis, s.printed, s.flags); err != nil {
				return err
			}
		}
		var when any
		if status == lifecycle.Completed && !closing.IsZero() {
			when = closing
		}
		return milestone.Row(r.Line, id, string(status), when, "actual", printed, "latest")
	})
}
