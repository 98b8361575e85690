package trade

import (
	"context"
	"math"

	"dyad/economy"
	"dyad/measure"
)

// Both is the view of a measure that holds the two reports of a flow together.
const Both measure.View = "both"

func mirrorGap(importer, exporter float64) float64 { return 100 * (importer/exporter - 1) }

func (t *Trade) mirrorGap() *measure.Measure {
	m := &measure.Measure{
		Name:    "trade.mirror_gap",
		Zero:    "an exporter's report of 0 makes the gap missing; an importer's 0 is −100 %",
		Groups:  "only the flows that both sides report are held against each other",
		Example: measure.Example{Ask: "trade.mirror_gap CHN RUS --years 2017", Says: "10.8"},
		Title:   "Mirror gap", Unit: "%", Nature: measure.Balance, Directed: true,
		Formula: "100 · (X(A→B) as B reports / X(A→B) as A reports − 1)",
		Defined: "How far the importer's report of the flow A → B lies above the exporter's. Freight and insurance explain some five to ten per cent; " +
			"more, or less than nothing, speaks of transit trade, undisclosed goods or misreporting.",
		Reference: "Morgenstern (1963), On the Accuracy of Economic Observations, ch. IX; Gaulier and Zignago (2010), BACI",
		Missing:   "missing where either report is missing or the exporter's is zero; for a group only the flows that both sides report are held against each other",
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		flows, err := t.flowsBetween(ctx, q, nil)
		if err != nil {
			return nil, err
		}
		if isGroup(q.A) || isGroup(q.B) {
			flows = flows.reportedTwice(everMembers(q.A), everMembers(q.B))
		}
		ss := directed(flows, q.A, q.B, asOf(q))
		var out []series
		for _, x := range ss {
			for _, i := range ss {
				if x.View != measure.ByExporter || i.View != measure.ByImporter || x.Source != i.Source || x.Vintage != i.Vintage {
					continue
				}
				first, last := span(x, i)
				s := newSeries(sayer{x.Source, x.Vintage, Both, "", ""}, first, last)
				for y := first; y <= last; y++ {
					if cx, ci := x.at(y), i.at(y); cx.said || ci.said {
						s.set(y, combine(orGap(ci, i, q.A, q.B, y), nonZero(orGap(cx, x, q.A, q.B, y)), mirrorGap))
					}
				}
				out = append(out, s)
			}
		}
		return rows(m, q, "%", out, func(s series, y int) string {
			return "no observation by either side: " + what(string(q.A), string(q.B), y, Both) + " (" + s.Source + ")"
		}), nil
	}
	m.World = t.worldGap
	return m
}

// reportedTwice keeps the flows that both sides report in a year, so that the
// sums over a group on both sides of the gap are sums of the same flows.
func (f *Flows) reportedTwice(exporters, importers []economy.Code) *Flows {
	var kept []Flow
	for _, from := range exporters {
		for _, to := range importers {
			for _, o := range f.pair(from, to) {
				if s := &f.stamps[o.stamp]; s.view != measure.Reconciled && !math.IsNaN(o.value) {
					other := 3*s.in + 1 - viewNumber(s.view)
					if _, ok := f.find(from, to, other, int(o.year)); ok {
						kept = append(kept, f.flow(from, to, o))
					}
				}
			}
		}
	}
	return NewFlows(kept)
}

func nonZero(c cell) cell {
	if !c.missing && c.value == 0 {
		return gap("the exporter reports zero: no relative gap")
	}
	return c
}
