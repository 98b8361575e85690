package institution

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/lake"
	"dyad/lake/table"
	"dyad/measure"
	"dyad/period"
)

// pair are the columns that name two states and a year; the lesser code is first.
var pair = []table.Column{
	{Name: "one", Kind: table.Economy, Required: true, Doc: "the one with the lesser code"},
	{Name: "other", Kind: table.Economy, Required: true},
	{Name: "p", Kind: table.Period, Required: true},
}

// SharedIGO is the table of organisations that two states both belong to.
var SharedIGO = &table.Table{
	Name: "shared_igo", Title: "how many international organisations two states both belong to in a year",
	Columns: append(slices.Clone(pair), table.Column{Name: "organisations", Kind: table.Count, Required: true}),
	Key:     []string{"one", "other", "p"},
}

// obligations are ATOP's kinds, which are columns of the table.
var obligations = []string{"defence", "offence", "neutrality", "nonaggression", "consultation"}

// Obligation is the table of what alliances bind two states to.
var Obligation = &table.Table{
	Name: "obligation", Title: "what two states are bound to by alliance treaties in a year",
	Columns: func() []table.Column {
		out := slices.Clone(pair)
		for _, o := range obligations {
			out = append(out, table.Column{Name: o, Kind: table.Count, Required: true, Doc: "1 where a treaty in force has it"})
		}
		return out
	}(),
	Key: []string{"one", "other", "p"},
}

const notRussia = " A code counts for the years in which it is the state's: the Soviet Union to 1991 is SUN."

func (f *Field) overlap() *measure.Measure {
	m := &measure.Measure{
		Name: "institution.overlap", Title: "Shared international organisations", Unit: "organisations", Nature: measure.Amount,
		Formula:   "the number of organisations of which both are full members",
		Defined:   "How many intergovernmental organisations both states belong to in a year. It grows with the number of organisations in the world: hold it against other dyads." + notRussia,
		Reference: "Pevehouse, Nordstrom, McManus and Jamison (2020), Tracking organizations in the world: the Correlates of War IGO version 3.0 datasets, Journal of Peace Research 57",
		Missing:   "a year that the source leaves out is missing",
		Zero:      "0 where both are states and share no organisation",
		Groups:    "a group is no state",
		Example:   measure.Example{Ask: "institution.overlap RUS CHN", Says: "no source in the lake"},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		return f.years(ctx, m, q, "shared_igo", "cow-igo", func(r *lake.Row) (float64, string) { return float64(r.Int(3)), "" })
	}
	return m
}

func (f *Field) obliged() *measure.Measure {
	m := &measure.Measure{
		Name: "institution.obligations", Title: "Kinds of alliance obligations", Unit: "kinds", Nature: measure.Amount,
		Formula:   "defence + offence + neutrality + nonaggression + consultation, each 0 or 1",
		Defined:   "How many of five kinds of obligation the alliance treaties in force between two states hold; the note names them. Kinds are not of one weight: a promise not to attack is no promise to defend." + notRussia,
		Reference: "Leeds, Ritter, Mitchell and Long (2002), Alliance treaty obligations and provisions, 1815–1944, International Interactions 28",
		Missing:   "a year without a row between two with one is missing: no treaty in force, or a year that the file leaves out",
		Zero:      "0 where a treaty in force holds none of the five",
		Groups:    "a group is no state",
		Example:   measure.Example{Ask: "institution.obligations RUS CHN", Says: "no source in the lake"},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		return f.years(ctx, m, q, "obligation", "atop", func(r *lake.Row) (float64, string) {
			var held []string
			for i, o := range obligations {
				if r.Int(3+i) == 1 {
					held = append(held, o)
				}
			}
			return float64(len(held)), strings.Join(held, ", ")
		})
	}
	return m
}

// years reads the table called name by its query: a row a year, and a missing one for a year
// that is left out between two.
func (f *Field) years(ctx context.Context, m *measure.Measure, q measure.Query, name, reader string, value func(*lake.Row) (float64, string)) ([]measure.Row, error) {
	sql, a, b := query(name), min(q.A, q.B), max(q.A, q.B)
	measure.Ran(ctx, func() string { return sql + "\n-- ? " + string(a) + ", " + string(b) })
	var all []measure.Row
	err := f.lake.Each(ctx, sql, []any{string(a), string(b)}, func(r *lake.Row) error {
		row := measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Period: period.Of(int(r.Int(2))), Unit: m.Unit, Source: r.Text(0), Vintage: r.Text(1)}
		row.Value, row.Note = value(r)
		if name == "visit" {
			row.Label, row.N = r.Text(3), int(row.Value)
		}
		row.Inputs = []measure.Input{{Table: name, Key: string(a) + " and " + string(b), Period: row.Period, By: row.Source, Value: row.Value, Unit: m.Unit}}
		for last := len(all) - 1; last >= 0 && all[last].Key() == row.Key() && all[last].Year+1 < row.Year; last++ {
			gap := row
			gap.Period, gap.Value, gap.Note, gap.Inputs, gap.Missing = period.Of(all[last].Year+1), 0, "", nil, true
			gap.Why = fmt.Sprintf("%s has no row of %s and %s in %d", row.Source, a, b, gap.Year)
			all = append(all, gap)
		}
		all = append(all, row)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, hint.New(hint.Data, "", fmt.Sprintf("no source in the lake has %s of %s and %s", strings.ToLower(m.Title), economy.Label(q.A), economy.Label(q.B)), "dyad import "+reader+" FILE; the Soviet Union is SUN")
	}
	return slices.DeleteFunc(all, func(r measure.Row) bool {
		return !q.Years.Has(r.Year) || len(q.Sources) > 0 && !slices.Contains(q.Sources, r.Source)
	}), nil
}
