package lake

import (
	"context"

	"dyad/lake/engine"
)

// Row is one row of an answer; see engine.Row.
type Row = engine.Row

// Dialect covers the few differences between the SQL of the engines.
type Dialect = engine.Dialect

// Each runs one SELECT over the tables of the lake and hands every row to visit;
// ? stands for an argument. The context ends it. The row is reused; a value of
// another type than the one asked for is an error.
func (l *Lake) Each(ctx context.Context, query string, args []any, visit func(*Row) error) error {
	return l.engine.Each(ctx, query, args, visit)
}

// Dialect is how the engine says what engines say differently.
func (l *Lake) Dialect() Dialect { return l.engine.Dialect() }
