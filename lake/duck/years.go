package duck

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// sumMonths sums whole flows of twelve months into the table years, where the
// source prints none for the year. A year with fewer months, or with a month
// that has no value, has no sum: a missing month is not nothing. It says so.
func (s *Stage) sumMonths(ctx context.Context) error {
	if !s.plan.hasMonth {
		return nil
	}
	columns := []string{"exporter", "importer", "year", "view", "month", "value"}
	quantity, valuation, classification := "CAST(NULL AS DOUBLE)", "CAST(NULL AS TINYINT)", "''"
	if s.plan.quantities {
		columns, quantity = append(columns, "quantity"), "CASE WHEN count(quantity) = 12 THEN sum(quantity) END"
	}
	if s.plan.column["valuation"] != "" {
		columns, valuation = append(columns, "valuation"), "max(valuation)"
	}
	if s.has("classification") {
		columns, classification = append(columns, "classification"), "min(classification)"
	}
	list := strings.Join(columns, ", ")
	query := fmt.Sprintf("SELECT %s, flags // 2 %% %d AS kind FROM sorted", list, kinds)
	if s.plan.products != nil {
		query += fmt.Sprintf(" WHERE product = 'TOTAL' UNION ALL SELECT %s, kind FROM summed c WHERE NOT partial AND %s", list, s.unprinted())
	}
	if err := s.exec(ctx, fmt.Sprintf(`CREATE TEMP TABLE years AS SELECT exporter, importer, year, view, %s AS classification,
			count(*) FILTER (month > 0 AND value IS NOT NULL) AS months, sum(value) AS value, %s AS quantity, %s AS valuation, max(kind) AS kind
		FROM (%s) m GROUP BY ALL HAVING count(*) FILTER (month = 0) = 0`, classification, quantity, valuation, query)); err != nil {
		return err
	}
	var whole, short int
	var first sql.NullString
	if err := s.one(ctx, fmt.Sprintf(`SELECT count(*) FILTER (months = 12), count(*) FILTER (months < 12),
		arg_min(CAST(exporter AS VARCHAR) || ' to ' || CAST(importer AS VARCHAR) || ' ' || year || ' in the ' || %s || ' view, ' || months, (year, exporter, importer)) FILTER (months < 12)
		FROM years`, viewText("view")), &whole, &short, &first); err != nil {
		return err
	}
	if whole > 0 {
		s.note(fmt.Sprintf("years summed from twelve months: %d, flagged computed", whole))
	}
	if short > 0 {
		s.note(fmt.Sprintf("years with fewer than twelve months, which have no sum: %d (as %s); their months answer by the month", short, first.String))
	}
	return s.exec(ctx, "DELETE FROM years WHERE months < 12")
}
