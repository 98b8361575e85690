package duck

import (
	"context"
	"database/sql"
	"strings"
)

// Reject is one record that did not pass: where it stands, which column is at
// fault, what is printed there and why it was refused. Column and Value are
// empty where the whole record is at fault. Line 0 is unknown; in a Parquet
// file it counts the rows.
type Reject struct {
	File   string `json:"file"`
	Line   int64  `json:"line"`
	Column string `json:"column,omitempty"`
	Value  string `json:"value,omitempty"`
	Reason string `json:"reason"`
}

// isBadText says whether the reader of CSV gave up on a line.
func isBadText(err error) bool {
	words := err.Error()
	return strings.Contains(words, "CSV Error") || strings.Contains(words, "CSV file") || strings.Contains(words, "Invalid Input Error")
}

// collectRagged takes over the lines that the reader of CSV refused.
func (s *Stage) collectRagged(ctx context.Context, i int) error {
	in := &s.inputs[i]
	err := s.each(ctx, "SELECT line, any_value(error_message), any_value(csv_line) FROM reject_errors GROUP BY line ORDER BY line", func(rows *sql.Rows) error {
		var line int64
		var message, record sql.NullString
		if err := rows.Scan(&line, &message, &record); err != nil {
			return err
		}
		s.ragged = append(s.ragged, Reject{File: in.Label, Line: line, Value: strings.TrimRight(record.String, "\r\n"), Reason: raggedReason(message.String)})
		return nil
	})
	if err != nil {
		return err
	}
	for _, table := range []string{"reject_errors", "reject_scans"} {
		if err := s.exec(ctx, "DROP TABLE IF EXISTS "+table); err != nil {
			return err
		}
	}
	return nil
}

// raggedReason shortens the engine's words: its first line says enough.
func raggedReason(message string) string {
	first, _, _ := strings.Cut(message, "\n")
	return "cannot be cut into columns: " + strings.TrimSuffix(strings.TrimSpace(first), ".")
}
