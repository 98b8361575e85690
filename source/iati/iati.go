// Package iati reads activities in the XML of the International Aid Transparency
// Initiative, version 2 (2.03 and before). A file is read activity by activity, so
// that its size does not matter.
//
// The funder of an activity is an economy where the funding organisation's
// identifier begins with the code of one, as the standard has it (GB-GOV-1 is the
// United Kingdom's); multilateral organisations (XM-…) are none. Commitments in
// several currencies are not added up: the value is then missing.
package iati

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/period"
	"dyad/source"
	"dyad/source/lifecycle"
	"dyad/source/sheet"
)

// Statuses are IATI's codes for the stages, of activities and of their dates.
var Statuses = lifecycle.Words{
	{Printed: "1", Status: lifecycle.Announced, Note: "pipeline or identification"},
	{Printed: "2", Status: lifecycle.Construction, Note: "implementation"},
	{Printed: "3", Status: lifecycle.Completed, Note: "finalisation"},
	{Printed: "4", Status: lifecycle.Completed, Note: "closed"},
	{Printed: "5", Status: lifecycle.Abandoned, Note: "cancelled"},
	{Printed: "6", Status: lifecycle.Suspended, Note: "suspended"},
	{Printed: "date 1", Status: lifecycle.Construction, Note: "planned start"},
	{Printed: "date 2", Status: lifecycle.Construction, Note: "actual start"},
	{Printed: "date 3", Status: lifecycle.Completed, Note: "planned end"},
	{Printed: "date 4", Status: lifecycle.Completed, Note: "actual end"},
	{Printed: "transaction 2", Status: lifecycle.Financed, Note: "outgoing commitment"},
	{Printed: "transaction 11", Status: lifecycle.Financed, Note: "incoming commitment"},
}

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "iati", ID: "iati", Title: "IATI activities", Publisher: "International Aid Transparency Initiative", URL: "https://iatistandard.org",
		Licence: "as each reporting organisation states", Tables: []string{"project", "project_party", "milestone"},
		Files:   "IATI activity files, XML of version 2",
		Example: "activities.xml",
		Knows: func(_ string, h source.Head) (int, string) {
			if strings.Contains(string(h.First[:min(len(h.First), 4096)]), "<iati-activities") {
				return 99, "the element iati-activities"
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "project", Files: files, Stream: read, Reading: "1"}, nil
		},
	}
}

type narrative struct {
	Texts []struct {
		Lang string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		Text string `xml:",chardata"`
	} `xml:"narrative"`
}

func (n narrative) first() string {
	for _, t := range n.Texts {
		if t.Lang == "" || t.Lang == "en" {
			return strings.TrimSpace(t.Text)
		}
	}
	if len(n.Texts) > 0 {
		return strings.TrimSpace(n.Texts[0].Text)
	}
	return ""
}

type activity struct {
	Currency string    `xml:"default-currency,attr"`
	ID       string    `xml:"iati-identifier"`
	Title    narrative `xml:"title"`
	Orgs     []struct {
		Ref  string `xml:"ref,attr"`
		Role string `xml:"role,attr"`
		narrative
	} `xml:"participating-org"`
	Status struct {
		Code string `xml:"code,attr"`
	} `xml:"activity-status"`
	Dates []struct {
		Day  string `xml:"iso-date,attr"`
		Type string `xml:"type,attr"`
	} `xml:"activity-date"`
	Countries []struct {
		Code  string `xml:"code,attr"`
		Share string `xml:"percentage,attr"`
	} `xml:"recipient-country"`
	Sectors []struct {
		Code       string `xml:"code,attr"`
		Vocabulary string `xml:"vocabulary,attr"`
	} `xml:"sector"`
	Transactions []struct {
		Type struct {
			Code string `xml:"code,attr"`
		} `xml:"transaction-type"`
		Date struct {
			Day string `xml:"iso-date,attr"`
		} `xml:"transaction-date"`
		Value struct {
			Currency string `xml:"currency,attr"`
			Text     string `xml:",chardata"`
		} `xml:"value"`
	} `xml:"transaction"`
	Related []struct {
		Ref  string `xml:"ref,attr"`
		Type string `xml:"type,attr"`
	} `xml:"related-activity"`
	Finance struct {
		Code string `xml:"code,attr"`
	} `xml:"default-finance-type"`
	Terms struct {
		Rate  string `xml:"rate-1"`
		First struct {
			Day string `xml:"iso-date,attr"`
		} `xml:"repayment-first-date"`
		Final struct {
			Day string `xml:"iso-date,attr"`
		} `xml:"repayment-final-date"`
		Committed struct {
			Day string `xml:"iso-date,attr"`
		} `xml:"commitment-date"`
	} `xml:"crs-add>loan-terms"`
}

type writers struct{ project, party, milestone source.Writer }

