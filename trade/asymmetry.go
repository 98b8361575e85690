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
		Name: "trade.asymmetry", Title: "Asymmetry of dependence", Unit: "×", Directed: true,
		Formula: "dependence of A on B / dependence of B on A",
		Defined: "Above one, A depends on B more than B on A. Under the view own each economy's dependence is by its own report, " +
			"under mirror by its partners' reports.",
		Reference: "Hirschman (1945), National Power and the Structure of Foreign Trade, ch. II; Keohane and Nye (1977), Power and Interdependence, ch. 1",
		Missing:   "missing where either dependence is missing, or B's on A is zero",
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		ab, err := t.shareOf(ctx, q.A, q.B, "trade")
		if err != nil {
			return nil, err
		}
		ba, err := t.shareOf(ctx, q.B, q.A, "trade")
		if err != nil {
			return nil, err
		}
		var out []series
		for _, x := range ab {
			for _, z := range ba {
				if x.Source != z.Source || x.Vintage != z.Vintage || x.View != z.View {
					continue
				}
				s := series{sayer: sayer{x.Source, x.Vintage, x.View, "", ""}, cells: map[int]cell{}}
				if s.View == Own {
					s.View = OwnAccounts
				}
				for _, y := range years(x, z) {
					a, okA := x.cells[y]
					b, okB := z.cells[y]
					if !okA {
						a = gap("%s", absentBook(q.A)(x, y))
					}
					if !okB {
						b = gap("%s", absentBook(q.B)(z, y))
					}
					if okB && !b.missing && b.value == 0 {
						b = gap("%s reports no trade with %s in %d", q.B, q.A, y)
					}
					s.cells[y] = combine(a, b, asymmetryOf)
				}
				out = append(out, s)
			}
		}
		return rows(m, q, "×", out, func(s series, y int) string {
			return absentBook(q.A)(s, y) + " and of " + string(q.B)
		}), nil
	}
	m.World = t.worldAsymmetry
	return m
}
