package duck

import (
	"context"
	"database/sql"

	"dyad/source"
)

// Input is one file made ready: a plain text or Parquet on disk. Label is how
// messages call it.
type Input struct {
	Label string
	Path  string
	Head  source.Head
	Text  source.Text
	Skip  int // lines of the file before those of Path
	Each  int // records that a line of the file has become, where they are several
}

// Stage reads the files of a dataset into a table, as printed, and works on it
// there. It is used by one goroutine and closed at the end.
//
// The steps are Load, Understand, Sort, Write; Rejects and Summary may be asked
// after Sort.
type Stage struct {
	engine  *Engine
	conn    *sql.Conn
	data    *source.Dataset
	inputs  []Input
	fields  []source.Field   // the columns of the table raw
	matched []source.Columns // for each input, its columns
	ends    []int64          // for each input, the records of raw up to its end
	ragged  []Reject         // lines that the reader of CSV could not cut into columns
	plan    plan
	names   Names
	remarks []remark
	sorted  int64 // rows of the table sorted
}

// NewStage starts an engine of its own. temp is a directory for what does not
// fit into memory.
func NewStage(ctx context.Context, data *source.Dataset, inputs []Input, cfg Config) (*Stage, error) {
	engine, err := Open(ctx, cfg, nil)
	if err != nil {
		return nil, err
	}
	conn, err := engine.db.Conn(ctx)
	if err != nil {
		engine.Close()
		return nil, explain(err)
	}
	return &Stage{engine: engine, conn: conn, data: data, inputs: inputs}, nil
}

// Close frees the table.
func (s *Stage) Close() error {
	s.conn.Close()
	return s.engine.Close()
}

// Rows is the number of records read, Kept of those that are sorted.
func (s *Stage) Rows() int64 {
	if len(s.ends) == 0 {
		return 0
	}
	return s.ends[len(s.ends)-1] + int64(len(s.ragged))
}

// Kept is the number of records that passed every rule.
func (s *Stage) Kept() int64 { return s.sorted }

func (s *Stage) exec(ctx context.Context, query string) error {
	_, err := s.conn.ExecContext(ctx, query)
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return explain(err)
}

// one reads a single row.
func (s *Stage) one(ctx context.Context, query string, into ...any) error {
	err := s.conn.QueryRowContext(ctx, query).Scan(into...)
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return explain(err)
}

// each reads all rows; scan is called for each.
func (s *Stage) each(ctx context.Context, query string, scan func(rows *sql.Rows) error) error {
	rows, err := s.conn.QueryContext(ctx, query)
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return explain(rows.Err())
}
