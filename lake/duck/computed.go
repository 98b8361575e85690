package duck

import (
	"fmt"
	"strings"

	"dyad/source"
)

var computedFlags = []string{"computed", "computed,partial", "region,computed", "region,computed,partial", "aggregate,computed", "aggregate,computed,partial"}

// computed sums the lines of products where the source prints no total.
//
// Publishers print the same trade at several depths (01, 0101, 010121) and
// some under two classifications, so only one of each is summed: the
// shortest codes, and HS before another. Months stay months. A line without a
// value makes the total "partial".
func (s *Stage) computed() string {
	key := []string{"exporter", "importer", "year", "view"}
	if s.plan.hasMonth {
		key = append(key, "month")
	}
	classification := "''"
	if s.has(source.Classification) {
		classification = "classification"
	}
	quantity := "CAST(NULL AS DOUBLE)"
	if s.plan.quantities {
		quantity = "sum(quantity)"
	}
	valuation := "CAST(NULL AS TINYINT)"
	if s.plan.column["valuation"] != "" {
		valuation = "valuation"
	}
	keys := strings.Join(key, ", ")
	levels := fmt.Sprintf(`SELECT %s, %s AS system, strlen(CAST(product AS VARCHAR)) AS digits, sum(value) AS value, %s AS quantity,
		max(%s) AS valuation, max(flags // 2 %% %d) AS kind, bool_or(flags %% 2 = 1) AS partial
		FROM sorted WHERE product <> 'TOTAL' GROUP BY ALL`, keys, classification, quantity, valuation, kinds)
	chosen := fmt.Sprintf(`SELECT %s, unnest(arg_min({'classification': system, 'value': value, 'quantity': quantity, 'valuation': valuation, 'kind': kind, 'partial': partial},
		(NOT starts_with(system, 'H'), system, digits))) FROM (%s) l GROUP BY %s`, keys, levels, keys)
	var same []string
	for _, k := range key {
		same = append(same, "t."+k+" = c."+k)
	}
	flags := "CASE kind * 2 + partial::INTEGER"
	for i, f := range computedFlags {
		flags += fmt.Sprintf(" WHEN %d THEN CAST(%s AS flags_word)", i, text(f))
	}
	return fmt.Sprintf("SELECT %s FROM (SELECT *, 'TOTAL' AS product FROM (%s) c WHERE NOT EXISTS (SELECT 1 FROM sorted t WHERE t.product = 'TOTAL' AND %s)) c ORDER BY exporter, importer, year, view",
		s.columns(flags+" END"), chosen, strings.Join(same, " AND "))
}
