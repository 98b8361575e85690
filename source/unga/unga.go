// Package unga reads roll calls of the United Nations General Assembly: a row a
// vote of a member, with columns rcid, country, vote and date, as the R package
// unvotes and what is made from it have them. A vote is yes, abstain or no, or
// Voeten's 1, 2 or 3; 8 (absent) and 9 (no member) are kept apart. What a roll
// call is about is read where columns say so (issue, or me, nu, di, hr, co, ec
// as 0 or 1).
package unga

import (
	"context"
	"strings"

	"dyad/economy"
	"dyad/source"
	"dyad/source/sheet"
)

// issues are Voeten's columns with what they stand for.
var issues = []struct{ column, name string }{
	{"me", "Palestinian conflict"}, {"nu", "Nuclear weapons and nuclear material"}, {"di", "Arms control and disarmament"},
	{"hr", "Human rights"}, {"co", "Colonialism"}, {"ec", "Economic development"},
}

var choices = map[string]string{"yes": "yes", "no": "no", "abstain": "abstain", "1": "yes", "2": "abstain", "3": "no"}

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "unga", ID: "unga", Title: "United Nations General Assembly Voting Data", Publisher: "Erik Voeten, Anton Strezhnev and Michael Bailey", URL: "https://doi.org/10.7910/DVN/LEJUQZ",
		Licence: "CC0; cite Voeten, Strezhnev and Bailey, United Nations General Assembly Voting Data",
		Tables:  []string{"vote"},
		Files:   "roll calls of the UN General Assembly, CSV with a row a vote: rcid, country (and country_code), vote, date",
		Example: "unvotes.csv.gz",
		Caveats: []source.Caveat{{Text: "Roll calls alone: two thirds of resolutions are adopted without a vote, so what is divisive is over-represented.", Measures: []string{"vote."}},
			{Text: "The seat of the Soviet Union is that of Russia throughout.", Measures: []string{"vote."}, To: 1991}},
		Knows: func(_ string, h source.Head) (int, string) {
			if h.Has("rcid", "country", "vote", "date") {
				return 95, "columns rcid, country, vote, date"
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "vote", Files: files, Stream: read, Reading: "1"}, nil
		},
	}
}

func read(_ context.Context, in source.Input, out source.Sink) error {
	rows := out.Table("vote", "rollcall", "economy", "choice", "session", "p", "resolution", "important", "issue")
	return sheet.CSV(in, out, []string{"rcid", "country", "vote", "date"}, func(r *sheet.Record) error {
		vote := strings.ToLower(r.Get("vote"))
		switch vote {
		case "8", "absent":
			out.Apart("absent")
			return nil
		case "9", "":
			out.Apart("no vote")
			return nil
		}
		choice, ok := choices[vote]
		if !ok {
			out.Reject(r.Line, "vote", r.Get("vote"), "is neither yes, abstain nor no")
			return nil
		}
		var session any
		if s := r.Get("session"); s != "" {
			session = s
		}
		return rows.Row(r.Line, r.Get("rcid"), who(r.Get("country"), r.Get("country_code")), choice, session, r.Get("date"),
			r.Get("unres"), map[string]string{"1": "yes", "0": "no"}[r.Get("importantvote")], issueOf(r))
	})
}

// who is the economy by its name, or by its code where the name is unknown.
func who(name, code string) string {
	if code != "" {
		if _, err := economy.Resolve(name); err != nil {
			return code
		}
	}
	return name
}

func issueOf(r *sheet.Record) string {
	if r.Has("issue") {
		return r.Get("issue")
	}
	var out []string
	for _, i := range issues {
		if r.Get(i.column) == "1" {
			out = append(out, i.name)
		}
	}
	return strings.Join(out, "; ")
}
