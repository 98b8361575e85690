package lake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"dyad/internal/hint"
	"dyad/source"
	"dyad/source/tidy"
)

// A context that ends at any stage leaves the lake as it was.
func TestCancel(t *testing.T) {
	for _, at := range []string{Reading, Parsing, Sorting, Writing, Committing} {
		dir := t.TempDir()
		if _, err := bring(t, dir, good, tidy.Options{}, ImportOptions{}); err != nil {
			t.Fatal(err)
		}
		before := contents(t, dir)
		path := write(t, t.TempDir(), "many.csv", manyRows(12_000, 1))
		d, err := tidy.Open([]source.File{{Path: path}}, tidy.Options{Meta: source.Meta{ID: "s"}})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		_, err = Import(ctx, dir, d, ImportOptions{Progress: func(stage string, _, _ int64) {
			if stage == at {
				cancel()
			}
		}})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled while %s: %v", at, err)
		}
		after, err := Open(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(after.Sources()); n != 1 {
			t.Errorf("cancelled while %s: %d sources", at, n)
		}
		after.Close()
		// Only a file under data may be left, which the next import clears away.
		if at != Committing && contents(t, dir) != before {
			t.Errorf("cancelled while %s: the lake changed", at)
		}
	}
}

func TestOneWriter(t *testing.T) {
	dir := t.TempDir()
	unlock, err := lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = bring(t, dir, good, tidy.Options{}, ImportOptions{})
	complains(t, err, hint.Data, "another import is running", fmt.Sprintf("(process %d)", os.Getpid()), "wait")
	unlock()
	if _, err = bring(t, dir, good, tidy.Options{}, ImportOptions{}); err != nil {
		t.Error(err)
	}
}

// A lake opened before an import keeps answering as it did.
func TestSnapshot(t *testing.T) {
	dir := t.TempDir()
	if _, err := bring(t, dir, good, tidy.Options{Meta: source.Meta{Vintage: "2023"}}, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	l, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := bring(t, dir, strings.Replace(good, "43", "50", 1), tidy.Options{Meta: source.Meta{Vintage: "2024"}}, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	var max float64
	err = l.Each(context.Background(), "SELECT max(value_usd) FROM trade", nil, func(row *Row) error { max = row.Values()[0].(float64); return nil })
	if err != nil || max != 43 {
		t.Errorf("the snapshot says %g, %v", max, err)
	}
	fresh, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	if fresh.Snapshot() == l.Snapshot() {
		t.Error("two states of the lake have one identity")
	}
}

// The same content in two lakes has one identity, whenever, in whichever order,
// under whichever file name and by whichever version it came; any other has
// another.
func TestSnapshotIsOfContent(t *testing.T) {
	type step struct {
		text, vintage, title, scale string
	}
	of := func(day int, steps ...step) string {
		t.Helper()
		dir := t.TempDir()
		for _, s := range steps {
			o := tidy.Options{Meta: source.Meta{Vintage: s.vintage, Title: s.title}, Scale: s.scale}
			path := write(t, t.TempDir(), fmt.Sprintf("file%d.csv", day), s.text)
			when := func() time.Time { return time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC) }
			if _, err := bringFiles(dir, o, ImportOptions{Now: when, Version: fmt.Sprint("v", day)}, path); err != nil {
				t.Fatal(err)
			}
		}
		l, err := Open(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		return l.Snapshot()
	}
	other := strings.Replace(good, "43", "50", 1)
	a, b := step{good, "2023", "T", ""}, step{other, "2024", "T", ""}
	first := of(1, a, b)
	if of(1, a, b) != first || of(2, a, b) != first || of(3, b, a) != first {
		t.Error("equal content has several identities")
	}
	seen := map[string]string{first: "both"}
	for name, steps := range map[string][]step{
		"one":             {a},
		"the other":       {b},
		"another file":    {a, {good, "2024", "T", ""}},
		"another vintage": {a, {other, "2025", "T", ""}},
		"another title":   {a, {other, "2024", "U", ""}},
		"another unit":    {a, {other, "2024", "T", "1000"}},
		"x then y":        {{good, "x", "T", ""}, {other, "y", "T", ""}}, // no dates: the last is the latest
		"y then x":        {{other, "y", "T", ""}, {good, "x", "T", ""}},
	} {
		s := of(1, steps...)
		if same, ok := seen[s]; ok {
			t.Errorf("%s and %s have one identity", name, same)
		}
		seen[s] = name
	}
}
