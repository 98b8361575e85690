package duck

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// Clash finds a flow's year that files of the same release hold already: one
// release says one thing of each flow, whole or by products.
func (s *Stage) Clash(ctx context.Context, files []string) (*Clash, error) {
	if len(files) == 0 {
		return nil, nil
	}
	month, same := "", ""
	if s.plan.hasMonth {
		month, same = ", month", " AND o.month = n.month"
	} else {
		same = " AND o.month = 0"
	}
	var record int64
	var x, m, view string
	var year int
	err := s.conn.QueryRowContext(ctx, fmt.Sprintf(`SELECT record, CAST(exporter AS VARCHAR), CAST(importer AS VARCHAR), year, %s FROM
		(SELECT exporter, importer, year, view%s, min(record) AS record FROM sorted GROUP BY ALL) n
		WHERE EXISTS (SELECT 1 FROM read_parquet([%s]) o WHERE o.exporter = CAST(n.exporter AS VARCHAR) AND o.importer = CAST(n.importer AS VARCHAR) AND o.year = n.year AND CAST(o.view AS VARCHAR) = %s%s)
		ORDER BY record LIMIT 1`, viewText("view"), month, paths(files), viewText("n.view"), same)).Scan(&record, &x, &m, &year, &view)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, explain(err)
	}
	return &Clash{Table: "trade", Part: fmt.Sprintf("the flow from %s to %s in %d in the %s view", x, m, year, view), File: s.inputOf(record)}, nil
}

// ReportersWith counts the economies that report here or in files of the same
// release, aggregates apart.
func (s *Stage) ReportersWith(ctx context.Context, files []string) (int, error) {
	var n int
	who := "CASE CAST(view AS VARCHAR) WHEN 'exporter' THEN CAST(exporter AS VARCHAR) WHEN 'importer' THEN CAST(importer AS VARCHAR) END"
	var sums []string
	for code := range s.plan.aggregates {
		sums = append(sums, text(code))
	}
	apart := ""
	if len(sums) > 0 {
		apart = " WHERE who NOT IN (" + strings.Join(sums, ", ") + ")"
	}
	err := s.one(ctx, fmt.Sprintf(`SELECT count(DISTINCT who) FROM (
		SELECT CASE view WHEN 0 THEN CAST(exporter AS VARCHAR) WHEN 1 THEN CAST(importer AS VARCHAR) END AS who FROM sorted
		UNION ALL SELECT %s FROM read_parquet([%s]) WHERE NOT contains(CAST(flags AS VARCHAR), 'aggregate')) w%s`, who, paths(files), apart), &n)
	return n, err
}

func viewText(column string) string {
	var b strings.Builder
	b.WriteString("CASE " + column)
	for i, v := range views {
		fmt.Fprintf(&b, " WHEN %d THEN %s", i, text(v))
	}
	return b.String() + " END"
}
