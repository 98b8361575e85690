package project

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"dyad/measure"
)

// GrantElement is the share of a loan, in per cent of its face value, that is a
// gift: by the OECD's cash-flow formula, equal repayments of principal every half
// year, a discount rate of 10 % a year.
//
//	100 × (1 − (r/a)/d) × (1 − ((1+d)^−aG − (1+d)^−aM) / (d (aM − aG)))
//
// with a = 2 payments a year, d = 1.10^½ − 1, r the yearly rate, M the maturity and
// aG one payment less than the grace in payments, as the first repayment falls due
// at the end of the grace. Rate in per cent; maturity and grace in years. It is an
// error where the terms are none.
//
// OECD DAC, Converged Statistical Reporting Directives; the values that AidData
// publishes for its loans come out to their four digits.
func GrantElement(rate, maturity, grace float64) (float64, error) {
	const a = 2
	d := math.Pow(1.10, 1.0/a) - 1
	last, first := a*maturity, a*grace-1
	switch {
	case math.IsNaN(rate+maturity+grace) || math.IsInf(rate+maturity+grace, 0) || rate < 0 || maturity <= 0 || grace < 0:
		return 0, fmt.Errorf("no terms of a loan: rate %v %%, maturity %v, grace %v years", rate, maturity, grace)
	case grace > maturity:
		return 0, fmt.Errorf("the grace of %v years is longer than the maturity of %v", grace, maturity)
	}
	first = max(first, 0)
	annuity := (math.Pow(1+d, -first) - math.Pow(1+d, -last)) / (d * (last - first))
	return 100 * (1 - rate/100/a/d) * (1 - annuity), nil
}

func (f *Field) grantElement() *measure.Measure {
	m := f.make(measure.Measure{
		Name: "project.grant_element", Title: "Grant element of loans", Unit: "%", Nature: measure.Share,
		Formula:   "100 × (1 − (r/a)/d) × (1 − ((1+d)^−aG − (1+d)^−aM) / (d (aM − aG))), a = 2, d = 1.10^½ − 1",
		Defined:   "How much of a loan is a gift, from its rate, maturity and grace, by the OECD's cash-flow formula at a discount rate of 10 %. A row a loan; where the source publishes one of its own, the note holds the two together.",
		Reference: "OECD Development Assistance Committee, Converged Statistical Reporting Directives",
		Missing:   "a loan without rate, maturity or grace has none",
		Zero:      "a rate of 0 is a rate",
		Example:   measure.Example{Ask: "project.grant_element CHN RUS", Says: "no source in the lake gives"},
	})
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		return f.each(ctx, m, q, func(p *Project, row measure.Row) []measure.Row {
			if p.Kind != "loan" || p.Rate == nil && p.Maturity == nil && p.Grace == nil {
				return nil
			}
			row.Period.Year = p.Year
			if p.Rate == nil || p.Maturity == nil || p.Grace == nil {
				row.Missing, row.Why = true, p.Source+" gives not all terms of "+p.ID+": rate, maturity and grace"
				return []measure.Row{row}
			}
			v, err := GrantElement(*p.Rate, *p.Maturity, *p.Grace)
			if err != nil {
				row.Missing, row.Why = true, err.Error()
				return []measure.Row{row}
			}
			row.Value, row.Note = v, fmt.Sprintf("%s %% over %s years, %s of grace", short(*p.Rate), short(*p.Maturity), short(*p.Grace))
			if p.Grant != nil {
				row.Note += "; the source has " + short(*p.Grant) + " %"
			}
			for item, x := range map[string]*float64{"rate": p.Rate, "maturity": p.Maturity, "grace": p.Grace} {
				row.Inputs = append(row.Inputs, measure.Input{Table: "project", Key: p.ID, Item: item, By: p.Source, Value: *x, Unit: map[string]string{"rate": "%"}[item]})
			}
			slices.SortFunc(row.Inputs, func(a, b measure.Input) int { return len(b.Item) - len(a.Item) })
			return []measure.Row{row}
		})
	}
	return m
}

func short(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// each asks every project of a dyad's portfolios for rows, and drops those of
// years not asked for.
func (f *Field) each(ctx context.Context, m *measure.Measure, q measure.Query, rows func(*Project, measure.Row) []measure.Row) ([]measure.Row, error) {
	b, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	var out []measure.Row
	for _, pf := range b.portfolios(q.A, q.B, q.Sources) {
		for _, p := range pf.projects {
			for _, r := range rows(p, measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Unit: m.Unit, Source: p.Source, Vintage: p.Vintage, Label: p.ID}) {
				if q.Years.Has(r.Year) {
					out = append(out, r)
				}
			}
		}
	}
	return out, nil
}

func (f *Field) lending() *measure.Measure {
	m := f.make(measure.Measure{
		Name: "project.lending", Title: "Loans committed", Unit: "USD", Nature: measure.Amount, Directed: true,
		Formula:   "Σ of the loans of a year that A committed to B, by currency and prices",
		Defined:   "What lenders of A committed to borrowers of B in a year. Amounts in different currencies or prices are never added up, and only those that the source does not advise against.",
		Reference: "the source's own rules of aggregation (AidData: Recommended For Aggregates)",
		Missing:   "a year in which no amount is known, or none that may be summed, is missing",
		Example:   measure.Example{Ask: "project.lending CHN RUS", Says: "no source in the lake gives"},
	})
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		b, err := f.open(ctx)
		if err != nil {
			return nil, err
		}
		var out []measure.Row
		for _, pf := range b.portfolios(q.A, q.B, q.Sources) {
			type key struct {
				year             int
				currency, prices string
			}
			sums := map[key]*measure.Row{}
			apart := map[key]int{}
			for _, p := range pf.projects {
				if p.Kind != "loan" || p.Year == 0 || !q.Years.Has(p.Year) || !lends(p, string(q.A), string(q.B)) {
					continue
				}
				k := key{p.Year, p.Currency, p.Prices}
				if p.Value == nil || p.NotAggregated {
					apart[key{year: p.Year}]++
					continue
				}
				if sums[k] == nil {
					sums[k] = &measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Unit: p.Currency, Source: pf.source, Vintage: pf.vintage, Label: p.Prices}
					sums[k].Period.Year = p.Year
				}
				sums[k].Value += *p.Value
				sums[k].N++
			}
			for k, n := range apart {
				found := false
				for s, r := range sums {
					if s.year == k.year {
						found = true
						r.Note = fmt.Sprintf("%d more without an amount that may be summed", n)
					}
				}
				if !found {
					row := &measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Unit: "USD", Source: pf.source, Vintage: pf.vintage, Missing: true,
						Why: fmt.Sprintf("%s has %d loans of %d, none with an amount that it says may be summed", pf.source, n, k.year)}
					row.Period.Year = k.year
					sums[k] = row
				}
			}
			var rows []measure.Row
			for _, r := range sums {
				rows = append(rows, *r)
			}
			slices.SortFunc(rows, func(a, b measure.Row) int {
				if a.Year != b.Year {
					return a.Year - b.Year
				}
				return len(a.Label+a.Unit) - len(b.Label+b.Unit)
			})
			out = append(out, rows...)
		}
		return out, nil
	}
	return m
}

// lends says that a lender of a is a party with a borrower of b.
func lends(p *Project, a, b string) bool {
	side := func(e, side string) bool {
		return slices.ContainsFunc(p.Parties, func(x Party) bool { return string(x.Economy) == e && x.Side == side })
	}
	return side(a, "lender") && side(b, "borrower")
}
