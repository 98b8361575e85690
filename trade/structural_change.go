package trade

import (
	"context"
	"fmt"
	"math"
	"sort"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/measure"
)

func (t *Trade) structuralChange() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.structural_change",
		Zero:    "a flow of 0 in either year has no structure, and the change is missing",
		Groups:  "members' lines are added up in both years",
		Example: measure.Example{Ask: "trade.structural_change CHN RUS --years 2017", Says: "0.362"},
		Title:   "Structural change", Unit: "0–1", Nature: measure.Ratio, Directed: true,
		Formula: "½ Σ |s(t) − s(base)| over HS chapters",
		Defined: "The part of trade that changed chapters between the base year and this one: 0 the same structure, 1 nothing in common. " +
			"What is not disclosed by chapter counts as a chapter of its own.",
		Reference: "Michaely (1962), Concentration in International Trade; Lawrence (1984), Can America Compete?",
		Missing:   "missing where this year or the base year has no product lines from the same reporter",
		Params: []measure.Param{directionParam,
			{Name: "base", Default: "", Doc: "base year; by default the first year with product lines of this reporter"}},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		base, err := yearParam(m, q, "base")
		if err != nil {
			return nil, err
		}
		from, to := direction(m, q)
		reports, err := t.reports(ctx, from, to, asOf(q))
		if err != nil {
			return nil, err
		}
		bases := map[sayer]*report{}
		for _, r := range reports { // in the order of years
			if bases[r.sayer] == nil && base == 0 || r.year == base {
				bases[r.sayer] = r
			}
		}
		return rows(m, q, "0–1", productSeries(reports, func(r *report) map[string]cell {
			then := bases[r.sayer]
			c := r.changeSince(then, base)
			for _, g := range []economy.Code{from, to} {
				if then == nil || c.missing || asOf(q) != 0 {
					continue
				}
				if words := economy.ChangeWords(g, then.year, r.year); words != "" {
					c.flags, c.note = join(c.flags, []string{MembershipChanged}), notes(c.note, words)
				}
			}
			return map[string]cell{"": c}
		}), noLines(from, to)), nil
	}
	m.World = t.worldStructuralChange(m)
	return m
}

func (r *report) changeSince(then *report, base int) cell {
	if then == nil {
		return gap("no product lines in the base year %d (%s)", base, r.Source)
	}
	before, okThen := then.shares()
	now, ok := r.shares()
	if !okThen || !ok {
		return gap("the whole flow is zero in %d or %d: no structure", then.year, r.year)
	}
	return then.mark(r.mark(cell{value: dissimilarity(before, now), note: "base year " + itoa(then.year)}))
}

// dissimilarity is half the sum of the absolute differences of two structures,
// in a fixed order of chapters.
func dissimilarity(a, b map[string]float64) float64 {
	var codes []string
	for c := range a {
		codes = append(codes, c)
	}
	for c := range b {
		if _, ok := a[c]; !ok {
			codes = append(codes, c)
		}
	}
	sort.Strings(codes)
	sum := 0.0
	for _, c := range codes {
		sum += math.Abs(a[c] - b[c])
	}
	return sum / 2
}

// productConcentration is the Herfindahl–Hirschman index over chapters.
func (t *Trade) productConcentration(ctx context.Context, m *measure.Measure, q measure.Query, flow string) ([]measure.Row, error) {
	from, to := q.A, q.B
	switch flow {
	case "imports":
		from, to = to, from
	case "trade":
		if _, chosen := q.Params["flow"]; chosen {
			return nil, hint.New(hint.Usage, "", "the concentration over products is that of one direction", "--set flow=exports or --set flow=imports")
		}
	}
	reports, err := t.reports(ctx, from, to, asOf(q))
	if err != nil {
		return nil, err
	}
	return rows(m, q, "0–1", productSeries(reports, func(r *report) map[string]cell {
		return map[string]cell{"": r.concentration()}
	}), noLines(from, to)), nil
}

func (r *report) concentration() cell {
	shares, ok := r.shares()
	if !ok {
		return gap("the whole flow is zero in %d: no structure", r.year)
	}
	rest := shares[Undisclosed]
	delete(shares, Undisclosed)
	values := make([]float64, 0, len(shares))
	for _, s := range shares {
		values = append(values, s)
	}
	c := r.mark(cell{value: herfindahl(values, 1), note: fmt.Sprintf("over %d chapters", len(values))})
	if rest > 0.01 {
		c.flags = join(c.flags, []string{UniverseIncomplete})
		c.note += fmt.Sprintf("; %.1f %% is not disclosed by chapter: at most %.4f", 100*rest, c.value+rest*rest)
	}
	return c
}
