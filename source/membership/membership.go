// Package membership reads lists of who belongs to which group, from when to
// when: a user's own CSV with the columns group, economy (or member, iso3,
// country), from, to, and if it has them name and source. A year begins or ends
// on its first or last day; an empty to is a stay that lasts.
package membership

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"dyad/internal/hint"
	"dyad/period"
	"dyad/source"
)

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "membership", Title: "", Tables: []string{"membership"},
		Files:   "your own groups of economies: a CSV of group, economy, from, to, and perhaps name and source",
		Example: "my-groups.csv --source my-groups",
		Knows: func(_ string, head source.Head) (int, string) {
			if c, err := match(head.Columns); err == nil && c.group >= 0 {
				return 70, "columns for group, economy, from and to"
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "membership", Files: files, Stream: stream}, nil
		},
	}
}

// columns are the places of the columns, −1 for none.
type columns struct{ group, economy, from, to, name, source int }

func match(header []string) (columns, error) {
	at := func(names ...string) int {
		return slices.IndexFunc(header, func(h string) bool { return slices.Contains(names, strings.ToLower(strings.TrimSpace(h))) })
	}
	c := columns{at("group"), at("economy", "member", "iso3", "country"), at("from", "joined"), at("to", "left", "until"), at("name", "group_name"), at("source")}
	if c.group < 0 || c.economy < 0 || c.from < 0 || c.to < 0 {
		return c, fmt.Errorf("a list of members has the columns group, economy, from and to; it has %s", strings.Join(header, ", "))
	}
	return c, nil
}

func stream(_ context.Context, in source.Input, out source.Sink) error {
	r, err := in.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	lines := csv.NewReader(source.SkipMark(r))
	lines.FieldsPerRecord, lines.Comment = -1, '#'
	header, err := lines.Read()
	if err != nil {
		return hint.New(hint.Data, in.Label()+":1", "the header cannot be read", "the first line must name the columns")
	}
	c, err := match(header)
	if err != nil {
		return hint.New(hint.Data, in.Label()+":1", err.Error(), "name them so")
	}
	rows := out.Table("membership", "group", "economy", "from", "to", "name", "according_to")
	for {
		record, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			out.Reject(int64(bad.Line), "", "", "cannot be cut into columns: "+bad.Err.Error())
			continue
		}
		if err != nil {
			return err
		}
		line, _ := lines.FieldPos(0)
		cell := func(i int) string {
			if i < 0 || i >= len(record) {
				return ""
			}
			return strings.TrimSpace(record[i])
		}
		from, err := day(cell(c.from), false)
		if err == nil && from == "" {
			err = errors.New("no first day is given")
		}
		if err != nil {
			out.Reject(int64(line), header[c.from], cell(c.from), err.Error())
			continue
		}
		to, err := day(cell(c.to), true)
		if err == nil && to != "" && to < from {
			err = fmt.Errorf("the stay ends before it begins on %s", from)
		}
		if err != nil {
			out.Reject(int64(line), header[c.to], cell(c.to), err.Error())
			continue
		}
		if err := rows.Row(int64(line), cell(c.group), cell(c.economy), from, to, cell(c.name), cell(c.source)); err != nil {
			return err
		}
	}
}

// day is the first or last day of a period's text; "" for none.
func day(text string, last bool) (string, error) {
	if text == "" {
		return "", nil
	}
	p, err := period.Parse(text)
	if err != nil {
		return "", err
	}
	if last {
		return period.OfDate(p.Last()).String(), nil
	}
	return period.OfDate(p.First()).String(), nil
}
