package project

import (
	"context"
	_ "embed"
	"fmt"
	"slices"

	"dyad/lake"
	"dyad/measure"
)

//go:embed sql/debts.sql
var debtsSQL string

func (f *Field) debt() *measure.Measure {
	m := f.make(measure.Measure{
		Name: "project.debt_stock", Title: "Debt owed", Unit: "USD", Nature: measure.Amount,
		Formula:   "what one of the two owes to the other at the end of a year, as published",
		Defined:   "The debts of one economy to the other; the label says who owes.",
		Reference: "Horn, Reinhart and Trebesch (2019), China's Overseas Lending, NBER working paper 26050",
		Missing:   "a year that the source leaves empty is missing",
		Example:   measure.Example{Ask: "project.debt_stock CHN RUS", Says: "no source in the lake gives"},
	})
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		measure.Ran(ctx, func() string { return debtsSQL })
		var out []measure.Row
		a, b := string(q.A), string(q.B)
		err := f.lake.Each(ctx, debtsSQL, []any{a, b, b, a}, func(r *lake.Row) error {
			row := measure.Row{Measure: m.Name, A: a, B: b, Period: date(r, 2), Unit: m.Unit, Source: r.Text(5), Vintage: r.Text(6), Label: r.Text(0) + " owes " + r.Text(1), Note: r.Text(7)}
			if !q.Years.Has(row.Year) || len(q.Sources) > 0 && !slices.Contains(q.Sources, row.Source) {
				return nil
			}
			v := optional(r, 3)
			if v == nil {
				row.Missing, row.Why = true, fmt.Sprintf("%s gives no debt of %s to %s at the end of %s", row.Source, r.Text(0), r.Text(1), row.Period)
			} else {
				row.Value = *v
				row.Inputs = []measure.Input{{Table: "debt_stock", Key: row.Label, Period: row.Period, By: row.Source, Value: *v, Unit: m.Unit}}
			}
			out = append(out, row)
			return r.Err()
		})
		return out, err
	}
	return m
}
