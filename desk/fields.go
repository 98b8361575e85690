package desk

import (
	"context"

	"dyad/arms"
	"dyad/economy"
	"dyad/gravity"
	"dyad/institution"
	"dyad/lake"
	"dyad/lake/table"
	"dyad/measure"
	"dyad/project"
	"dyad/series"
	"dyad/trade"
	"dyad/vote"
)

// Field is a room of measures over a lake. What it may do besides is asked of it
// in turn: Warm brings into memory what questions need, Findings lists what looks
// odd in what it measures, Close ends what it has under way.
type Field interface {
	Tables() []*table.Table
	Measures() []*measure.Measure
}

type (
	warmer interface{ Warm(context.Context) error }
	finder interface {
		Forensics(ctx context.Context, a, b economy.Code) ([]trade.Finding, error)
	}
	closer interface{ Close() }
)

// fields makes every field over a lake, or, without a lake, for its
// descriptions alone.
func (d *Desk) makeFields(l *lake.Lake) []Field {
	var ledger trade.Ledger
	if l != nil {
		ledger = trade.FromLake(l)
	}
	d.Gravity = gravity.NewFields(l)
	return []Field{
		trade.WithBaskets(ledger, d.Baskets),
		d.Gravity,
		series.New(l),
		institution.New(l),
		project.New(l),
		arms.New(l),
		vote.New(l),
	}
}
