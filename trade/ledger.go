package trade

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"dyad/economy"
	"dyad/lake"
	"dyad/measure"
)

// FromLake is the ledger of a lake. It asks the lake for what a question needs
// and keeps it while the lake is open, for a lake's snapshot never changes.
// Warm makes it hold every whole flow in memory. It may be used by many
// goroutines.
func FromLake(l *lake.Lake) Ledger {
	x := &lakeLedger{lake: l, kept: map[string]any{}}
	for _, s := range l.Latest() {
		for _, f := range s.Files {
			x.hasProducts = x.hasProducts || f.Grain == "product" && f.Rows > 0
		}
	}
	return x
}

type lakeLedger struct {
	lake        *lake.Lake
	hasProducts bool
	month       int                   // 0 for whole years, else the calendar month that every query asks for
	all         atomic.Pointer[Flows] // every whole flow, once warm
	warming     sync.Mutex
	byDyad      atomic.Pointer[map[dyad][]Flow] // the product lines, where they are few

	counting sync.Mutex
	table    *activity // how much everybody reports of its own, once asked for

	mu    sync.Mutex
	kept  map[string]any // the answers by query
	parts []part
	rows  int
	years int // how many years were asked for
}

// part is all that the lake says of some economies.
type part struct {
	as    []economy.Code
	flows *Flows
}

type dyad struct{ exporter, importer economy.Code }

const (
	keptRows  = 1_500_000 // bounds what a ledger keeps before it is warm: sixteen bytes a row
	fewLines  = 200_000   // product lines that a warm ledger keeps in memory
	manyYears = 3         // who asks for more years than this is better served by all of them
)

func (l *lakeLedger) Between(ctx context.Context, as, bs []economy.Code) (*Flows, error) {
	measure.Ran(ctx, func() string { return l.sql(SQL("between", as, bs, 0)) })
	if f := l.known(as, bs); f != nil {
		return f, nil
	}
	return kept(l, l.sql(SQL("between", as, bs, 0)), (*Flows).Len, func(sql string) (*Flows, error) {
		return l.read(ctx, sql, evidence{counts: l.counts(ctx)})
	})
}

// read runs a query on whole flows; what had to be asked on the way may fail it.
func (l *lakeLedger) read(ctx context.Context, sql string, e evidence) (*Flows, error) {
	f, err := readFlows(ctx, l.lake, sql, e)
	if err == nil {
		err = f.unasked
	}
	return f, err
}

// counts answers how much everybody reports of its own; the lake is asked once.
func (l *lakeLedger) counts(ctx context.Context) func([]economy.Code) (*activity, error) {
	return func([]economy.Code) (*activity, error) {
		l.counting.Lock()
		defer l.counting.Unlock()
		if l.table == nil {
			table, err := readActivity(ctx, l.lake)
			if err != nil {
				return nil, err
			}
			l.table = table
		}
		return l.table, nil
	}
}

func (l *lakeLedger) Of(ctx context.Context, as []economy.Code) (*Flows, error) {
	measure.Ran(ctx, func() string { return l.sql(SQL("of", as, nil, 0)) })
	if f := l.known(as, as); f != nil {
		return f, nil
	}
	f, err := kept(l, l.sql(SQL("of", as, nil, 0)), (*Flows).Len, func(sql string) (*Flows, error) {
		return l.read(ctx, sql, evidence{counts: l.counts(ctx)})
	})
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.parts = append(l.parts, part{slices.Clone(as), f})
	return f, nil
}

