package duck

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"dyad/source"
	"dyad/source/commodity"
)

var computedFlags = []string{"computed", "computed,partial", "region,computed", "region,computed,partial", "aggregate,computed", "aggregate,computed,partial"}

// covers is the part of the greatest level that a coarser one must reach to
// stand for the whole flow: chapters and subheadings of the same trade differ
// by rounding, and by lines withheld at the finer level.
const covers = 0.999

// sumProducts sums the lines of products into the table summed, a row a flow.
//
// Publishers print the same trade at several depths (01, 0101, 010121) and some
// under two classifications, so only one of each is summed: HS before another,
// and of its levels the coarsest that covers, that is, comes to the greatest sum
// among them. Where lines of another level lie in a part of the classification
// that this one lacks the sum is "partial", as it is where a line has no value.
// Months stay months. Codes that are words may overlap and make no total.
func (s *Stage) sumProducts(ctx context.Context) error {
	if s.plan.products == nil {
		return nil
	}
	key := s.flowKey()
	classification := "''"
	if s.has(source.Classification) {
		classification = "classification"
	}
	quantity, valuation := "CAST(NULL AS DOUBLE)", "CAST(NULL AS TINYINT)"
	if s.plan.quantities {
		quantity = "sum(quantity)"
	}
	if s.plan.column["valuation"] != "" {
		valuation = "max(valuation)"
	}
	top, err := s.topOf(ctx, classification)
	if err != nil {
		return err
	}
	keys := strings.Join(key, ", ")
	query := fmt.Sprintf(`WITH part AS (
			SELECT %[1]s, %[2]s AS system, strlen(CAST(product AS VARCHAR))::INTEGER AS digits, %[3]s AS top, sum(value) AS value, %[4]s AS quantity,
				%[5]s AS valuation, max(flags // 2 %% %[6]d) AS kind, bool_or(flags %% 2 = 1) AS partial
			FROM sorted WHERE product <> 'TOTAL' AND regexp_matches(CAST(product AS VARCHAR), '^[0-9]') GROUP BY ALL),
		level AS (
			SELECT %[1]s, system, digits, count(*) AS tops, sum(value) AS value, sum(quantity) AS quantity,
				max(valuation) AS valuation, max(kind) AS kind, bool_or(partial) AS partial
			FROM part GROUP BY ALL),
		whole AS (
			SELECT %[1]s, system, count(DISTINCT top) AS tops FROM part GROUP BY ALL),
		judged AS (
			SELECT level.*, whole.tops > level.tops AS narrow, coalesce(value, 0) < %[7]g * max(coalesce(value, 0)) OVER (PARTITION BY %[8]s, level.system) AS lesser
			FROM level JOIN whole USING (%[1]s, system))
		SELECT %[1]s, unnest(arg_min({'classification': system, 'digits': digits, 'value': value, 'quantity': quantity, 'valuation': valuation,
			'kind': kind, 'partial': partial OR narrow, 'narrow': narrow}, (NOT starts_with(system, 'H'), system, lesser, digits)))
		FROM judged GROUP BY %[1]s`, keys, classification, top, quantity, valuation, kinds, covers, "level."+strings.Join(key, ", level."))
	if s.oneLevel() {
		query = fmt.Sprintf(`SELECT %[1]s, unnest(arg_min({'classification': system, 'digits': digits, 'value': value, 'quantity': quantity, 'valuation': valuation,
			'kind': kind, 'partial': partial, 'narrow': false}, (NOT starts_with(system, 'H'), system)))
			FROM (SELECT %[1]s, %[2]s AS system, %[3]d AS digits, sum(value) AS value, %[4]s AS quantity, %[5]s AS valuation,
				max(flags // 2 %% %[6]d) AS kind, bool_or(flags %% 2 = 1) AS partial FROM sorted WHERE product <> 'TOTAL' GROUP BY ALL) level GROUP BY %[1]s`,
			keys, classification, len(s.plan.products[0]), quantity, valuation, kinds)
	}
	if err := s.exec(ctx, "CREATE TEMP TABLE summed AS "+query); err != nil {
		return err
	}
	return s.sayTotals(ctx)
}

// flowKey are the columns that make a whole flow one of its kind.
func (s *Stage) flowKey() []string {
	key := []string{"exporter", "importer", "year", "view"}
	if s.plan.hasMonth {
		key = append(key, "month")
	}
	return key
}

// oneLevel says whether all codes are numbers of the same length.
func (s *Stage) oneLevel() bool {
	n := len(s.plan.products[0])
	for _, p := range s.plan.products {
		if p != source.Total && (len(p) != n || p[0] < '0' || p[0] > '9') {
			return false
		}
	}
	return s.plan.products[0] != source.Total
}

