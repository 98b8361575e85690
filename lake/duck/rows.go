package duck

import (
	"database/sql"
	"errors"
	"io"
)

// Rows are the answer to a query. Scan takes pointers; a column that may be
// NULL goes into a pointer to a pointer (**float64), which is nil then.
type Rows struct {
	rows *sql.Rows
}

// Next moves to the next row.
func (r *Rows) Next() bool { return r.rows.Next() }

// Scan copies the row.
func (r *Rows) Scan(into ...any) error { return r.rows.Scan(into...) }

// Columns names the columns.
func (r *Rows) Columns() ([]string, error) { return r.rows.Columns() }

// Err is what ended Next, if not the end of the rows.
func (r *Rows) Err() error { return explain(r.rows.Err()) }

// Close frees the answer.
func (r *Rows) Close() error { return r.rows.Close() }

func unlessEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return explain(err)
}
