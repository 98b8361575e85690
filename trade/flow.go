package trade

import (
	"context"
	"strings"

	"dyad/economy"
	"dyad/measure"
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
	Source, Vintage    string
}

// Aggregate says whether either side is no single economy: the world, an area
// group of the publisher. Such flows serve as denominators only.
func (f *Flow) Aggregate() bool { return strings.Contains(f.Flags, "aggregate") }

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
	return measure.Input{Exporter: f.Exporter, Importer: f.Importer, Year: f.Year, Product: f.Product,
		View: f.View, Valuation: f.Valuation, Value: f.Value, Missing: f.Missing, Flags: f.flags()}
}

func (f *Flow) flags() []string {
	if f.Flags == "" {
		return nil
	}
	return strings.Split(f.Flags, ",")
}

// Ledger gives annual flows. Between and Of return whole-flow totals, Products
// the product lines with the totals beside them, Year every total of one year,
// Chapters every product line of one year summed to two digits.
type Ledger interface {
	Between(ctx context.Context, as, bs []economy.Code) ([]Flow, error)
	Of(ctx context.Context, as []economy.Code) ([]Flow, error)
	Products(ctx context.Context, as, bs []economy.Code) ([]Flow, error)
	Year(ctx context.Context, year int) ([]Flow, error)
	Chapters(ctx context.Context, year int) ([]Flow, error)
}

// Trade makes the measures from a ledger.
type Trade struct {
	ledger Ledger
	slabs  slabs
}

// New returns the measures' maker. The ledger may be nil where only the
// catalogue's texts are wanted.
func New(l Ledger) *Trade { return &Trade{ledger: l} }

// Measures is the catalogue's part on trade.
func (t *Trade) Measures() []*measure.Measure {
	all := []*measure.Measure{
		t.exports(), t.imports(), t.total(), t.balance(), t.growth(), t.multiple(),
		t.mirrorGap(), t.share(), t.rank(), t.dependence(), t.asymmetry(),
		t.structure(), t.structuralChange(), t.concentration(),
	}
	for _, m := range all {
		traced(m)
	}
	return all
}

// traced adds to each row the query that fetched its observations.
func traced(m *measure.Measure) {
	eval := m.Eval
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		rows, err := eval(ctx, q)
		sql := queryOf(m, q)
		for i := range rows {
			rows[i].Query = sql
		}
		return rows, err
	}
}

func queryOf(m *measure.Measure, q measure.Query) string {
	a, b := everMembers(q.A), everMembers(q.B)
	switch m.Name {
	case "trade.share", "trade.rank", "trade.dependence":
		return SQL("of", a, nil, 0)
	case "trade.asymmetry":
		return SQL("of", append(append([]economy.Code(nil), a...), b...), nil, 0)
	case "trade.concentration":
		if m.Param(q, "over") == "partners" {
			return SQL("of", a, nil, 0)
		}
		return SQL("products", a, b, 0)
	case "trade.structure", "trade.structural_change":
		return SQL("products", a, b, 0)
	}
	if m.Param(q, "basket") != "" {
		return SQL("products", a, b, 0)
	}
	return SQL("between", a, b, 0)
}
