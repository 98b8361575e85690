// Package engine is the seam between a lake and the engine that answers its
// queries: what is asked, what comes back, and the few things that engines say
// differently. DuckDB (lake/duck) fills it; another one is another room beside.
//
// SQL is written in what the engines share, and what they share is this: order is
// said outermost, ? stands for an argument, and a value is a text, a number, a
// truth or nothing. An engine may give whole numbers in any width; Row converts
// them in one place, and a value of another type than the one asked for is an
// error, never a zero.
package engine

import (
	"context"
	"fmt"
)

// Engine answers queries over the relations of one snapshot. It may be used by
// many goroutines.
type Engine interface {
	Dialect() Dialect
	// Each runs one SELECT and hands every row to visit, in order. The row is
	// reused. The error of visit, of a row's conversions or of the context ends it.
	Each(ctx context.Context, sql string, args []any, visit func(*Row) error) error
	// Close ends the engine; queries under way fail.
	Close() error
}

// Dialect is how an engine says the few things that engines say differently.
type Dialect interface {
	Name() string
	// JoinText joins the texts of a group in an order.
	JoinText(expression, separator, order string) string
}

// Relation is a table that queries see: the rows of files of one layout. Columns
// say what it looks like where it has no files.
type Relation struct {
	Name    string
	Columns []Column
	Files   []string
}

// Column is a column of a relation with its type in SQL.
type Column struct{ Name, Type string }

// Row is one row of an answer.
type Row struct {
	values []any
	err    error
}

// Set gives the row its values, as the engine has them.
func (r *Row) Set(values []any) { r.values, r.err = values, nil }

// Values are the row's as the engine has them, for those who only print them.
func (r *Row) Values() []any { return r.values }

// Err says that a value was not of the type asked for.
func (r *Row) Err() error { return r.err }

func (r *Row) wrong(i int, wanted string) {
	if r.err == nil {
		r.err = fmt.Errorf("column %d of the answer is a %T, not %s", i+1, r.values[i], wanted)
	}
}

// Null says whether there is no value.
func (r *Row) Null(i int) bool { return r.values[i] == nil }

// Text is a text; "" where there is none.
func (r *Row) Text(i int) string {
	switch v := r.values[i].(type) {
	case string:
		return v
	case []byte:
		return string(v)
	case nil:
		return ""
	}
	r.wrong(i, "a text")
	return ""
}

// Int is a whole number of any width; 0 where there is none.
func (r *Row) Int(i int) int64 {
	switch v := r.values[i].(type) {
	case int64:
		return v
	case int32:
		return int64(v)
	case int16:
		return int64(v)
	case int8:
		return int64(v)
	case int:
		return int64(v)
	case uint8:
		return int64(v)
	case uint16:
		return int64(v)
	case uint32:
		return int64(v)
	case nil:
		return 0
	}
	r.wrong(i, "a whole number")
	return 0
}

// Number is a number; known is false where there is none.
func (r *Row) Number(i int) (x float64, known bool) {
	switch v := r.values[i].(type) {
	case float64:
		return v, true
	case float32:
		return float64(v), true
	case nil:
		return 0, false
	case int64, int32, int16, int8, int, uint8, uint16, uint32:
		return float64(r.Int(i)), true
	}
	r.wrong(i, "a number")
	return 0, false
}

// Bool is a truth; false where there is none.
func (r *Row) Bool(i int) bool {
	switch v := r.values[i].(type) {
	case bool:
		return v
	case nil:
		return false
	}
	r.wrong(i, "a truth value")
	return false
}
