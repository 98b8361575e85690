package duck

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"dyad/internal/hint"
	"dyad/source"
)

// plan is the SQL that turns the table raw into observations: an expression a
// column, the joins they need, and the rules a record must keep.
type plan struct {
	joins      []string
	column     map[string]string // of the table sorted, by name
	rules      []rule            // on what is printed
	late       []rule            // on the numbers, as columns of j
	flags      []string          // the publisher's flags by number
	codes      []string          // of economies, in order
	products   []string          // in order; nil when every row is a total
	system     string            // the classification where the header names it and no column does
	unresolved map[string]error
	aggregates map[string]bool
	hasMonth   bool
	quantities bool
	scale      source.Scale
	quantity   source.Scale
}

// rule refuses the records for which the condition holds. say explains one
// record from what is printed there. Records that are left out on purpose are
// no rejects: apart is the reason under which they are counted.
type rule struct {
	field     source.Field
	condition string
	say       func(printed string) string
	apart     string
}

// keepApart leaves the records with a text out on purpose, whatever else is
// printed in them.
func (s *Stage) keepApart(f source.Field, label, reason string) {
	r := rule{field: f, condition: raw(f) + " = " + text(label), apart: reason}
	s.plan.rules = append([]rule{r}, s.plan.rules...)
}

// smallest and largest plausible year: trade statistics begin after 1800, and
// a figure for a year that has not begun is a forecast or a slip.
const firstYear = 1800

// Understand reads the distinct labels of every column, learns what they mean
// and prepares the statement that sorts.
func (s *Stage) Understand(ctx context.Context, lastYear int) error {
	s.plan = plan{column: map[string]string{}, unresolved: map[string]error{}, aggregates: map[string]bool{}}
	var err error
	if s.plan.scale, err = source.ParseScale(s.data.Scale); err != nil {
		return err
	}
	if s.plan.quantity, err = source.ParseScale(s.data.QuantityScale); err != nil {
		return err
	}
	steps := []func(context.Context) error{s.planParties, s.planPeriod(lastYear), s.planProduct, s.planValue, s.planQuantity,
		s.planValuation, s.planFlags}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *Stage) has(f source.Field) bool {
	for _, have := range s.fields {
		if have == f {
			return true
		}
	}
	return false
}

func raw(f source.Field) string { return "r." + name(string(f)) }

// maxLabels bounds the distinct texts of a column of names or codes; a column
// with more of them is another column. HS has some 10,000 codes of ten digits.
const maxLabels = 200_000

// labels gives the distinct texts of some columns, sorted; blank says whether
// some record has none.
func (s *Stage) labels(ctx context.Context, limit int, fields ...source.Field) (labels []string, blank bool, err error) {
	var parts []string
	for _, f := range fields {
		parts = append(parts, fmt.Sprintf("SELECT DISTINCT %s AS label FROM raw r", raw(f)))
	}
	query := strings.Join(parts, " UNION ") + fmt.Sprintf(" LIMIT %d", limit+2)
	err = s.strings(ctx, query, func(label *string) {
		if label == nil {
			blank = true
			return
		}
		labels = append(labels, *label)
	})
	if err == nil && len(labels) > limit {
		err = hint.New(hint.Data, s.inputs[0].Label, fmt.Sprintf("the column for %s holds more than %d different texts", fields[0], limit),
			fmt.Sprintf("--map %s=COLUMN names the right column", fields[0]))
	}
	sort.Strings(labels)
	return labels, blank, err
}

// lookup gives the expression of a column understood: values holds a literal
// of SQL for each printed text, or none where it has no meaning. Few texts
// become a CASE, many a join with a table.
func (s *Stage) lookup(ctx context.Context, f source.Field, kind string, values map[string]string) (string, error) {
	return s.lookupAs(ctx, "means_"+string(f), f, kind, values)
}

func (s *Stage) lookupAs(ctx context.Context, table string, f source.Field, kind string, values map[string]string) (string, error) {
	keys := sortedKeys(values)
	if len(keys) == 0 {
		return "CAST(NULL AS " + kind + ")", nil
	}
	if len(keys) <= 16 {
		var b strings.Builder
		b.WriteString("CASE " + raw(f))
		for _, k := range keys {
			fmt.Fprintf(&b, " WHEN %s THEN %s", text(k), values[k])
		}
		return "CAST(" + b.String() + " END AS " + kind + ")", nil
	}
	if err := s.table(ctx, table, "label VARCHAR, meaning "+kind, keys, func(k string) string { return values[k] }); err != nil {
		return "", err
	}
	s.plan.joins = append(s.plan.joins, fmt.Sprintf("LEFT JOIN %s ON %s.label = %s", table, table, raw(f)))
	return table + ".meaning", nil
}

// table writes a small temporary table; row gives the columns after the label.
func (s *Stage) table(ctx context.Context, table, columns string, keys []string, row func(key string) string) error {
	if err := s.exec(ctx, fmt.Sprintf("CREATE TEMP TABLE %s (%s)", table, columns)); err != nil {
		return err
	}
	for start := 0; start < len(keys); start += 5000 {
		var rows []string
		for _, k := range keys[start:min(start+5000, len(keys))] {
			rows = append(rows, "("+text(k)+", "+row(k)+")")
		}
		if err := s.exec(ctx, "INSERT INTO "+table+" VALUES "+strings.Join(rows, ", ")); err != nil {
			return err
		}
	}
	return nil
}

// enum makes a type whose order is the order of the words, so that sorting by
// it compares small numbers.
func (s *Stage) enum(ctx context.Context, kind string, words []string) error {
	var list []string
	for _, w := range words {
		list = append(list, text(w))
	}
	return s.exec(ctx, fmt.Sprintf("CREATE TYPE %s AS ENUM (%s)", kind, strings.Join(list, ", ")))
}

// refuse adds a rule for the texts of a column that mean nothing.
func (s *Stage) refuse(f source.Field, bad []string, blank bool, say func(string) string) {
	var conditions []string
	if blank {
		conditions = append(conditions, raw(f)+" IS NULL")
	}
	if len(bad) > 0 {
		var list []string
		for _, b := range bad {
			list = append(list, text(b))
		}
		conditions = append(conditions, raw(f)+" IN ("+strings.Join(list, ", ")+")")
	}
	if len(conditions) > 0 {
		s.plan.rules = append(s.plan.rules, rule{field: f, condition: strings.Join(conditions, " OR "), say: say})
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
