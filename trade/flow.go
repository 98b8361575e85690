package trade

import (
	"context"
	"strings"

	"dyad/economy"
	"dyad/measure"
	"dyad/period"
)

// Total is the product code of a whole flow.
const Total = "TOTAL"

// Flow is one observation: what one side reports of one directed flow in one
// year. Value is in current US dollars; Missing marks a published gap.
type Flow struct {
	Exporter, Importer string
	Year               int
	Product            string
	View               measure.View
	Valuation          string // FOB, CIF or ""
	Value              float64
	Missing            bool
	Flags              string // comma-separated, as the lake keeps them
	Note               string // what a reader of this number must know
	Classification     string // of the product: H4, HS or ""
	Source, Vintage    string
}

// Aggregate says whether either side is no single economy: the world, an area
// group of the publisher. Such flows serve as denominators only.
func (f *Flow) Aggregate() bool { return strings.Contains(f.Flags, "aggregate") }

// computed says whether it is a sum over partners.
func (f *Flow) computed() bool { return has(f.flags(), "computed") }

// Reporter is the economy whose report this is; "" for a reconciled value.
func (f *Flow) Reporter() string {
	switch f.View {
	case measure.ByExporter:
		return f.Exporter
	case measure.ByImporter:
		return f.Importer
	}
	return ""
}

func (f *Flow) input() measure.Input {
	in := measure.FlowOf(f.Exporter, f.Importer, f.Product).Said(period.Of(f.Year), f.View, f.Valuation, f.Value, f.flags())
	in.Missing = f.Missing
	return in
}

func (f *Flow) flags() []string {
	if f.Flags == "" {
		return nil
	}
	return strings.Split(f.Flags, ",")
}

// what names the observation, as "exports of RUS to CHN in 1995, as RUS reports".
func (f *Flow) what() string { return what(f.Exporter, f.Importer, f.Year, f.View) }

// Ledger gives annual flows. Between, Of and Year answer with whole flows, and
// their answer holds at least what was asked: the flows between two sets of
// economies in both directions, those that begin or end in a set, those of a
// year. Products gives the product lines, with the totals beside them, Chapters
// every product line of one year summed to two digits. Structures gives an
// economy's trade with the world by chapter, as published (partner WLD) and
// summed over the partners (flag computed), WorldLines the world's exports by
// chapter. Answers are shared and must not be changed.
type Ledger interface {
	Between(ctx context.Context, as, bs []economy.Code) (*Flows, error)
	Of(ctx context.Context, as []economy.Code) (*Flows, error)
	Year(ctx context.Context, year int) (*Flows, error)
	Products(ctx context.Context, as, bs []economy.Code) ([]Flow, error)
	Chapters(ctx context.Context, year int) ([]Flow, error)
	Structures(ctx context.Context, a economy.Code) ([]Flow, error)
	WorldLines(ctx context.Context) ([]WorldLine, error)
}
