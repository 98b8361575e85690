package duck

import (
	"strings"

	"dyad/lake/table"
)

// Text is a literal of SQL.
func Text(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func text(s string) string { return Text(s) }

// name is a quoted identifier of SQL.
func name(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// View defines a table of observations over Parquet files, given as literals;
// without files it is empty.
func View(table string, files []string) string {
	if len(files) == 0 {
		return "CREATE VIEW " + table + " AS SELECT * FROM (SELECT '' AS exporter, '' AS importer, CAST(0 AS SMALLINT) AS year, CAST(0 AS TINYINT) AS month, " +
			"'' AS classification, '' AS product, CAST(0 AS DOUBLE) AS value_usd, CAST(0 AS DOUBLE) AS quantity_t, '' AS \"view\", '' AS valuation, " +
			"'' AS flags, '' AS source, '' AS vintage) t WHERE false"
	}
	return "CREATE VIEW " + table + " AS SELECT * FROM read_parquet([" + strings.Join(files, ", ") + "])"
}

// TableView defines a table of the lake over its Parquet files; without files it
// is empty.
func TableView(t *table.Table, as string, files []string) string {
	if len(files) > 0 {
		return "CREATE VIEW " + name(as) + " AS SELECT * FROM read_parquet([" + literals(files) + "])"
	}
	names, types := Columns(t)
	var columns []string
	for i := range names {
		columns = append(columns, "CAST(NULL AS "+types[i]+") AS "+name(names[i]))
	}
	columns = append(columns, "CAST(NULL AS VARCHAR) AS source", "CAST(NULL AS VARCHAR) AS vintage")
	return "CREATE VIEW " + name(as) + " AS SELECT " + strings.Join(columns, ", ") + " WHERE false"
}
