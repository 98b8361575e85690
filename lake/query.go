package lake

import (
	"context"

	"dyad/lake/duck"
)

// Rows are the answer to a query; see duck.Rows.
type Rows = duck.Rows

// Query runs one SELECT over the tables of the lake; ? stands for an argument.
// The context ends it. Rows must be closed.
func (l *Lake) Query(ctx context.Context, query string, args ...any) (*Rows, error) {
	return l.engine.Query(ctx, query, args...)
}

// Each runs one SELECT and hands every row to visit, several times faster than
// Query for many rows. A value is a string, int16, int32, int64, float64, bool
// or nil for NULL, as the column's type is; year is int16, month int8,
// value_usd float64. The slice is reused.
func (l *Lake) Each(ctx context.Context, query string, args []any, visit func(row []any) error) error {
	return l.engine.Each(ctx, query, args, visit)
}
