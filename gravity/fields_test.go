package gravity

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"dyad/lake"
	"dyad/measure"
	"dyad/source"
	"dyad/source/tidy"
)

// wideLake holds two sources with both sides' reports of wideWorld: "big" of
// all years, "small" of one, importers alone.
func wideLake(t *testing.T) *lake.Lake {
	t.Helper()
	dir := t.TempDir()
	for _, id := range []string{"big", "small"} {
		var b strings.Builder
		b.WriteString("reporter,partner,year,flow,value\n")
		for _, f := range wideWorld() {
			if id == "big" {
				fmt.Fprintf(&b, "%s,%s,%d,X,%g\n", f.Exporter, f.Importer, f.Year, f.Value)
			}
			if id == "big" || f.Year == 2016 {
				fmt.Fprintf(&b, "%s,%s,%d,M,%g\n", f.Importer, f.Exporter, f.Year, 1.05*f.Value)
			}
		}
		d, err := tidy.Open([]source.File{{Name: id + ".csv", Data: []byte(b.String())}}, tidy.Options{Meta: source.Meta{ID: id, Title: id, Vintage: "v-" + id}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := lake.Import(context.Background(), dir, d, lake.ImportOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	l, err := lake.Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// Whoever asks for a field at the same time, by whatever name, gets the same
// one, estimated once; run with -race.
func TestFieldsAskedForAtOnce(t *testing.T) {
	x := NewFields(wideLake(t))
	t.Cleanup(x.Close)
	var mu sync.Mutex
	estimated := map[Panel]int{}
	x.Announce = func(p Panel, flows int) {
		mu.Lock()
		defer mu.Unlock()
		estimated[p]++
		if flows == 0 {
			t.Errorf("%v has no flows", p)
		}
	}
	const importer, exporter = measure.ByImporter, measure.ByExporter
	// Each panel as it may be asked for, the full name last.
	names := [][]Panel{
		{{}, {View: importer}, {Source: "big"}, {Source: "big", View: importer}},
		{{View: exporter}, {Source: "big", View: exporter}},
		{{Source: "small"}, {Source: "small", View: importer}},
	}
	const askers = 8
	found := make([][]*Field, len(names))
	var group sync.WaitGroup
	start := make(chan struct{})
	for k := range names {
		found[k] = make([]*Field, askers*len(names[k]))
		for n := range found[k] {
			group.Add(1)
			go func() {
				defer group.Done()
				<-start
				f, err := x.Field(context.Background(), names[k][n%len(names[k])])
				if err != nil {
					t.Error(err)
					return
				}
				found[k][n] = f
				for _, partner := range []string{"RUS", "AFG", "ALB"} { // the field itself is shared too
					if years, err := f.remembered("CHN", partner); err != nil || len(years) == 0 || !(years[0].Expected > 0) {
						t.Errorf("%v: %v, %v", names[k][n%len(names[k])], years, err)
					}
				}
			}()
		}
	}
	group.Add(2)
	go func() { defer group.Done(); <-start; x.Start() }()
	go func() { defer group.Done(); <-start; x.Pending() }()
	close(start)
	group.Wait()
	for k := range names {
		full := names[k][len(names[k])-1]
		if estimated[full] != 1 {
			t.Errorf("%v was estimated %d times", full, estimated[full])
		}
		for n, f := range found[k] {
			if f == nil || f != found[k][0] || f.Panel != full || f.Vintage != "v-"+full.Source {
				t.Errorf("asker %d of %v got another field: %v", n, full, f)
			}
		}
	}
	if len(estimated) != len(names) || x.Pending() {
		t.Errorf("estimated %v, pending %v", estimated, x.Pending())
	}
}

// An asker that goes away leaves the others what they wait for, and what lies
// in the data is answered the same each time.
func TestFieldsErrors(t *testing.T) {
	x := NewFields(wideLake(t))
	t.Cleanup(x.Close)
	gone, leave := context.WithCancel(context.Background())
	leave()
	_, _ = x.Field(gone, Panel{Source: "small"}) // begins the work and does not wait
	if f, err := x.Field(context.Background(), Panel{Source: "small"}); err != nil || f == nil {
		t.Errorf("after an asker left: %v", err)
	}
	for range 2 {
		if _, err := x.Field(context.Background(), Panel{Source: "none"}); err == nil || !strings.Contains(err.Error(), `unknown source "none"`) {
			t.Errorf("an unknown source: %v", err)
		}
		if _, err := x.Field(context.Background(), Panel{Source: "small", View: measure.ByExporter}); err == nil || !strings.Contains(err.Error(), "exporter view") {
			t.Errorf("a view that is not there: %v", err)
		}
	}
	var none *Fields
	if _, err := none.Field(context.Background(), Panel{}); err == nil {
		t.Error("no fields answer")
	}
}
