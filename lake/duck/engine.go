package duck

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"dyad/lake/engine"
	"fmt"
	"runtime"
	"slices"
	"strings"

	duckdb "github.com/duckdb/duckdb-go/v2"
)

// Config bounds an engine. Temp is where it spills what does not fit into
// memory; Only are the directories it may read and write, empty for any.
type Config struct {
	Threads int    // 0: as many as Go uses
	Memory  string // "8GiB"; "": the engine's default, four fifths of the machine
	Temp    string
	Only    []string
}

// Engine is a DuckDB instance in memory. It may be used by many goroutines.
type Engine struct {
	db *sql.DB
}

// Open starts an engine over relations. setup runs once besides, before the
// engine is locked.
func Open(ctx context.Context, cfg Config, relations []engine.Relation, setup ...string) (*Engine, error) {
	connector, err := duckdb.NewConnector("?autoinstall_known_extensions=false&autoload_known_extensions=false", nil)
	if err != nil {
		return nil, fmt.Errorf("start the engine: %w", err)
	}
	e := &Engine{db: sql.OpenDB(connector)}
	statements := cfg.settings()
	for _, r := range relations {
		statements = append(statements, view(r))
	}
	for _, statement := range slices.Concat(statements, setup, cfg.locks()) {
		if _, err := e.db.ExecContext(ctx, statement); err != nil {
			e.db.Close()
			return nil, explain(err)
		}
	}
	return e, nil
}

func (c Config) settings() []string {
	threads := c.Threads
	if threads == 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	s := []string{
		fmt.Sprintf("SET threads = %d", threads),
		"SET temp_directory = " + text(c.Temp),
		"SET parquet_metadata_cache = true",
		"SET enable_progress_bar = false",
	}
	if c.Memory != "" { // and what is free goes back to the system
		s = append(s, "SET memory_limit = "+text(c.Memory), "SET allocator_flush_threshold = '1MB'", "SET allocator_background_threads = true")
	}
	return s
}

// locks keep a query to the files of the lake.
func (c Config) locks() []string {
	if len(c.Only) == 0 {
		return nil
	}
	var dirs []string
	for _, d := range c.Only {
		dirs = append(dirs, text(d), path(d)) // what it finds, and the form in which it is asked for it
	}
	return []string{
		"SET allowed_directories = [" + strings.Join(dirs, ", ") + "]",
		"SET enable_external_access = false",
		"SET lock_configuration = true",
	}
}

// Close ends the engine; queries under way fail.
func (e *Engine) Close() error { return e.db.Close() }

// Exec runs one statement that answers nothing.
func (e *Engine) Exec(ctx context.Context, query string) error {
	_, err := e.db.ExecContext(ctx, query)
	return explain(err)
}

// Each runs one statement and hands every row to visit as the driver gives it,
// some five million rows a second.
func (e *Engine) Each(ctx context.Context, query string, args []any, visit func(*engine.Row) error) error {
	conn, err := e.db.Conn(ctx)
	if err != nil {
		return explain(err)
	}
	defer conn.Close()
	return conn.Raw(func(c any) error {
		rows, err := c.(driver.QueryerContext).QueryContext(ctx, query, named(args))
		if err != nil {
			return explain(err)
		}
		defer rows.Close()
		values := make([]driver.Value, len(rows.Columns()))
		given := make([]any, len(values))
		var row engine.Row
		for n := 0; ; n++ {
			if n%4096 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if err := rows.Next(values); err != nil {
				return unlessEnd(err)
			}
			for i, v := range values {
				given[i] = v
			}
			row.Set(given)
			if err := visit(&row); err != nil {
				return err
			}
			if err := row.Err(); err != nil {
				return fmt.Errorf("%w in the answer to %s", err, query)
			}
		}
	})
}

// Dialect is DuckDB's.
func (e *Engine) Dialect() engine.Dialect { return Dialect{} }

// named makes the arguments what the driver takes: int becomes int64, a code of
// an economy its text. What has no plain form (a list) goes as it is.
func named(args []any) []driver.NamedValue {
	out := make([]driver.NamedValue, len(args))
	for i, a := range args {
		if v, err := driver.DefaultParameterConverter.ConvertValue(a); err == nil {
			a = v
		}
		out[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return out
}
