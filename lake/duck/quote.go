package duck

import (
	"strings"

	"dyad/lake/engine"
)

// Text is a literal of SQL.
func Text(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func text(s string) string { return Text(s) }

// name is a quoted identifier of SQL.
func name(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// view defines a relation over its Parquet files; without files it is empty.
func view(r engine.Relation) string {
	if len(r.Files) > 0 {
		return "CREATE VIEW " + name(r.Name) + " AS SELECT * FROM read_parquet([" + paths(r.Files) + "])"
	}
	var columns []string
	for _, c := range r.Columns {
		columns = append(columns, "CAST(NULL AS "+c.Type+") AS "+name(c.Name))
	}
	return "CREATE VIEW " + name(r.Name) + " AS SELECT " + strings.Join(columns, ", ") + " WHERE false"
}

// path is a literal of a file's own name: the engine takes a name with *, ? or [
// for a pattern over many files.
func path(file string) string {
	return text(strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]").Replace(file))
}

// paths lists files for the engine.
func paths(files []string) string {
	out := make([]string, len(files))
	for i, f := range files {
		out[i] = path(f)
	}
	return strings.Join(out, ", ")
}
