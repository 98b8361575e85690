package duck

import (
	"context"
	"fmt"
	"testing"
)

func engine(t testing.TB, setup ...string) *Engine {
	t.Helper()
	e, err := Open(context.Background(), Config{Threads: 1, Temp: t.TempDir()}, setup)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

func one(t testing.TB, e *Engine, query string, args ...any) any {
	t.Helper()
	var out any
	if err := e.Each(context.Background(), query, args, func(row []any) error { out = row[0]; return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

// What is quoted comes back as it was.
func TestText(t *testing.T) {
	e := engine(t)
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
	e := engine(t, "CREATE TABLE t AS SELECT * FROM (VALUES ('b', 2), ('a', 1), ('it''s', 3)) v(w, n)")
	if got := one(t, e, "SELECT "+d.JoinText("w", "', '", "n")+" FROM "+d.Table("t")); got != "a', 'b', 'it's" {
		t.Errorf("%v", got)
	}
}

func TestEmptyViewHasTheColumns(t *testing.T) {
	e := engine(t, View("trade", nil))
	if got := one(t, e, `SELECT count(exporter || importer || product || classification || "view" || valuation || flags || source || vintage) + count(year + month) + count(value_usd + quantity_t) FROM trade`); got != int64(0) {
		t.Errorf("%v rows", got)
	}
}

func ExampleEngine_Each() {
	e, err := Open(context.Background(), Config{}, []string{"CREATE TABLE t AS SELECT * FROM (VALUES ('CHN', 43.3), ('RUS', NULL)) v(code, value)"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer e.Close()
	err = e.Each(context.Background(), "SELECT code, CAST(value AS DOUBLE) FROM t WHERE code <> ? ORDER BY code", []any{"USA"}, func(row []any) error {
		fmt.Println(row...)
		return nil
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// CHN 43.3
	// RUS <nil>
}
