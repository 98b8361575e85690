package lake

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"dyad/economy"
	"dyad/source"
	"dyad/source/tidy"
)

func opened(t *testing.T, text string, o tidy.Options) *Lake {
	t.Helper()
	dir := t.TempDir()
	if _, err := bring(t, dir, text, o, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	l, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func TestQueryAndEach(t *testing.T) {
	l := opened(t, header+"CHN,RUS,2017,X,43\nCHN,RUS,2018,X,\n", tidy.Options{})
	ctx := context.Background()
	var got []string
	err := l.Each(ctx, "SELECT year, value_usd, flags FROM trade_total WHERE exporter = ? AND year >= ? ORDER BY year", []any{"CHN", 2017}, func(r *Row) error {
		value, known := r.Number(1)
		got = append(got, fmt.Sprintf("%d %g %t %s", r.Int(0), value, known, r.Text(2)))
		return nil
	})
	if err != nil || len(got) != 2 || got[0] != "2017 43 true " || got[1] != "2018 0 false missing" {
		t.Errorf("%q, %v", got, err)
	}
	err = l.Each(ctx, "SELECT flags FROM trade_total", nil, func(r *Row) error { r.Int(0); return nil })
	if err == nil || !strings.Contains(err.Error(), "is a string, not a whole number") {
		t.Errorf("a text read as a number: %v", err)
	}
	var each []any
	err = l.Each(ctx, "SELECT exporter, year, month, value_usd, flags, quantity_t, month = 0, count(*) OVER () FROM trade_total WHERE exporter = ? ORDER BY year", []any{economy.Code("CHN")}, func(row *Row) error {
		each = append(each, row.Values()...)
		return nil
	})
	want := []any{"CHN", int16(2017), int8(0), 43.0, "", nil, true, int64(2), "CHN", int16(2018), int8(0), nil, "missing", nil, true, int64(2)}
	if err != nil || len(each) != len(want) {
		t.Fatalf("%v, %v", each, err)
	}
	for i := range want {
		if each[i] != want[i] {
			t.Errorf("value %d is %v (%T), want %v (%T)", i, each[i], each[i], want[i], want[i])
		}
	}
	stop := errors.New("stop")
	if err := l.Each(ctx, "SELECT 1 FROM trade", nil, func(*Row) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("visit's error became %v", err)
	}
}

func TestQueryStops(t *testing.T) {
	l := opened(t, good, tidy.Options{})
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	// Without the context this would count for hours.
	err := l.Each(ctx, "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3", nil, func(*Row) error { return nil })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the query ended with %v", err)
	}
}

// A query sees the lake and nothing else.
func TestQueryIsConfined(t *testing.T) {
	l := opened(t, good, tidy.Options{})
	outside := write(t, t.TempDir(), "secret.csv", good)
	for _, query := range []string{
		"SELECT * FROM read_csv('" + outside + "')",
		"COPY trade TO '" + outside + ".out' (FORMAT csv)",
		"SET enable_external_access = true",
		"INSTALL httpfs",
		"ATTACH '" + outside + ".db'",
	} {
		err := l.Each(context.Background(), query, nil, func(*Row) error { return nil })
		if err == nil {
			t.Errorf("%s was allowed", query)
		}
	}
}

func TestSources(t *testing.T) {
	o := tidy.Options{Meta: source.Meta{ID: "imf-dots", Title: "Direction of Trade", Publisher: "IMF", URL: "https://example.org", Licence: "see the IMF's terms",
		Vintage: "2021", Retrieved: "2021-08-01", Unit: "USD million", Caveats: []string{"imports are CIF", "it's a copy"}}}
	l := opened(t, strings.Replace(good, "43", "0", 1)+"CHN,WLD,2016,X,\n", o)
	s, ok := l.Source("imf-dots", "")
	if !ok || len(l.Sources()) != 1 || len(l.Latest()) != 1 {
		t.Fatalf("%+v", l.Sources())
	}
	if s.Title != "Direction of Trade" || s.Vintage != "2021" || s.Rows != 3 || s.Gaps != 1 || s.Zeros != 1 || s.FirstYear != 2016 || s.LastYear != 2017 ||
		s.Reporters != 1 || len(s.Aggregates) != 1 || s.Aggregates[0].Text != "WLD" || len(s.SHA256()) != 64 || len(s.Caveats) != 2 {
		t.Errorf("%+v", s)
	}
	if _, ok := l.Source("imf-dots", "1999"); ok {
		t.Error("a vintage nobody imported is found")
	}
	n := 0
	err := l.Each(context.Background(), "SELECT caveats, sha256 FROM source", nil, func(row *Row) error {
		n++
		if row.Values()[0] != "imports are CIF\nit's a copy" || row.Values()[1] != s.SHA256() {
			t.Errorf("%v", row)
		}
		return nil
	})
	if err != nil || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
}
