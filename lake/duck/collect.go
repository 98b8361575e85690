package duck

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"dyad/lake/table"
)

// Collector takes typed rows of several tables, finds those that repeat a key,
// sorts the others and writes them. It is used by one goroutine.
type Collector struct {
	engine *Engine
	conn   *sql.Conn
	tables map[string]*collected
	names  []string // of the tables, in the order they were begun
}

type collected struct {
	of       *table.Table
	appender *duckdb.Appender
	columns  []string // of the engine's table, file and line last
}

// NewCollector starts an engine of its own.
func NewCollector(ctx context.Context, cfg Config) (*Collector, error) {
	engine, err := Open(ctx, cfg, nil)
	if err != nil {
		return nil, err
	}
	conn, err := engine.db.Conn(ctx)
	if err != nil {
		engine.Close()
		return nil, explain(err)
	}
	return &Collector{engine: engine, conn: conn, tables: map[string]*collected{}}, nil
}

// Close frees the rows.
func (c *Collector) Close() error {
	for _, t := range c.tables {
		t.appender.Close()
	}
	c.conn.Close()
	return c.engine.Close()
}

// sqlType is how the engine keeps a kind.
func sqlType(k table.Kind) string {
	switch k {
	case table.Number:
		return "DOUBLE"
	case table.Count:
		return "BIGINT"
	}
	return "VARCHAR"
}

// Columns are the engine's columns of a table in order: a period has its year
// beside it.
func Columns(t *table.Table) (names, types []string) {
	for _, c := range t.Columns {
		names, types = append(names, c.Name), append(types, sqlType(c.Kind))
		if c.Kind == table.Period {
			names, types = append(names, c.Name+"_year"), append(types, "SMALLINT")
		}
	}
	return names, types
}

// Begin makes room for rows of a table.
func (c *Collector) Begin(ctx context.Context, t *table.Table) error {
	if c.tables[t.Name] != nil {
		return nil
	}
	names, types := Columns(t)
	names, types = append(names, "_file", "_line"), append(types, "INTEGER", "BIGINT")
	var columns []string
	for i := range names {
		columns = append(columns, name(names[i])+" "+types[i])
	}
	if _, err := c.conn.ExecContext(ctx, "CREATE TABLE "+name("in_"+t.Name)+" ("+strings.Join(columns, ", ")+")"); err != nil {
		return explain(err)
	}
	made := &collected{of: t, columns: names}
	err := c.conn.Raw(func(conn any) error {
		var err error
		made.appender, err = duckdb.NewAppenderFromConn(conn.(driver.Conn), "", "in_"+t.Name)
		return err
	})
	if err != nil {
		return explain(err)
	}
	c.tables[t.Name] = made
	c.names = append(c.names, t.Name)
	return nil
}

// Add takes one row: a value for each of Columns, then file and line.
func (c *Collector) Add(tableName string, values []driver.Value) error {
	return explain(c.tables[tableName].appender.AppendRow(values...))
}

// Flush makes the rows visible to the steps that follow.
func (c *Collector) Flush() error {
	for _, n := range c.names {
		if err := c.tables[n].appender.Flush(); err != nil {
			return explain(err)
		}
	}
	return nil
}

// Twin is a row that has the key of another: the first of a key that say the
// same stays, rows of one key that say something else all go.
type Twin struct {
	Table           string
	File, FirstFile int
	Line, FirstLine int64
	Same            bool
	FirstIsItself   bool
	Key             string // in words: "economy CHN, indicator X, period 2017"
}

// Twins takes the rows that repeat a key out and hands each to visit, in the
// order of the files.
func (c *Collector) Twins(ctx context.Context, visit func(Twin) error) error {
	for _, n := range c.names {
		if err := c.twinsOf(ctx, c.tables[n], visit); err != nil {
			return err
		}
	}
	return nil
}

func (c *Collector) twinsOf(ctx context.Context, t *collected, visit func(Twin) error) error {
	if len(t.of.Key) == 0 {
		return nil
	}
	in := name("in_" + t.of.Name)
	key := quoted(t.of.Key)
	data := quoted(t.columns[:len(t.columns)-2])
	if _, err := c.conn.ExecContext(ctx, fmt.Sprintf(`CREATE OR REPLACE TEMP TABLE twins AS
		SELECT %s, count(DISTINCT (%s)) = 1 AS _same, min(struct_pack(f := _file, l := _line)) AS _first FROM %s GROUP BY %s HAVING count(*) > 1`,
		strings.Join(key, ", "), strings.Join(data, ", "), in, strings.Join(key, ", "))); err != nil {
		return explain(err)
	}
	var same, said []string
	for i, k := range key {
		same = append(same, "r."+k+" IS NOT DISTINCT FROM t."+k)
		said = append(said, "'"+t.of.Key[i]+" ' || coalesce(CAST(r."+k+" AS VARCHAR), '')")
	}
	on := strings.Join(same, " AND ")
	rows, err := c.conn.QueryContext(ctx, fmt.Sprintf(`SELECT r._file, r._line, t._same, t._first.f, t._first.l, %s FROM %s r JOIN twins t ON %s
		WHERE NOT t._same OR struct_pack(f := r._file, l := r._line) > t._first ORDER BY 1, 2`, strings.Join(said, " || ', ' || "), in, on))
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	found := 0
	for rows.Next() {
		w := Twin{Table: t.of.Name}
		if err := rows.Scan(&w.File, &w.Line, &w.Same, &w.FirstFile, &w.FirstLine, &w.Key); err != nil {
			return explain(err)
		}
		w.FirstIsItself = w.File == w.FirstFile && w.Line == w.FirstLine
		found++
		if err := visit(w); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil || found == 0 {
		return explain(err)
	}
	// Rows that say the same may stand on one line: the first by its place in the table stays.
	_, err = c.conn.ExecContext(ctx, fmt.Sprintf(`DELETE FROM %s WHERE rowid IN (SELECT r.rowid FROM %s r JOIN twins t ON %s
		WHERE NOT t._same OR r.rowid <> (SELECT min(x.rowid) FROM %s x WHERE %s))`, in, in, on, in, strings.ReplaceAll(on, "r.", "x.")))
	return explain(err)
}

func quoted(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = name(n)
	}
	return out
}

