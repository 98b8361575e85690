package trade

import (
	"context"

	"dyad/lake/table"
	"dyad/measure"
)

// Trade makes the measures from a ledger. It may be used by many goroutines.
type Trade struct {
	ledger  Ledger
	baskets *Baskets
	slabs   slabs
	worlds  worlds
	months  months
}

// New returns the measures' maker with the built-in baskets. The ledger may be
// nil where only the catalogue's texts are wanted.
func New(l Ledger) *Trade { return WithBaskets(l, BuiltIn()) }

// WithBaskets returns the measures' maker with a lake's own baskets.
func WithBaskets(l Ledger, b *Baskets) *Trade { return &Trade{ledger: l, baskets: b} }

// Tables are none beside that of trade, which every lake has.
func (t *Trade) Tables() []*table.Table { return nil }

// Warm brings whole flows into memory.
func (t *Trade) Warm(ctx context.Context) error { return Warm(ctx, t.ledger) }

// Measures is the catalogue's part on trade.
func (t *Trade) Measures() []*measure.Measure {
	all := t.yearly()
	for _, m := range all {
		t.worlds.keep(m)
		switch m.Name {
		case "trade.exports", "trade.imports", "trade.total", "trade.balance", "trade.growth", "trade.mirror_gap", "trade.share", "trade.rank",
			"trade.dependence", "trade.asymmetry", "trade.structure":
			t.byMonth(m)
		}
	}
	return all
}

// yearly are the measures as they are computed, year by year.
func (t *Trade) yearly() []*measure.Measure {
	all := []*measure.Measure{
		t.exports(), t.imports(), t.total(), t.balance(), t.growth(), t.multiple(),
		t.mirrorGap(), t.share(), t.rank(), t.dependence(), t.asymmetry(),
		t.structure(), t.structuralChange(), t.concentration(),
		t.intensity(), t.complementarity(), t.rca(),
	}
	for _, m := range all {
		if m.Name != "trade.complementarity" && m.Name != "trade.rca" { // of single economies alone
			composed(m)
		}
		m.Forms = forms[m.Name]
	}
	return all
}
