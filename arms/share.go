package arms

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/lake"
	"dyad/measure"
	"dyad/period"
)

// wholeFrom is how many suppliers a register must have for its sums to be those
// of an economy's whole trade in arms: SIPRI's has more than a hundred.
const wholeFrom = 20

func (f *Field) share() *measure.Measure {
	m := &measure.Measure{
		Name: "arms.share", Title: "Partner's share in arms trade", Unit: "%", Nature: measure.Share,
		Formula:   "100 · TIV(A → B) / Σ_k TIV(A → k), 100 · TIV(A → B) / Σ_k TIV(k → B), and the same from B to A",
		Defined:   "What part of each side's arms exports went to the other, and what part of its imports came from there, by TIV in a year: four shares.",
		Reference: reference,
		Missing:   "missing where an economy supplied or received nothing in the year, where the register is an extract, and by year of delivery where it does not split deliveries",
		Zero:      "0 where there was other trade in arms and none with the partner",
		Groups:    "a group has no sum of its own",
		Example:   measure.Example{Ask: "arms.share RUS CHN", Says: "no register of arms"},
		Params:    []measure.Param{yearParam, unionParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		extents, err := f.extents(ctx)
		if err != nil {
			return nil, err
		}
		var out []measure.Row
		for _, s := range []struct {
			of, to string
			side   string
		}{{string(q.A), string(q.B), "exports"}, {string(q.A), string(q.B), "imports"}, {string(q.B), string(q.A), "exports"}, {string(q.B), string(q.A), "imports"}} {
			rows, err := f.sharesOf(ctx, m, q, extents, s.of, s.to, s.side)
			if err != nil {
				return nil, err
			}
			out = append(out, rows...)
		}
		return out, nil
	}
	return m
}

// sharesOf is the share of to in one side of of's trade, by source and year.
func (f *Field) sharesOf(ctx context.Context, m *measure.Measure, q measure.Query, extents map[string]extent, of, to, direction string) ([]measure.Row, error) {
	year := "delivered_to_year"
	if m.Param(q, "year") == "order" {
		year = "ordered_year"
	}
	side, other := "supplier", "recipient"
	if direction == "imports" {
		side, other = other, side
	}
	sql := strings.NewReplacer("{year}", year, "{side}", side, "{other}", other).Replace(query("sums"))
	of1, of2 := with(economy.Code(of), m.Param(q, "ussr"))
	to1, to2 := with(economy.Code(to), m.Param(q, "ussr"))
	measure.Ran(ctx, func() string { return sql + "\n-- ? " + strings.Join([]string{to1, to2, of1, of2}, ", ") })
	var out []measure.Row
	err := f.lake.Each(ctx, sql, []any{to1, to2, of1, of2}, func(row *lake.Row) error {
		y := int(row.Int(2))
		if !q.Years.Has(y) || len(q.Sources) > 0 && !slices.Contains(q.Sources, row.Text(0)) {
			return nil
		}
		e := extents[row.Text(0)+"|"+row.Text(1)]
		r := measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Period: period.Of(y), Unit: m.Unit, Source: row.Text(0), Vintage: row.Text(1),
			Label: fmt.Sprintf("%s in %s of %s", to, direction, of), N: int(row.Int(5))}
		total, _ := row.Number(3)
		part, _ := row.Number(4)
		switch {
		case e.suppliers < wholeFrom:
			r.Missing, r.Why = true, fmt.Sprintf("%s is an extract with %d suppliers: it has no whole trade to take a share of", r.Source, e.suppliers)
		case e.unsplit > 0 && year == "delivered_to_year":
			r.Missing, r.Why = true, "the register does not split deliveries by year; --set year=order counts them by order"
		case total == 0:
			r.Missing, r.Why = true, fmt.Sprintf("%s has no %s of arms in %d (%s)", of, direction, y, r.Source)
		default:
			r.Value = 100 * part / total
			r.Inputs = []measure.Input{
				{Table: "arms", Key: of, Item: direction + ", with " + to, Period: r.Period, By: r.Source, Value: part, Unit: "TIV"},
				{Table: "arms", Key: of, Item: direction + ", in all", Period: r.Period, By: r.Source, Value: total, Unit: "TIV"}}
		}
		out = append(out, r)
		return nil
	})
	return out, err
}

func (f *Field) asymmetry() *measure.Measure {
	m := &measure.Measure{
		Name: "arms.asymmetry", Title: "Asymmetry of the trade in arms", Unit: "points", Nature: measure.Balance, Directed: true,
		Formula:   "100 · TIV(A → B) / Σ_k TIV(k → B) − 100 · TIV(A → B) / Σ_k TIV(A → k)",
		Defined:   "How much more the recipient depends on the supplier, as a part of what it receives, than the supplier on the recipient, as a part of what it supplies; percentage points.",
		Reference: reference + "; Hirschman (1945), National Power and the Structure of Foreign Trade",
		Missing:   "missing where either share is",
		Zero:      "0 where both depend alike, or not at all",
		Groups:    "a group has no sum of its own",
		Example:   measure.Example{Ask: "arms.asymmetry RUS CHN", Says: "no register of arms"},
		Params:    []measure.Param{yearParam, unionParam},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		extents, err := f.extents(ctx)
		if err != nil {
			return nil, err
		}
		a, b := string(q.A), string(q.B)
		given, err := f.sharesOf(ctx, m, q, extents, a, b, "exports")
		if err != nil {
			return nil, err
		}
		taken, err := f.sharesOf(ctx, m, q, extents, b, a, "imports")
		if err != nil {
			return nil, err
		}
		var out []measure.Row
		for _, t := range taken {
			i := slices.IndexFunc(given, func(g measure.Row) bool {
				return g.Source == t.Source && g.Vintage == t.Vintage && g.Period == t.Period
			})
			r := t
			r.Label = ""
			switch {
			case i < 0:
				r.Missing, r.Why = true, fmt.Sprintf("%s has no exports of arms in %d (%s)", a, t.Year, t.Source)
			case given[i].Missing:
				r = given[i]
				r.Label = ""
			case !t.Missing:
				r.Value = t.Value - given[i].Value
				r.Inputs = append(slices.Clone(t.Inputs), given[i].Inputs...)
			}
			if r.Missing {
				r.Value, r.Inputs = 0, nil
			}
			out = append(out, r)
		}
		return out, nil
	}
	return m
}
