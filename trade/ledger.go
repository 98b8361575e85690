package trade

import (
	"context"
	"sync"

	"dyad/economy"
	"dyad/lake"
	"dyad/measure"
)

// FromLake is the ledger of a lake. Its answers are kept while the lake is
// open, for a lake's snapshot never changes.
func FromLake(l *lake.Lake) Ledger { return &lakeLedger{lake: l, kept: map[string][]Flow{}} }

type lakeLedger struct {
	lake *lake.Lake
	mu   sync.Mutex
	kept map[string][]Flow
	rows int
}

// keptRows bounds what a ledger keeps: about 130 bytes a row.
const keptRows = 1_500_000

func (l *lakeLedger) Between(ctx context.Context, as, bs []economy.Code) ([]Flow, error) {
	return l.ask(ctx, SQL("between", as, bs, 0), true)
}

func (l *lakeLedger) Of(ctx context.Context, as []economy.Code) ([]Flow, error) {
	return l.ask(ctx, SQL("of", as, nil, 0), true)
}

func (l *lakeLedger) Products(ctx context.Context, as, bs []economy.Code) ([]Flow, error) {
	return l.ask(ctx, SQL("products", as, bs, 0), true)
}

func (l *lakeLedger) Year(ctx context.Context, year int) ([]Flow, error) {
	return l.ask(ctx, SQL("year", nil, nil, year), false)
}

func (l *lakeLedger) Chapters(ctx context.Context, year int) ([]Flow, error) {
	return l.ask(ctx, SQL("chapters", nil, nil, year), false)
}

func (l *lakeLedger) ask(ctx context.Context, sql string, keep bool) ([]Flow, error) {
	l.mu.Lock()
	flows, ok := l.kept[sql]
	l.mu.Unlock()
	if ok {
		return flows, nil
	}
	flows, err := l.read(ctx, sql)
	if err != nil || !keep {
		return flows, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.rows += len(flows); l.rows > keptRows {
		clear(l.kept)
		l.rows = len(flows)
	}
	l.kept[sql] = flows
	return flows, nil
}

// read runs the query. Texts that repeat from row to row are shared.
func (l *lakeLedger) read(ctx context.Context, sql string) ([]Flow, error) {
	var flows []Flow
	shared := map[string]string{}
	text := func(v any) string {
		s, _ := v.(string)
		if t, ok := shared[s]; ok {
			return t
		}
		shared[s] = s
		return s
	}
	err := l.lake.Each(ctx, sql, nil, func(row []any) error {
		year, _ := row[2].(int16)
		f := Flow{Exporter: text(row[0]), Importer: text(row[1]), Year: int(year), Product: text(row[3]),
			View: measure.View(text(row[4])), Valuation: text(row[5]), Flags: text(row[7]), Source: text(row[8]), Vintage: text(row[9])}
		var known bool
		f.Value, known = row[6].(float64)
		f.Missing = !known
		flows = append(flows, f)
		return nil
	})
	markImputed(flows)
	return flows, err
}
