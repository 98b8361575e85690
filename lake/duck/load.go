package duck

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"dyad/internal/hint"
	"dyad/source"
)

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
		return "read_parquet(" + path(in.Path) + ")"
	}
	var columns []string
	for i := range in.Head.Columns {
		columns = append(columns, fmt.Sprintf("'c%d': 'VARCHAR'", i))
	}
	return fmt.Sprintf("read_csv(%s, auto_detect = false, header = true, delim = %s, quote = '\"', escape = '\"', columns = {%s}%s)",
		path(in.Path), text(string(in.Head.Delimiter)), strings.Join(columns, ", "), options)
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
