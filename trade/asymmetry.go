package trade

import (
	"context"

	"dyad/measure"
)

// OwnAccounts is the view of a measure in which each economy speaks for itself.
const OwnAccounts measure.View = "own"

func asymmetryOf(dependenceA, dependenceB float64) float64 { return dependenceA / dependenceB }

func (t *Trade) asymmetry() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.asymmetry",
		Zero:    "a dependence of 0 on the other side makes the ratio missing",
		Groups:  "each side's dependence treats groups as trade.dependence does",
		Example: measure.Example{Ask: "trade.asymmetry RUS CHN --years 2020", Says: "7.94"},
		Title:   "Asymmetry of dependence", Unit: "×", Nature: measure.Ratio, Directed: true,
		Formula: "dependence of A on B / dependence of B on A",
		Defined: "Above one, A depends on B more than B on A. Under the view own each economy's dependence is by its own report, " +
			"under mirror by its partners' reports.",
		Reference: "Hirschman (1945), National Power and the Structure of Foreign Trade, ch. II; Keohane and Nye (1977), Power and Interdependence, ch. 1",
		Missing:   "missing where either dependence is missing, or B's on A is zero",
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		f, err := t.partnersOf(ctx, q.A, q.B)
		if err != nil {
			return nil, err
		}
		var out []series
		for _, x := range t.shareOf(f, q.A, q.B, "trade", asOf(q)) {
			for _, z := range t.shareOf(f, q.B, q.A, "trade", asOf(q)) {
				if x.Source == z.Source && x.Vintage == z.Vintage && x.View == z.View {
					out = append(out, ratioOfDependence(q, x, z))
				}
			}
		}
		return rows(m, q, "×", out, func(s series, y int) string {
			return absentBook(q.A)(s, y) + " and of " + string(q.B)
		}), nil
	}
	m.World = t.worldAsymmetry
	return m
}

// ratioOfDependence holds the dependence x of A on B against z, that of B on A.
func ratioOfDependence(q measure.Query, x, z series) series {
	first, last := span(x, z)
	s := newSeries(sayer{x.Source, x.Vintage, x.View, "", ""}, first, last)
	if s.View == Own {
		s.View = OwnAccounts
	}
	for y := first; y <= last; y++ {
		a, b := x.at(y), z.at(y)
		if !a.said && !b.said {
			continue
		}
		if !a.said {
			a = cell{missing: true, why: absentBook(q.A)(x, y)}
		}
		switch {
		case !b.said:
			b = cell{missing: true, why: absentBook(q.B)(z, y)}
		case !b.missing && b.value == 0:
			b = gap("%s reports no trade with %s in %d", q.B, q.A, y)
			if s.View != OwnAccounts {
				b = gap("no trade of %s with %s is reported in %d", q.B, q.A, y)
			}
		}
		s.set(y, combine(a, b, asymmetryOf))
	}
	return s
}
