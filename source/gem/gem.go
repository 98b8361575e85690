// Package gem reads Global Energy Monitor's trackers of gas pipelines and LNG
// terminals as the extract of project, unit, type, parent, countries, status,
// start year and capacity.
//
// A tracker gives the present status alone, not when it came. Global Energy
// Monitor ages what nobody speaks of: shelved after two years without news,
// cancelled ("inferred") after four. In extracts that circulate the start year is
// cut to its first digits; a year that is not of four digits is a fault, is left
// out and marked start_year_cut.
package gem

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"dyad/period"
	"dyad/source"
	"dyad/source/lifecycle"
	"dyad/source/sheet"
)

// Statuses are the trackers' words for the stages.
var Statuses = lifecycle.Words{
	{Printed: "announced", Status: lifecycle.Announced},
	{Printed: "proposed", Status: lifecycle.Announced},
	{Printed: "pre-construction", Status: lifecycle.Signed},
	{Printed: "construction", Status: lifecycle.Construction},
	{Printed: "operating", Status: lifecycle.Completed},
	{Printed: "retired", Status: lifecycle.Completed, Note: "it was built and has run"},
	{Printed: "idle", Status: lifecycle.Completed, Note: "built, at rest"},
	{Printed: "mothballed", Status: lifecycle.Suspended},
	{Printed: "shelved", Status: lifecycle.Suspended, Note: "also by age: two years without news"},
	{Printed: "cancelled", Status: lifecycle.Abandoned, Note: "also by age: four years without news"},
}

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "gem", ID: "gem", Title: "Trackers of gas pipelines and LNG terminals", Publisher: "Global Energy Monitor", URL: "https://globalenergymonitor.org",
		Licence: "CC BY 4.0", Tables: []string{"project", "project_party", "milestone", "stake", "quantity"},
		Files:   "Global Energy Monitor's gas pipelines and LNG terminals as CSV (project, unit, type, parent, countries, status_tabular, start_year, capacity, units)",
		Example: "gem.csv",
		Caveats: []source.Caveat{{Text: "The tracker infers shelved after two years without news and cancelled after four."},
			{Text: "The tracker gives the present status alone: no date of it."}},
		Knows: func(_ string, h source.Head) (int, string) {
			if h.Has("project", "unit", "countries", "status_tabular", "start_year", "capacity", "units") {
				return 95, "columns of Global Energy Monitor's extract"
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "project", Files: files, Stream: read, Reading: "1"}, nil
		},
	}
}

// The units of capacity and the names they have here.
var units = map[string]string{"bcm/y": "bcm a year", "MTPA": "Mt a year", "MMcf/d": "million cubic feet a day", "MMSCMD": "million m³ a day", "mill.Sm3/day": "million m³ a day"}

var owner = regexp.MustCompile(`^(.*) \[([0-9.]+|unknown) ?%\]$`)

func read(_ context.Context, in source.Input, out source.Sink) error {
	project := out.Table("project", "id", "title", "kind", "sector", "host", "url", "flags")
	party := out.Table("project_party", "project", "economy", "side", "who")
	milestone := out.Table("milestone", "project", "status", "p", "basis", "printed", "flags")
	stake := out.Table("stake", "project", "holder", "share", "state")
	quantity := out.Table("quantity", "project", "what", "value", "unit", "item")
	seen := map[string]int{}
	return sheet.CSV(in, out, []string{"project", "unit", "type", "parent", "countries", "status_tabular", "start_year", "capacity", "units"}, func(r *sheet.Record) error {
		printed := r.Get("status_tabular")
		status, ok := Statuses.Of(printed)
		if !ok {
			out.Reject(r.Line, "status_tabular", printed, "no status of Global Energy Monitor's that is known")
			return nil
		}
		title := r.Get("project")
		if unit := r.Get("unit"); unit != "" {
			title += ": " + unit
		}
		id := sheet.Name(r.Get("type") + " " + title)
		if seen[id]++; seen[id] > 1 { // the tracker has segments of one name
			id += "_" + strconv.Itoa(seen[id])
		}
		var flags string
		var start any
		if year := r.Get("start_year"); len(year) == 4 {
			p, err := period.Parse(year)
			if err != nil {
				out.Reject(r.Line, "start_year", year, err.Error())
				return nil
			}
			start = p
		} else if year != "" {
			flags = "start_year_cut"
			out.Note("start years are cut to their first digits in some rows; those are left out and the rows marked start_year_cut")
		}
		value, known, err := sheet.Number(r.Get("capacity"))
		if err != nil {
			out.Reject(r.Line, "capacity", r.Get("capacity"), err.Error())
			return nil
		}
		unit := units[r.Get("units")]
		if known && unit == "" {
			out.Reject(r.Line, "units", r.Get("units"), "the unit of the capacity is not known")
			return nil
		}
		countries := strings.Split(r.Get("countries"), ", ")
		var host any
		if len(countries) == 1 {
			host = countries[0]
		}
		if err := project.Row(r.Line, id, title, "infrastructure", strings.ReplaceAll(r.Get("type"), "_", " "), host, r.Get("url"), flags); err != nil {
			return err
		}
		for _, c := range countries {
			if strings.Contains(c, "Joint Petroleum") {
				continue // an area that two economies share, no economy of its own
			}
			if err := party.Row(r.Line, id, strings.TrimSpace(c), "host", nil); err != nil {
				return err
			}
		}
		if known && unit != "" {
			item := "gas"
			if r.Get("type") == "lng_terminal" {
				item = "liquefied natural gas"
			}
			if err := quantity.Row(r.Line, id, "capacity", value, unit, item); err != nil {
				return err
			}
		}
		for _, o := range owners(r.Get("parent")) {
			if err := stake.Row(r.Line, id, o.name, o.share, "held"); err != nil {
				return err
			}
		}
		if status == lifecycle.Completed && start != nil {
			return milestone.Row(r.Line, id, string(status), start, "actual", printed, "latest")
		}
		if start != nil {
			if err := milestone.Row(r.Line, id, string(lifecycle.Completed), start, "planned", "start year", ""); err != nil {
				return err
			}
		}
		return milestone.Row(r.Line, id, string(status), nil, "actual", printed, "latest")
	})
}

type owned struct {
	name  string
	share any
}

// owners reads "Shell [63.00%]; INPEX Corporation [35.00%]".
func owners(text string) (out []owned) {
	for _, part := range strings.Split(text, ";") {
		m := owner.FindStringSubmatch(strings.TrimSpace(part))
		if m == nil || m[1] == "Unknown" {
			continue
		}
		var share any
		if f, err := strconv.ParseFloat(m[2], 64); err == nil {
			share = f
		}
		out = append(out, owned{m[1], share})
	}
	return out
}
