// Package visits reads a dated list of meetings or exercises of two states, kept
// by hand: a CSV with date (or start), occasion (or name), and perhaps place and
// source. The list does not say whose it is, so --set parties=CHN,RUS must, and
// --set kind=meeting what its lines are.
package visits

import (
	"context"
	"fmt"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/source"
	"dyad/source/sheet"
)

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "visits", Tables: []string{"visit"},
		Files:   "your own dated list of visits, meetings or exercises: a CSV of date (or start), occasion (or name), place, source, with --set parties=CHN,RUS --set kind=meeting",
		Example: "meetings.csv --source my-meetings --set parties=CHN,RUS --set kind=meeting",
		Takes:   []string{"set"},
		Caveats: []source.Caveat{{Text: "A list kept by hand: what it leaves out may still have taken place.", Measures: []string{"visits."}}},
		Knows:   func(string, source.Head) (int, string) { return 0, "" }, // it cannot be read without being told whose it is
		Open:    open,
	}
}

type list struct {
	one, other economy.Code
	kind       string
}

func open(files []source.File, o source.Options) (source.Dataset, error) {
	var l list
	for _, s := range o.Set {
		name, text, _ := strings.Cut(s, "=")
		switch name {
		case "parties":
			a, b, _ := strings.Cut(text, ",")
			one, err1 := economy.Resolve(strings.TrimSpace(a))
			other, err2 := economy.Resolve(strings.TrimSpace(b))
			if err1 != nil || err2 != nil || one.Code == other.Code {
				return source.Dataset{}, hint.New(hint.Usage, "", "--set "+s+" does not name two economies", "--set parties=CHN,RUS")
			}
			l.one, l.other = min(one.Code, other.Code), max(one.Code, other.Code)
		case "kind":
			l.kind = text
		default:
			return source.Dataset{}, hint.New(hint.Usage, "", "--set "+s+" is not understood", "--set parties=CHN,RUS --set kind=meeting")
		}
	}
	if l.one == "" || l.kind == "" {
		return source.Dataset{}, hint.New(hint.Usage, "", "the list does not say whose visits it has, or of what kind", "--set parties=CHN,RUS --set kind=meeting")
	}
	return source.Dataset{Meta: o.Meta, Table: "visit", Files: files, Stream: l.read, Reading: fmt.Sprint("1|", l)}, nil
}

func (l list) read(_ context.Context, in source.Input, out source.Sink) error {
	rows := out.Table("visit", "one", "other", "kind", "p", "occasion", "place", "according_to")
	return sheet.CSV(in, out, nil, func(r *sheet.Record) error {
		day, name := r.Get("date")+r.Get("start"), r.Get("occasion")+r.Get("name")
		if day == "" || name == "" {
			out.Reject(r.Line, "date", day, "a line needs a date (or start) and an occasion (or name)")
			return nil
		}
		return rows.Row(r.Line, l.one, l.other, l.kind, day, name, r.Get("place"), r.Get("source"))
	})
}
