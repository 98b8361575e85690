package duck

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"dyad/internal/hint"
)

// describe learns the columns of a Parquet file and refuses the types that
// cannot be a text or a number.
func (s *Stage) describe(ctx context.Context, in *Input) error {
	if !in.Head.Parquet {
		return nil
	}
	in.Head.Columns = nil
	var odd []string
	err := s.each(ctx, "DESCRIBE SELECT * FROM read_parquet("+text(in.Path)+")", func(rows *sql.Rows) error {
		var column, kind string
		var rest [4]any
		if err := rows.Scan(&column, &kind, &rest[0], &rest[1], &rest[2], &rest[3]); err != nil {
			return err
		}
		if plainType(kind) {
			in.Head.Columns = append(in.Head.Columns, column)
		} else {
			odd = append(odd, column+" ("+strings.ToLower(kind)+")")
		}
		return nil
	})
	if err != nil {
		var h *hint.Error
		if ctx.Err() != nil || errors.As(err, &h) {
			return err
		}
		return &hint.Error{Code: hint.Data, Where: in.Label, What: "the Parquet file is damaged", Err: err, Try: "write it again"}
	}
	if _, err := s.data.Match(in.Head.Columns); err != nil && len(odd) > 0 {
		return hint.New(hint.Data, in.Label, fmt.Sprintf("%v; of another type than text or number: %s", err, strings.Join(odd, ", ")),
			"write the column as text or number")
	}
	return nil
}

func plainType(kind string) bool {
	for _, p := range []string{"VARCHAR", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT",
		"UINTEGER", "UBIGINT", "FLOAT", "DOUBLE", "ENUM"} {
		if kind == p {
			return true
		}
	}
	return strings.HasSuffix(kind, ")") && (strings.HasPrefix(kind, "DECIMAL(") || strings.HasPrefix(kind, "ENUM("))
}