// topOf gives the coarsest part of the classification that a code lies in.
func (s *Stage) topOf(ctx context.Context, classification string) (string, error) {
	labels := []string{s.plan.system}
	if s.has(source.Classification) {
		labels = nil
		if err := s.strings(ctx, "SELECT DISTINCT "+classification+" FROM sorted", func(label *string) { labels = append(labels, *label) }); err != nil {
			return "", err
		}
	}
	top := "CASE"
	for _, label := range labels {
		top += fmt.Sprintf(" WHEN %s = %s THEN substr(CAST(product AS VARCHAR), 1, %d)", classification, text(label), commodity.Named(label).Top())
	}
	if !s.has(source.Classification) {
		return fmt.Sprintf("substr(CAST(product AS VARCHAR), 1, %d)", commodity.Named(s.plan.system).Top()), nil
	}
	return top + " END", nil
}

// same is the condition that two rows, by their tables' names, are one flow's.
func (s *Stage) same(a, b string) string {
	var out []string
	for _, k := range s.flowKey() {
		out = append(out, a+"."+k+" = "+b+"."+k)
	}
	return strings.Join(out, " AND ")
}

// unprinted is the condition that the source prints no total of the flow of a row
// c of summed.
func (s *Stage) unprinted() string {
	return "NOT EXISTS (SELECT 1 FROM sorted t WHERE t.product = 'TOTAL' AND " + s.same("t", "c") + ")"
}

// computed are the totals and years for which the source prints none.
func (s *Stage) computed() string {
	flags := "CASE kind * 2 + partial::INTEGER"
	for i, f := range computedFlags {
		flags += fmt.Sprintf(" WHEN %d THEN CAST(%s AS flags_word)", i, text(f))
	}
	var parts []string
	if s.plan.products != nil {
		parts = append(parts, "SELECT *, 'TOTAL' AS product FROM summed c WHERE "+s.unprinted())
	}
	if s.plan.hasMonth {
		parts = append(parts, "SELECT *, false AS partial, CAST(0 AS TINYINT) AS month, 'TOTAL' AS product FROM years")
	}
	return fmt.Sprintf("SELECT %s FROM (%s) c ORDER BY exporter, importer, year, view", s.columns(flags+" END"), strings.Join(parts, " UNION ALL BY NAME "))
}

// apartFrom is the part of a published total by which a sum of products may
// differ from it without a word.
const apartFrom = 0.01

// sayTotals notes on what level totals were summed, and how sums compare with
// totals that the source prints itself.
func (s *Stage) sayTotals(ctx context.Context) error {
	if w := s.wordy(); w != "" {
		s.note(fmt.Sprintf("no total is summed from products named by words (%s): they may overlap", w))
	}
	err := s.each(ctx, fmt.Sprintf(`SELECT coalesce(array_to_string(list_sort(list(DISTINCT nullif(c.classification, ''))), ', '), ''), c.digits, count(*), count(*) FILTER (c.narrow) FROM summed c
		WHERE %s GROUP BY c.digits ORDER BY c.digits`, s.unprinted()), func(rows *sql.Rows) error {
		var systems string
		var digits, flows, narrow int
		if err := rows.Scan(&systems, &digits, &flows, &narrow); err != nil {
			return err
		}
		text := fmt.Sprintf("totals summed from codes of %d digits: %d", digits, flows)
		if systems == "" {
			systems = s.plan.system
		}
		if systems != "" {
			text += " (" + systems + ")"
		}
		if narrow > 0 {
			text += fmt.Sprintf("; %d of them are partial, for codes of other lengths show goods that these do not cover", narrow)
		}
		s.note(text)
		return nil
	})
	if err != nil {
		return err
	}
	return s.comparePublished(ctx)
}

// wordy is the first of the codes that are no number, "" for none.
func (s *Stage) wordy() string {
	for _, p := range s.plan.products {
		if p != source.Total && (p == "" || p[0] < '0' || p[0] > '9') {
			return p
		}
	}
	return ""
}

// comparePublished says where the sum of the products is another number than the
// total that the source prints.
func (s *Stage) comparePublished(ctx context.Context) error {
	var both, less, more int
	var worst sql.NullString
	err := s.one(ctx, fmt.Sprintf(`SELECT count(*), count(*) FILTER (sum < %[1]g * printed), count(*) FILTER (sum > %[2]g * printed),
			arg_max(exporter || ' to ' || importer || ' ' || year || ', in the ' || %[3]s || ' view: products ' || printf('%%.0f', sum) || ', total ' || printf('%%.0f', printed), abs(ln(sum / printed)))
				FILTER (sum < %[1]g * printed OR sum > %[2]g * printed)
		FROM (SELECT CAST(t.exporter AS VARCHAR) AS exporter, CAST(t.importer AS VARCHAR) AS importer, t.year, t.view, max(t.value) AS printed, max(c.value) AS sum
			FROM sorted t JOIN summed c ON %[4]s WHERE t.product = 'TOTAL' AND t.value > 0 AND c.value > 0 GROUP BY ALL) b`,
		1-apartFrom, 1+apartFrom, viewText("view"), s.same("t", "c")), &both, &less, &more, &worst)
	if err != nil || less+more == 0 {
		return err
	}
	s.note(fmt.Sprintf("of %d flows with a total of their own, the products come to less than it in %d and to more in %d, by more than %g %%; furthest apart: %s US dollars", both, less, more, 100*apartFrom, worst.String))
	return nil
}
