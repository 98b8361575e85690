package duck

import (
	"context"
	"dyad/lake/engine"
	"fmt"
	"testing"
)

func opened(t testing.TB, setup ...string) *Engine {
	t.Helper()
	e, err := Open(context.Background(), Config{Threads: 1, Temp: t.TempDir()}, nil, setup...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

func relation(t testing.TB, r engine.Relation) *Engine {
	t.Helper()
	e, err := Open(context.Background(), Config{Threads: 1, Temp: t.TempDir()}, []engine.Relation{r})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

func one(t testing.TB, e *Engine, query string, args ...any) any {
	t.Helper()
	var out any
	if err := e.Each(context.Background(), query, args, func(row *engine.Row) error { out = row.Values()[0]; return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

// What is quoted comes back as it was.
func TestText(t *testing.T) {
	e := opened(t)
	for _, s := range []string{"", "it's", `a"b`, `\'; DROP TABLE x; --`, "''", "日本\n"} {
		if got := one(t, e, "SELECT "+Text(s)); got != s {
			t.Errorf("%q came back as %q", s, got)
		}
		if got := one(t, e, "SELECT "+name(s+"x")+" FROM (SELECT 1 AS "+name(s+"x")+")"); got != int32(1) {
			t.Errorf("a column called %q gives %v", s, got)
		}
	}
}

func TestDialect(t *testing.T) {
	var d Dialect
	e := opened(t, "CREATE TABLE t AS SELECT * FROM (VALUES ('b', 2), ('a', 1), ('it''s', 3)) v(w, n)")
	if got := one(t, e, "SELECT "+d.JoinText("w", "', '", "n")+" FROM t"); got != "a', 'b', 'it's" {
		t.Errorf("%v", got)
	}
}

func TestEmptyViewHasTheColumns(t *testing.T) {
	e := relation(t, engine.Relation{Name: "trade", Columns: []engine.Column{{Name: "exporter", Type: "VARCHAR"}, {Name: "view", Type: "VARCHAR"}, {Name: "year", Type: "SMALLINT"}, {Name: "value_usd", Type: "DOUBLE"}}})
	if got := one(t, e, `SELECT count(exporter || "view") + count(year) + count(value_usd) FROM trade`); got != int64(0) {
		t.Errorf("%v rows", got)
	}
}

func ExampleEngine_Each() {
	e, err := Open(context.Background(), Config{}, nil, "CREATE TABLE t AS SELECT * FROM (VALUES ('CHN', 43.3), ('RUS', NULL)) v(code, value)")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer e.Close()
	err = e.Each(context.Background(), "SELECT code, CAST(value AS DOUBLE) FROM t WHERE code <> ? ORDER BY code", []any{"USA"}, func(row *engine.Row) error {
		fmt.Println(row.Values()...)
		return nil
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// CHN 43.3
	// RUS <nil>
}
