// Package cowigo reads the Correlates of War's counts of international
// organisations that two states both belong to: ccode1, ccode2, year, dyadigos.
package cowigo

import (
	"context"
	"fmt"
	"strconv"

	"dyad/economy"
	"dyad/source"
	"dyad/source/sheet"
)

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "cow-igo", ID: "cow-igo", Title: "Intergovernmental Organizations v3", Publisher: "Correlates of War Project", URL: "https://correlatesofwar.org/data-sets/igos/",
		Licence: "free; cite Pevehouse, Nordstrom, McManus and Jamison (2020)",
		Tables:  []string{"shared_igo"},
		Files:   "Correlates of War dyadic IGO data as CSV: ccode1, ccode2, year, dyadigos",
		Example: "dyadic_formatv3.csv",
		Caveats: []source.Caveat{{Text: "Organisations of at least three members with a secretariat; small clubs and dialogues such as BRICS are not counted.", Measures: []string{"institution.overlap"}}},
		Knows: func(_ string, h source.Head) (int, string) {
			if h.Has("ccode1", "ccode2", "year", "dyadigos") {
				return 95, "columns ccode1, ccode2, year, dyadigos"
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "shared_igo", Files: files, Stream: read, Reading: "1"}, nil
		},
	}
}

func read(_ context.Context, in source.Input, out source.Sink) error {
	rows := out.Table("shared_igo", "one", "other", "p", "organisations")
	return sheet.CSV(in, out, []string{"ccode1", "ccode2", "year", "dyadigos"}, func(r *sheet.Record) error {
		a, b, err := Pair(r)
		if err != nil {
			out.Reject(r.Line, "ccode1", r.Get("ccode1")+" "+r.Get("ccode2"), err.Error())
			return nil
		}
		n, err := strconv.Atoi(r.Get("dyadigos"))
		if err != nil || n < 0 {
			out.Reject(r.Line, "dyadigos", r.Get("dyadigos"), "is no number of organisations")
			return nil
		}
		return rows.Row(r.Line, a, b, r.Get("year"), n)
	})
}

// Pair gives the two states of a dyad-year by their Correlates of War numbers,
// as they stood for in that year, the one with the lesser code first: a dyad that
// a file lists in both directions is one.
func Pair(r *sheet.Record) (a, b economy.Code, err error) {
	year, err := strconv.Atoi(r.Get("year"))
	if err != nil || year < 1500 || year > 2200 {
		return "", "", fmt.Errorf("%q is no year", r.Get("year"))
	}
	one, err := economy.ResolveInYear(economy.COW, r.Get("ccode1"), year)
	if err != nil {
		return "", "", err
	}
	two, err := economy.ResolveInYear(economy.COW, r.Get("ccode2"), year)
	if err != nil {
		return "", "", err
	}
	if one.Code == two.Code {
		return "", "", fmt.Errorf("both sides are %s", one.Code)
	}
	return min(one.Code, two.Code), max(one.Code, two.Code), nil
}
