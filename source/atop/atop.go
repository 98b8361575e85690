// Package atop reads the Alliance Treaty Obligations and Provisions project's
// dyad-years: ccode1, ccode2, year and five obligations, each 0 or 1.
package atop

import (
	"context"
	"strconv"

	"dyad/source"
	"dyad/source/cowigo"
	"dyad/source/sheet"
)

// columns are ATOP's, in the order of the table's.
var columns = []string{"atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul"}

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "atop", ID: "atop", Title: "Alliance Treaty Obligations and Provisions", Publisher: "Leeds, Ritter, Mitchell and Long", URL: "http://www.atopdata.org",
		Licence: "free; cite Leeds, Ritter, Mitchell and Long (2002), International Interactions 28",
		Tables:  []string{"obligation"},
		Files:   "ATOP dyad-years as CSV: ccode1, ccode2, year, atop_defense, atop_offense, atop_neutral, atop_nonagg, atop_consul",
		Example: "atop_dyad_years.csv",
		Knows: func(_ string, h source.Head) (int, string) {
			if h.Has(append([]string{"ccode1", "ccode2", "year"}, columns...)...) {
				return 95, "columns of ATOP's dyad-years"
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "obligation", Files: files, Stream: read, Reading: "1"}, nil
		},
	}
}

func read(_ context.Context, in source.Input, out source.Sink) error {
	rows := out.Table("obligation", "one", "other", "p", "defence", "offence", "neutrality", "nonaggression", "consultation")
	return sheet.CSV(in, out, append([]string{"ccode1", "ccode2", "year"}, columns...), func(r *sheet.Record) error {
		a, b, err := cowigo.Pair(r)
		if err != nil {
			out.Reject(r.Line, "ccode1", r.Get("ccode1")+" "+r.Get("ccode2"), err.Error())
			return nil
		}
		values := []any{a, b, r.Get("year")}
		for _, c := range columns {
			n, err := strconv.Atoi(r.Get(c))
			if err != nil || n != 0 && n != 1 {
				out.Reject(r.Line, c, r.Get(c), "is neither 0 nor 1")
				return nil
			}
			values = append(values, n)
		}
		return rows.Row(r.Line, values...)
	})
}