// known is an answer that is at hand and holds all flows of the one side or of
// the other; both sides the same asks for all their flows.
func (l *lakeLedger) known(as, bs []economy.Code) *Flows {
	if f := l.all.Load(); f != nil {
		return f
	}
	within := func(cs, in []economy.Code) bool {
		return !slices.ContainsFunc(cs, func(c economy.Code) bool { return !slices.Contains(in, c) })
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, p := range l.parts {
		if within(as, p.as) || within(bs, p.as) {
			return p.flows
		}
	}
	return nil
}

func (l *lakeLedger) Year(ctx context.Context, year int) (*Flows, error) {
	if f := l.all.Load(); f != nil {
		return f, nil
	}
	l.mu.Lock()
	l.years++
	many := l.years > manyYears
	l.mu.Unlock()
	if many {
		if err := l.warm(ctx); err != nil {
			return nil, err
		}
		return l.all.Load(), nil
	}
	return l.read(ctx, l.sql(SQL("year", nil, nil, year)), evidence{counts: l.counts(ctx), pairs: func(as, bs []economy.Code) (*Flows, error) {
		return l.Between(ctx, as, bs)
	}})
}

func (l *lakeLedger) Products(ctx context.Context, as, bs []economy.Code) ([]Flow, error) {
	measure.Ran(ctx, func() string { return l.sql(SQL("products", as, bs, 0)) })
	if !l.hasProducts {
		return nil, nil
	}
	if lines := l.byDyad.Load(); lines != nil {
		return pick(*lines, as, bs), nil
	}
	return kept(l, l.sql(SQL("products", as, bs, 0)), func(fs []Flow) int { return 8 * len(fs) }, func(sql string) ([]Flow, error) {
		return readLines(ctx, l.lake, sql)
	})
}

func pick(lines map[dyad][]Flow, as, bs []economy.Code) []Flow {
	var out []Flow
	for _, a := range as {
		for _, b := range bs {
			out = append(out, lines[dyad{a, b}]...)
			if !slices.Contains(bs, a) || !slices.Contains(as, b) { // else the pair comes up again
				out = append(out, lines[dyad{b, a}]...)
			}
		}
	}
	return out
}

func (l *lakeLedger) Chapters(ctx context.Context, year int) ([]Flow, error) {
	measure.Ran(ctx, func() string { return l.sql(SQL("chapters", nil, nil, year)) })
	if !l.hasProducts {
		return nil, nil
	}
	return kept(l, l.sql(sqlIn(l.lake.Dialect(), "chapters", nil, nil, year)), func(fs []Flow) int { return 8 * len(fs) }, func(sql string) ([]Flow, error) {
		return readLines(ctx, l.lake, sql)
	})
}

func (l *lakeLedger) Structures(ctx context.Context, a economy.Code) ([]Flow, error) {
	measure.Ran(ctx, func() string { return l.sql(SQL("structures", []economy.Code{a}, nil, 0)) })
	if !l.hasProducts {
		return nil, nil
	}
	return kept(l, l.sql(sqlIn(l.lake.Dialect(), "structures", []economy.Code{a}, nil, 0)), func(fs []Flow) int { return 8 * len(fs) }, func(sql string) ([]Flow, error) {
		return readLines(ctx, l.lake, sql)
	})
}

func (l *lakeLedger) WorldLines(ctx context.Context) ([]WorldLine, error) {
	measure.Ran(ctx, func() string { return l.sql(query("worldlines")) })
	if !l.hasProducts {
		return nil, nil
	}
	return kept(l, l.sql(query("worldlines")), func(ls []WorldLine) int { return 4 * len(ls) }, func(sql string) ([]WorldLine, error) {
		var out []WorldLine
		err := l.lake.Each(ctx, sql, nil, func(row *lake.Row) error {
			if value, known := row.Number(4); known {
				out = append(out, WorldLine{Source: row.Text(0), Vintage: row.Text(1), Year: int(row.Int(2)), Chapter: row.Text(3), Value: value, Reporters: int(row.Int(5))})
			}
			return nil
		})
		return out, err
	})
}

// kept answers from what was asked before, or asks and keeps the answer.
func kept[T any](l *lakeLedger, sql string, size func(T) int, ask func(sql string) (T, error)) (T, error) {
	l.mu.Lock()
	answer, ok := l.kept[sql]
	l.mu.Unlock()
	if ok {
		return answer.(T), nil
	}
	fresh, err := ask(sql)
	if err != nil {
		var none T
		return none, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.rows += size(fresh); l.rows > keptRows {
		clear(l.kept)
		l.parts = nil
		l.rows = size(fresh)
	}
	l.kept[sql] = fresh
	return fresh, nil
}

// Warm makes a lake's ledger hold every whole flow in memory, and the product
// lines where they are few, so that any dyad is answered without the engine:
// some fifty bytes a row while it loads and twenty-four after. A server calls it in
// the background; questions asked meanwhile are answered from the lake. Another
// kind of ledger is left as it is.
func Warm(ctx context.Context, ledger Ledger) error {
	if l, ok := ledger.(*lakeLedger); ok {
		return l.warm(ctx)
	}
	return nil
}

func (l *lakeLedger) warm(ctx context.Context) error {
	l.warming.Lock()
	defer l.warming.Unlock()
	if l.all.Load() != nil {
		return nil
	}
	expected := int64(0)
	for _, s := range l.lake.Latest() {
		for _, f := range s.Files {
			if f.Grain != "product" {
				expected += f.Rows
			}
		}
	}
	f, err := readAll(ctx, l.lake, expected)
	if err != nil {
		return err
	}
	if err := l.warmLines(ctx); err != nil {
		return err
	}
	f.inYear(0) // lists the years now rather than for the first who asks
	l.all.Store(f)
	l.mu.Lock()
	defer l.mu.Unlock()
	clear(l.kept)
	l.parts, l.rows = nil, 0
	return nil
}

func (l *lakeLedger) warmLines(ctx context.Context) error {
	n := int64(0)
	for _, s := range l.lake.Latest() {
		for _, f := range s.Files {
			if f.Grain == "product" {
				n += f.Rows
			}
		}
	}
	if n == 0 || n > fewLines {
		return nil
	}
	flows, err := readLines(ctx, l.lake, query("lines"))
	if err != nil {
		return err
	}
	by := map[dyad][]Flow{}
	for _, f := range flows {
		d := dyad{economy.Code(f.Exporter), economy.Code(f.Importer)}
		by[d] = append(by[d], f)
	}
	l.byDyad.Store(&by)
	return nil
}
