package institution

import (
	"context"

	"dyad/lake"
	"dyad/lake/table"
	"dyad/measure"
)

// Visit is the table of dated meetings and exercises.
var Visit = &table.Table{
	Name: "visit", Title: "a visit, meeting or exercise of two states",
	Columns: []table.Column{
		pair[0], pair[1],
		{Name: "kind", Kind: table.Text, Required: true, Doc: "as the list's keeper calls it: meeting, exercise"},
		{Name: "p", Kind: table.Period, Required: true, Doc: "the first day"},
		{Name: "occasion", Kind: table.Text, Required: true},
		{Name: "place", Kind: table.Text},
		{Name: "according_to", Kind: table.Text},
	},
	Key: []string{"one", "other", "kind", "p", "occasion"},
}

func (f *Field) visits() *measure.Measure {
	m := &measure.Measure{
		Name: "visits.count", Title: "Visits, meetings and exercises", Unit: "times", Nature: measure.Amount,
		Formula:   "the number of the list's lines that begin in the year, by kind",
		Defined:   "How many dated visits, meetings or joint exercises of the two a list has. It is at least so many: a list kept by hand leaves out what its keeper did not see.",
		Reference: "the list's own sources; Lebovic and Saunders (2016), The diplomatic core, International Studies Quarterly 60, on counting visits",
		Missing:   "a year without a line is missing: the list does not say that nothing took place",
		Zero:      "no year is 0: see missing",
		Groups:    "a group has no visits of its own",
		Example:   measure.Example{Ask: "visits.count RUS CHN", Says: "no source in the lake"},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		return f.years(ctx, m, q, "visit", "visits", func(r *lake.Row) (float64, string) { return float64(r.Int(4)), "" })
	}
	return m
}
