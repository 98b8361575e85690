package duck

import (
	"context"
	"fmt"
	"strings"

	"dyad/source"
)

// understood is the query j: every record of raw with its columns understood
// and the number of the first rule on printed text that it breaks.
func (s *Stage) understood() string {
	p := &s.plan
	columns := []string{"CAST(r.rowid AS " + s.recordType() + ") AS record", raw(source.Value) + " AS printed_value"}
	if p.quantities {
		columns = append(columns, raw(source.Quantity)+" AS printed_quantity")
	}
	for _, c := range []string{"exporter", "importer", "year", "month", "product", "classification", "view", "valuation", "value", "quantity", "flags"} {
		if e, ok := p.column[c]; ok {
			columns = append(columns, e+" AS "+c)
		}
	}
	if len(p.rules) > 0 {
		columns = append(columns, cases(p.rules, 0)+" AS fault")
	} else {
		columns = append(columns, "CAST(NULL AS INTEGER) AS fault")
	}
	return "SELECT " + strings.Join(columns, ", ") + " FROM raw r " + strings.Join(p.joins, " ")
}

// recordType is the narrowest that numbers every record: the narrower the rows,
// the faster they sort.
func (s *Stage) recordType() string {
	if s.Rows() < 1<<32 {
		return "UINTEGER"
	}
	return "BIGINT"
}

// cases gives the number of the first rule broken, or NULL.
func cases(rules []rule, from int) string {
	var b strings.Builder
	b.WriteString("CASE")
	for i, r := range rules {
		fmt.Fprintf(&b, " WHEN %s THEN %d", r.condition, from+i)
	}
	b.WriteString(" END")
	return b.String()
}

// fault is the number of the first rule that a record of j breaks, or NULL.
func (s *Stage) fault() string {
	e := cases(s.plan.late, len(s.plan.rules))
	if len(s.plan.rules) > 0 {
		e = "coalesce(j.fault, " + e + ")"
	}
	return e
}

// key are the columns that make an observation one of its kind, in the order
// of the files: totals by dyad, products by year first.
func (s *Stage) key() []string {
	p := &s.plan
	var key []string
	if p.products == nil {
		key = []string{"exporter", "importer", "year"}
	} else {
		key = []string{"year", "exporter", "importer", "product"}
	}
	if p.hasMonth {
		key = append(key, "month")
	}
	if s.has(source.Classification) {
		key = append(key, "classification")
	}
	return append(key, "view")
}

// Sort puts the records in order into the table sorted; those that break a
// rule go to the table faults, with the number of the rule. While they are
// sorted that number stands, negative, in the place of the flags: a column
// less to carry.
func (s *Stage) Sort(ctx context.Context) error {
	p := &s.plan
	columns := []string{"exporter", "importer", "year", "view", "value",
		"CAST(CASE WHEN " + s.fault() + " IS NULL THEN flags + (value IS NULL)::SMALLINT ELSE -1 - " + s.fault() + " END AS SMALLINT) AS flags", "record"}
	for _, c := range s.key() {
		if c == "month" || c == "classification" || c == "product" {
			columns = append(columns, c)
		}
	}
	for _, c := range []string{"valuation", "quantity"} {
		if p.column[c] != "" {
			columns = append(columns, c)
		}
	}
	statements := []string{
		fmt.Sprintf("CREATE TEMP TABLE sorted AS SELECT %s FROM (%s) j ORDER BY %s", strings.Join(columns, ", "), s.understood(), strings.Join(s.key(), ", ")),
		"CREATE TEMP TABLE faults AS SELECT record, -1 - flags AS fault FROM sorted WHERE flags < 0 OR flags IS NULL",
		"DELETE FROM sorted WHERE flags < 0 OR flags IS NULL",
	}
	for _, q := range statements {
		if err := s.exec(ctx, q); err != nil {
			return err
		}
	}
	return s.one(ctx, "SELECT count(*) FROM sorted", &s.sorted)
}

// twins is the condition that a row of sorted has the key of the row before it.
func (s *Stage) twins() string {
	var same []string
	for _, c := range s.key() {
		same = append(same, fmt.Sprintf("%s = lag(%s) OVER ()", c, c))
	}
	return strings.Join(same, " AND ")
}

// Twins counts the rows whose key another row has already. The table is in
// order, so that equal keys are neighbours and one look at each row is enough.
func (s *Stage) Twins(ctx context.Context) (int64, error) {
	var n int64
	err := s.one(ctx, "SELECT count(*) FROM (SELECT "+s.twins()+" AS twin FROM sorted) t WHERE twin", &n)
	return n, err
}

// DropTwins keeps the first of rows that say the same and none of rows that
// have the same key and different values. It counts both kinds of rows dropped.
// Sums over economies that contradict each other, as World and Total, are kept
// apart and not counted.
func (s *Stage) DropTwins(ctx context.Context) (same, other int64, err error) {
	key := strings.Join(s.key(), ", ")
	equal := "min(value) IS NOT DISTINCT FROM max(value) AND count(value) IN (0, count(*))"
	if s.plan.quantities {
		equal += " AND min(quantity) IS NOT DISTINCT FROM max(quantity) AND count(quantity) IN (0, count(*))"
	}
	statements := []string{
		fmt.Sprintf("CREATE TEMP TABLE twins AS SELECT %s, min(record) AS first_record, %s AS same, min(flags) // 2 %% %d = %d AS sums FROM sorted GROUP BY %s HAVING count(*) > 1", key, equal, kinds, kindAggregate, key),
		fmt.Sprintf("CREATE TEMP TABLE dropped AS SELECT s.record, t.first_record, t.same, t.sums AND NOT t.same AS apart FROM sorted s JOIN twins t USING (%s) WHERE NOT t.same OR s.record > t.first_record", key),
		"DELETE FROM sorted WHERE record IN (SELECT record FROM dropped)",
	}
	for _, q := range statements {
		if err := s.exec(ctx, q); err != nil {
			return 0, 0, err
		}
	}
	err = s.one(ctx, "SELECT count(*) FILTER (same), count(*) FILTER (NOT same AND NOT apart) FROM dropped", &same, &other)
	if err != nil {
		return 0, 0, err
	}
	return same, other, s.one(ctx, "SELECT count(*) FROM sorted", &s.sorted)
}
