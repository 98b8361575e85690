// Package idealpoints reads the ideal points of members of the United Nations
// General Assembly, estimated from their votes, in two layouts of CSV:
//
//	iso3c, session, IdealPointAll, …       a row a member and session, as published
//	CountryAbb, Year, idealpoint, …        a row a member and year, as textbooks have it
//
// Session s begins in September of the year 1945 + s, which stands for it.
package idealpoints

import (
	"context"
	"strconv"

	"dyad/economy"
	"dyad/source"
	"dyad/source/sheet"
)

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "idealpoints", ID: "idealpoints", Title: "Ideal points of UN General Assembly votes", Publisher: "Bailey, Strezhnev and Voeten", URL: "https://doi.org/10.7910/DVN/LEJUQZ",
		Licence: "CC0; cite Bailey, Strezhnev and Voeten (2017)",
		Tables:  []string{"ideal_point"},
		Files:   "ideal points as CSV: iso3c, session, IdealPointAll, or CountryAbb, Year, idealpoint",
		Example: "Idealpointestimates.csv",
		Caveats: []source.Caveat{{Text: "A session is dated by the year in which it begins; each release estimates every year anew, so levels of two releases are not comparable.", Measures: []string{"vote.ideal_distance"}}},
		Knows: func(_ string, h source.Head) (int, string) {
			if h.Has("iso3c", "session", "IdealPointAll") || h.Has("CountryAbb", "Year", "idealpoint") {
				return 95, "columns of ideal points"
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "ideal_point", Files: files, Stream: read, Reading: "1"}, nil
		},
	}
}

func read(_ context.Context, in source.Input, out source.Sink) error {
	rows := out.Table("ideal_point", "economy", "p", "value", "lower", "upper", "votes")
	return sheet.CSV(in, out, nil, func(r *sheet.Record) error {
		value, year, who := r.Get("idealpoint"), r.Get("Year"), member(r.Get("CountryName"), economy.COWAbbrev, r.Get("CountryAbb"))
		if r.Has("IdealPointAll") {
			value, who = r.Get("IdealPointAll"), member(r.Get("Countryname"), economy.ISO3, r.Get("iso3c"))
			s, err := strconv.Atoi(r.Get("session"))
			if err != nil || s < 1 || s > 200 {
				out.Reject(r.Line, "session", r.Get("session"), "is no session of the Assembly")
				return nil
			}
			year = strconv.Itoa(1945 + s)
		} else if !r.Has("idealpoint") || !r.Has("Year") {
			out.Reject(r.Line, "", "", "the table has no column of ideal points and years")
			return nil
		}
		if value == "" {
			out.Apart("no ideal point")
			return nil
		}
		return rows.Row(r.Line, who, year, value, orNil(r.Get("Q5%All")), orNil(r.Get("Q95%All")), orNil(r.Get("NVotesAll")))
	})
}

// member is the economy by its name, which tells the two Yemens apart where the
// letters do not, or else by its letters.
func member(name string, scheme economy.Scheme, code string) any {
	if e, err := economy.Resolve(name); err == nil {
		return e.Code
	}
	if e, err := economy.ResolveIn(scheme, code); err == nil {
		return e.Code
	}
	return name
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}
