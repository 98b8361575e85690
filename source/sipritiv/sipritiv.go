// Package sipritiv reads SIPRI's tables of the volume of arms transfers: a row
// a supplier or recipient, a column a year, in millions of trend-indicator
// values rounded to whole numbers. "0" is between 0 and 0.5; an empty cell is a
// year with no delivery identified, or, where the world's own is empty, a year
// that is not out yet.
package sipritiv

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"

	"dyad/source"
	"dyad/source/sipri"
)

// Reader describes the format to the registry.
func Reader() *source.Reader {
	r := sipri.Reader()
	return &source.Reader{
		Name: "sipri-tiv", ID: "sipri-tiv", Title: "Arms Transfers Database, TIV tables", Publisher: r.Publisher, URL: r.URL, Licence: r.Licence,
		Tables:  []string{"arms_total"},
		Files:   "SIPRI's tables of TIV by supplier (Exports by) or recipient and year, as CSV",
		Example: "import-export-values.csv",
		Caveats: r.Caveats,
		Knows: func(_ string, head source.Head) (int, string) {
			if side, _ := sideOf(head.First); side != "" {
				return 96, "the title and header of SIPRI's TIV tables"
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "arms_total", Files: files, Stream: stream, Reading: "1"}, nil
		},
	}
}

// sideOf finds the header's first word.
func sideOf(first []byte) (side, column string) {
	if !bytes.Contains(first, []byte("Volume of transfers of major")) {
		return "", ""
	}
	for _, s := range [][2]string{{"exports", "Exports by"}, {"exports", "Supplier"}, {"imports", "Recipient"}, {"imports", "Imports by"}} {
		if bytes.Contains(first, []byte("\n"+s[1]+",1")) || bytes.Contains(first, []byte("\n"+s[1]+",2")) {
			return s[0], s[1]
		}
	}
	return "", ""
}

func stream(_ context.Context, in source.Input, out source.Sink) error {
	text, err := in.Open()
	if err != nil {
		return err
	}
	first, _ := source.SkipMark(text).Peek(4000)
	side, column := sideOf(first)
	text.Close()
	if side == "" {
		column = "Exports by or Recipient"
	}
	rows := out.Table("arms_total", "economy", "name", "direction", "p", "value", "flags")
	return sipri.Table(in, out, []string{column}, func(header []string) (func(sipri.Record) error, error) {
		years := yearsOf(header)
		if len(years) == 0 {
			return nil, errors.New("the header has no years")
		}
		return func(rec sipri.Record) error {
			name := rec.Cell(0)
			if name == "" || len(name) > 5 && name[:5] == "Total" {
				out.Apart("the world's total")
				return nil
			}
			who := sipri.Actor(name, out)
			for _, i := range years {
				value, flags := rec.Cell(i), ""
				if value == "" {
					continue
				}
				if value == "0" {
					flags = "below_half"
				}
				if err := rows.Row(rec.Line, who, name, side, header[i], value, flags); err != nil {
					return err
				}
			}
			return nil
		}, nil
	})
}

// yearsOf are the places of the columns that are years.
func yearsOf(header []string) []int {
	var out []int
	for i, h := range header {
		if y, err := strconv.Atoi(h); err == nil && y > 1900 && y < 2100 && !slices.Contains(header[:i], h) {
			out = append(out, i)
		}
	}
	return out
}
