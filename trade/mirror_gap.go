package trade

import (
	"context"

	"dyad/measure"
)

// Both is the view of a measure that holds the two reports of a flow together.
const Both measure.View = "both"

func mirrorGap(importer, exporter float64) float64 { return 100 * (importer/exporter - 1) }

func (t *Trade) mirrorGap() *measure.Measure {
	m := &measure.Measure{
		Name: "trade.mirror_gap", Title: "Mirror gap", Unit: "%", Directed: true,
		Formula: "100 · (X(A→B) as B reports / X(A→B) as A reports − 1)",
		Defined: "How far the importer's report of the flow A → B lies above the exporter's. Freight and insurance explain some five to ten per cent; " +
			"more, or less than nothing, speaks of transit trade, undisclosed goods or misreporting.",
		Reference: "Morgenstern (1963), On the Accuracy of Economic Observations, ch. IX; Gaulier and Zignago (2010), BACI",
		Missing:   "missing where either report is missing or the exporter's is zero",
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		flows, err := t.flowsBetween(ctx, q, "")
		if err != nil {
			return nil, err
		}
		ss := directed(flows, q.A, q.B, nil)
		var out []series
		for _, x := range ss {
			for _, i := range ss {
				if x.View != measure.ByExporter || i.View != measure.ByImporter || x.Source != i.Source || x.Vintage != i.Vintage {
					continue
				}
				s := series{sayer: sayer{x.Source, x.Vintage, Both, "", ""}, cells: map[int]cell{}}
				for _, y := range years(x, i) {
					s.cells[y] = combine(orGap(i, y, q), nonZero(orGap(x, y, q)), mirrorGap)
				}
				out = append(out, s)
			}
		}
		return rows(m, q, "%", out, func(s series, y int) string {
			return "no observation: " + what(string(q.A), string(q.B), y, measure.ByExporter) + " (" + s.Source + ")"
		}), nil
	}
	m.World = func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		return t.worldGap(ctx, year)
	}
	return m
}

func orGap(s series, year int, q measure.Query) cell {
	if c, ok := s.cells[year]; ok {
		return c
	}
	return gap("no observation: %s (%s)", what(string(q.A), string(q.B), year, s.View), s.Source)
}

func nonZero(c cell) cell {
	if !c.missing && c.value == 0 {
		return gap("the exporter reports zero: no relative gap")
	}
	return c
}
