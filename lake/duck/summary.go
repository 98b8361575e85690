package duck

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// strings reads one column of texts that may be NULL.
func (s *Stage) strings(ctx context.Context, query string, add func(*string)) error {
	return s.each(ctx, query, func(rows *sql.Rows) error {
		var t *string
		if err := rows.Scan(&t); err != nil {
			return err
		}
		add(t)
		return nil
	})
}

// flagNumbers are the combinations of flags that occur.
func (s *Stage) flagNumbers(ctx context.Context) ([]int, error) {
	var out []int
	err := s.each(ctx, "SELECT DISTINCT flags FROM sorted ORDER BY flags", func(rows *sql.Rows) error {
		var n int
		err := rows.Scan(&n)
		out = append(out, n)
		return err
	})
	return out, err
}

// Summary is what the rows kept amount to.
type Summary struct {
	FirstYear, LastYear int
	Reporters           int   // economies that report, aggregates apart
	Gaps                int64 // observations published without a value
	Zeros               int64
	Aggregates          map[string]int64 // rows by code of an aggregate on either side
}

// Summary counts the rows kept.
func (s *Stage) Summary(ctx context.Context) (Summary, error) {
	var out Summary
	err := s.one(ctx, `SELECT coalesce(min(year), 0), coalesce(max(year), 0), count(*) - count(value), count(*) FILTER (value = 0) FROM sorted`,
		&out.FirstYear, &out.LastYear, &out.Gaps, &out.Zeros)
	if err != nil {
		return out, err
	}
	out.Aggregates = map[string]int64{}
	reporters := map[string]bool{}
	// Each side alone, as the engine counts few kinds of rows far faster than
	// many; rows with the same aggregate on both sides are counted once.
	for side, query := range []string{
		"SELECT exporter, view, count(*) AS n FROM sorted GROUP BY ALL",
		"SELECT importer, view, count(*) FILTER (exporter <> importer) AS n FROM sorted GROUP BY ALL",
	} {
		err = s.each(ctx, "SELECT CAST(#1 AS VARCHAR), view, n FROM ("+query+") g", func(rows *sql.Rows) error {
			var code string
			var view int
			var n int64
			if err := rows.Scan(&code, &view, &n); err != nil {
				return err
			}
			if s.plan.aggregates[code] {
				out.Aggregates[code] += n
			} else if view == side {
				reporters[code] = true
			}
			return nil
		})
		if err != nil {
			return out, err
		}
	}
	out.Reporters = len(reporters)
	return out, nil
}

// countLabels counts the records of raw that name some party.
func (s *Stage) countLabels(ctx context.Context, labels []string) (map[string]int64, error) {
	var list []string
	for _, l := range labels {
		list = append(list, text(l))
	}
	out := map[string]int64{}
	for _, f := range s.fields {
		switch f {
		case "reporter", "partner", "exporter", "importer":
		default:
			continue
		}
		query := fmt.Sprintf("SELECT %s, count(*) FROM raw r WHERE %s IN (%s) GROUP BY 1", raw(f), raw(f), strings.Join(list, ", "))
		err := s.each(ctx, query, func(rows *sql.Rows) error {
			var label string
			var n int64
			err := rows.Scan(&label, &n)
			out[label] += n
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
