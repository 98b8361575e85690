package duck

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"dyad/internal/hint"
	"dyad/source"
)

// Input is one file made ready: a plain text or Parquet on disk. Label is how
// messages call it.
type Input struct {
	Label string
	Path  string
	Head  source.Head
	Text  source.Text
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

// Load reads every file into the table raw: one text column a field, the
// record number being the row's place.
func (s *Stage) Load(ctx context.Context) error {
	s.matched = make([]source.Columns, len(s.inputs))
	used := map[source.Field]bool{}
	for i := range s.inputs {
		in := &s.inputs[i]
		if err := s.describe(ctx, in); err != nil {
			return err
		}
		columns, err := s.data.Match(in.Head.Columns)
		if err != nil {
			return Placed(in.Label, err)
		}
		s.matched[i] = columns
		for f := range columns {
			used[f] = true
		}
	}
	for f := range s.data.Constants {
		used[f] = true
	}
	for _, f := range source.Fields() {
		if used[f] {
			s.fields = append(s.fields, f)
		}
	}
	var columns []string
	for _, f := range s.fields {
		columns = append(columns, name(string(f))+" VARCHAR")
	}
	if err := s.exec(ctx, "CREATE TEMP TABLE raw ("+strings.Join(columns, ", ")+")"); err != nil {
		return err
	}
	total := int64(0)
	for i := range s.inputs {
		n, err := s.loadOne(ctx, i, s.matched[i])
		if err != nil {
			return err
		}
		total += n
		s.ends = append(s.ends, total)
	}
	return nil
}

// Placed adds the header's place to an error about it.
func Placed(label string, err error) error {
	var e *hint.Error
	if !errors.As(err, &e) || e.Where != "" {
		return err
	}
	at := *e
	at.Where = label + ":1"
	return &at
}

func (s *Stage) loadOne(ctx context.Context, i int, columns source.Columns) (int64, error) {
	in := &s.inputs[i]
	var picked []string
	for _, f := range s.fields {
		expression := "NULL"
		if c, ok := columns[f]; ok {
			expression = in.column(c)
		} else if c, ok := s.data.Constants[f]; ok {
			expression = text(c)
		}
		picked = append(picked, expression)
	}
	insert := func(options string) (int64, error) {
		result, err := s.conn.ExecContext(ctx, "INSERT INTO raw SELECT "+strings.Join(picked, ", ")+" FROM "+in.relation(options))
		if err != nil {
			return 0, err
		}
		return result.RowsAffected()
	}
	n, err := insert("")
	if err != nil && ctx.Err() != nil {
		return 0, ctx.Err()
	}
	if err != nil && !in.Head.Parquet && isBadText(err) {
		n, err = insert(", store_rejects = true, rejects_limit = 0")
		if err == nil {
			err = s.collectRagged(ctx, i)
		}
	}
	if err != nil && isBadText(err) {
		return 0, &hint.Error{Code: hint.Data, Where: in.Label, What: "cannot read the file", Err: err}
	}
	return n, explain(err)
}

// relation is the file as SQL reads it.
func (in *Input) relation(options string) string {
	if in.Head.Parquet {
		return "read_parquet(" + text(in.Path) + ")"
	}
	var columns []string
	for i := range in.Head.Columns {
		columns = append(columns, fmt.Sprintf("'c%d': 'VARCHAR'", i))
	}
	return fmt.Sprintf("read_csv(%s, auto_detect = false, header = true, delim = %s, quote = '\"', escape = '\"', columns = {%s}%s)",
		text(in.Path), text(string(in.Head.Delimiter)), strings.Join(columns, ", "), options)
}

// column is a column of the relation, as text. The reader of CSV gets numbered
// names, so that a header may say what it likes.
func (in *Input) column(header string) string {
	if in.Head.Parquet {
		return "CAST(" + name(header) + " AS VARCHAR)"
	}
	for i, c := range in.Head.Columns {
		if c == header {
			return fmt.Sprintf("c%d", i)
		}
	}
	return "NULL"
}