func read(ctx context.Context, in source.Input, out source.Sink) error {
	text, err := in.Open()
	if err != nil {
		return err
	}
	defer text.Close()
	w := writers{
		project: out.Table("project", "id", "title", "kind", "sector", "host", "value", "currency", "prices", "year",
			"part_of", "rate", "maturity", "grace", "flags"),
		party:     out.Table("project_party", "project", "economy", "side", "share", "who"),
		milestone: out.Table("milestone", "project", "status", "p", "basis", "printed", "flags")}
	d := xml.NewDecoder(source.SkipMark(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		line, column := d.InputPos()
		if err != nil {
			return &hint.Error{Code: hint.Data, Where: fmt.Sprintf("%s:%d:%d", in.Label(), line, column), What: "the XML is cut short or damaged", Err: err, Try: "fetch it again"}
		}
		begin, ok := token.(xml.StartElement)
		if !ok || begin.Name.Local != "iati-activity" {
			continue
		}
		var a activity
		if err := d.DecodeElement(&a, &begin); err != nil {
			return &hint.Error{Code: hint.Data, Where: fmt.Sprintf("%s:%d:%d", in.Label(), line, column), What: "an activity cannot be read", Err: err, Try: "fetch the file again"}
		}
		if err := w.take(int64(line), &a, out); err != nil {
			return err
		}
	}
}

// take hands one activity on, or rejects it.
func (w *writers) take(line int64, a *activity, out source.Sink) error {
	id := strings.TrimSpace(a.ID)
	status, ok := Statuses.Of(a.Status.Code)
	if !ok {
		out.Reject(line, "activity-status", a.Status.Code, "IATI's statuses are 1 to 6")
		return nil
	}
	if id == "" {
		out.Reject(line, "iati-identifier", "", "the activity has no identifier")
		return nil
	}
	total, currency, first, reason := a.commitments()
	if reason != "" && reason != several {
		out.Reject(line, "transaction", id, reason)
		return nil
	}
	if reason == several {
		out.Note("activities with commitments in several currencies have no value")
	}
	type row struct {
		status         lifecycle.Status
		p              period.Period
		basis, printed string
	}
	var rows []row
	var current period.Period
	for _, x := range a.Dates {
		p, err := sheet.Day(x.Day)
		s, known := Statuses.Of("date " + x.Type)
		if err != nil || !known || p.IsZero() {
			out.Reject(line, "activity-date", x.Day, "a date of IATI has a day and a type from 1 to 4")
			return nil
		}
		basis := "actual"
		if x.Type == "1" || x.Type == "3" {
			basis = "planned"
		} else if s == status {
			current = p
		}
		rows = append(rows, row{s, p, basis, "date " + x.Type})
	}
	if !first.IsZero() {
		rows = append(rows, row{lifecycle.Financed, first, "actual", "transaction 2"})
	}
	var host any
	if len(a.Countries) == 1 {
		host = a.Countries[0].Code
	}
	var parent string
	for _, r := range a.Related {
		if r.Type == "1" {
			parent = r.Ref
		}
	}
	sector := ""
	for _, s := range a.Sectors {
		if s.Vocabulary == "" || s.Vocabulary == "1" || s.Vocabulary == "2" {
			sector = s.Code
			break
		}
	}
	kind := ""
	if strings.HasPrefix(a.Finance.Code, "4") {
		kind = "loan"
	} else if a.Finance.Code == "110" {
		kind = "grant"
	}
	var value, unit, prices, year any
	if currency != "" {
		value, unit, prices = total, currency, "nominal"
	}
	if !first.IsZero() {
		year = first.Year
	}
	maturity, grace := a.terms()
	if err := w.project.Row(line, id, a.Title.first(), kind, sector, host, value, unit, prices, year, parent, strings.TrimSpace(a.Terms.Rate), maturity, grace, ""); err != nil {
		return err
	}
	var done []string
	for _, c := range a.Countries {
		if err := w.party.Row(line, id, c.Code, "host", c.Share, nil); err != nil {
			return err
		}
	}
	for _, o := range a.Orgs {
		funder := home(o.Ref)
		if o.Role != "1" || funder == "" || slices.Contains(done, funder+o.first()) {
			continue
		}
		done = append(done, funder+o.first())
		if err := w.party.Row(line, id, funder, "funder", nil, o.first()); err != nil {
			return err
		}
	}
	for _, m := range rows {
		if err := w.milestone.Row(line, id, string(m.status), m.p, m.basis, m.printed, ""); err != nil {
			return err
		}
	}
	var when any
	if !current.IsZero() {
		when = current
	}
	return w.milestone.Row(line, id, string(status), when, "actual", a.Status.Code, "latest")
}

const several = "several currencies"

// commitments adds up what was committed, and finds the first day.
func (a *activity) commitments() (total float64, currency string, first period.Period, reason string) {
	for _, t := range a.Transactions {
		if t.Type.Code != "2" && t.Type.Code != "11" {
			continue
		}
		p, err := sheet.Day(t.Date.Day)
		if err != nil {
			return 0, "", first, err.Error()
		}
		if first.IsZero() || !p.IsZero() && period.Compare(p, first) < 0 {
			first = p
		}
		v, known, err := sheet.Number(t.Value.Text)
		if err != nil {
			return 0, "", first, err.Error()
		}
		c := t.Value.Currency
		if c == "" {
			c = a.Currency
		}
		if !known || c == "" {
			continue
		}
		if currency != "" && c != currency {
			return 0, "", first, several
		}
		currency = c
		total += v
	}
	return total, currency, first, ""
}

// terms are the maturity and the grace in years, as the dates give them.
func (a *activity) terms() (maturity, grace any) {
	day := func(s string) period.Period { p, _ := sheet.Day(s); return p }
	from, first, final := day(a.Terms.Committed.Day), day(a.Terms.First.Day), day(a.Terms.Final.Day)
	years := func(to period.Period) any {
		if from.IsZero() || to.IsZero() {
			return nil
		}
		return to.First().Sub(from.First()).Hours() / 24 / 365.25
	}
	return years(final), years(first)
}

// home is the economy that an organisation's identifier begins with.
func home(ref string) string {
	code, _, ok := strings.Cut(ref, "-")
	if !ok || len(code) != 2 || code[0] == 'X' {
		return ""
	}
	e, err := economy.ResolveIn(economy.ISO2, code)
	if err != nil {
		return ""
	}
	return string(e.Code)
}
