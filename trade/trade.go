package trade

import (
	"context"

	"dyad/economy"
	"dyad/measure"
)

// Trade makes the measures from a ledger. It may be used by many goroutines.
type Trade struct {
	ledger Ledger
	slabs  slabs
	worlds worlds
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
		t.intensity(), t.complementarity(), t.rca(),
	}
	for _, m := range all {
		traced(m)
		t.worlds.keep(m)
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
	case "trade.intensity":
		return SQL("of", append(append(append([]economy.Code(nil), a...), b...), worldCode), nil, 0)
	case "trade.complementarity", "trade.rca":
		return SQL("structures", a, nil, 0)
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