// Clash is a part of a release that is there already.
type Clash struct {
	Table, Part string
	File        int // of the import under way that has it too
}

// Clash finds a part that files of the same release hold already.
func (c *Collector) Clash(ctx context.Context, tableName string, files []string) (*Clash, error) {
	t := c.tables[tableName]
	parts := t.of.ApartBy()
	if len(files) == 0 || len(parts) == 0 {
		return nil, nil
	}
	var said, same []string
	for _, p := range parts {
		said = append(said, "'"+p+" ' || coalesce(CAST(r."+name(p)+" AS VARCHAR), '')")
		same = append(same, "r."+name(p)+" IS NOT DISTINCT FROM o."+name(p))
	}
	out := Clash{Table: tableName}
	err := c.conn.QueryRowContext(ctx, fmt.Sprintf("SELECT r._file, %s FROM %s r WHERE EXISTS (SELECT 1 FROM read_parquet([%s]) o WHERE %s) ORDER BY 1, 2 LIMIT 1",
		strings.Join(said, " || ', ' || "), name("in_"+tableName), paths(files), strings.Join(same, " AND "))).Scan(&out.File, &out.Part)
	if err == sql.ErrNoRows {
		return nil, nil
	}
	return &out, explain(err)
}

// Amount is what the rows of a table come to.
type Amount struct {
	Table               string
	Rows, Gaps, Zeros   int64 // gaps and zeros of the number that a row is about
	FirstYear, LastYear int   // of its first period
	Economies           int   // of its first economy
}

// theValue is the number that a row of the table is about: the only one, or the
// one called value.
func theValue(t *table.Table) (string, bool) {
	found := ""
	for _, c := range t.Columns {
		switch {
		case c.Kind != table.Number:
		case c.Name == "value":
			return c.Name, true
		case found == "":
			found = c.Name
		default:
			found = "several"
		}
	}
	if _, ok := t.Column(found); !ok {
		return "", false
	}
	return found, true
}

// Amounts counts the rows kept, table by table.
func (c *Collector) Amounts(ctx context.Context) ([]Amount, error) {
	var out []Amount
	for _, n := range c.names {
		t := c.tables[n].of
		gaps, zeros, first, last, economies := "0", "0", "0", "0", "0"
		if value, ok := theValue(t); ok {
			v := name(value)
			gaps, zeros = "count(*) - count("+v+")", "count(*) FILTER ("+v+" = 0)"
		}
		if i := slices.IndexFunc(t.Columns, func(c table.Column) bool { return c.Kind == table.Period }); i >= 0 {
			y := name(t.Columns[i].Name + "_year")
			first, last = "coalesce(min("+y+"), 0)", "coalesce(max("+y+"), 0)"
		}
		if i := slices.IndexFunc(t.Columns, func(c table.Column) bool { return c.Kind == table.Economy }); i >= 0 {
			economies = "count(DISTINCT " + name(t.Columns[i].Name) + ")"
		}
		a := Amount{Table: n}
		err := c.conn.QueryRowContext(ctx, fmt.Sprintf("SELECT count(*), %s, %s, %s, %s, %s FROM %s", gaps, zeros, first, last, economies, name("in_"+n))).
			Scan(&a.Rows, &a.Gaps, &a.Zeros, &a.FirstYear, &a.LastYear, &a.Economies)
		if err != nil {
			return nil, explain(err)
		}
		out = append(out, a)
	}
	return out, nil
}

// Write puts every table that has rows into a Parquet file in dir, sorted.
func (c *Collector) Write(ctx context.Context, n Names, dir string) ([]File, error) {
	var files []File
	for _, tableName := range c.names {
		t := c.tables[tableName]
		columns := quoted(t.columns[:len(t.columns)-2])
		columns = append(columns, text(n.Source)+" AS source", text(n.Vintage)+" AS vintage")
		order := ""
		if by := t.of.SortBy(); len(by) > 0 {
			order = " ORDER BY " + strings.Join(quoted(by), ", ") + ", _file, _line"
		}
		f := File{Path: filepath.Join(dir, tableName+".parquet"), Table: tableName, Grain: "row"}
		result, err := c.conn.ExecContext(ctx, fmt.Sprintf("COPY (SELECT %s FROM %s%s) TO %s (FORMAT parquet, ROW_GROUP_SIZE %d)",
			strings.Join(columns, ", "), name("in_"+tableName), order, text(f.Path), rowGroup))
		if err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			return nil, explain(err)
		}
		if f.Rows, err = result.RowsAffected(); err != nil {
			return nil, err
		}
		if f.Rows > 0 {
			files = append(files, f)
		}
	}
	return files, nil
}
