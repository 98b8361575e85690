package desk

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/lake"
	"dyad/lake/table"
	"dyad/measure"
	"dyad/period"
	"dyad/source"
)

// A whole toy field, as docs/architecture.md counts it: a table, a reader, a
// measure, and the line that registers them.
var nights = &table.Table{
	Name: "nights", Title: "nights that guests of one economy spend in another",
	Columns: []table.Column{
		{Name: "guest", Kind: table.Economy, Required: true}, {Name: "host", Kind: table.Economy, Required: true},
		{Name: "month", Kind: table.Period, Required: true}, {Name: "nights", Kind: table.Number, Unit: "nights"},
	},
	Key: []string{"guest", "host", "month"},
}

func nightsReader() *source.Reader {
	return &source.Reader{Name: "nights", ID: "nights", Title: "Nights", Tables: []string{"nights"}, Files: "guest;host;month;nights",
		Knows: func(_ string, h source.Head) (int, string) { return 0, "" },
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "nights", Files: files, Stream: func(_ context.Context, in source.Input, out source.Sink) error {
				r, err := in.Open()
				if err != nil {
					return err
				}
				defer r.Close()
				rows, lines := out.Table("nights", "guest", "host", "month", "nights"), bufio.NewScanner(r)
				for line := int64(1); lines.Scan(); line++ {
					f := strings.Split(lines.Text(), ";")
					if err := rows.Row(line, f[0], f[1], f[2], f[3]); err != nil {
						return err
					}
				}
				return lines.Err()
			}}, nil
		}}
}

type tourism struct{ lake *lake.Lake }

func (f *tourism) Tables() []*table.Table { return []*table.Table{nights} }

func (f *tourism) Measures() []*measure.Measure {
	return []*measure.Measure{{Name: "tourism.nights", Title: "Nights", Unit: "nights", Directed: true, Freqs: []period.Unit{period.Month},
		Eval: func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
			const sql = "SELECT month, nights, source, vintage FROM nights WHERE guest = ? AND host = ? ORDER BY source, month"
			measure.Ran(ctx, func() string { return sql })
			var rows []measure.Row
			err := f.lake.Each(ctx, sql, []any{string(q.A), string(q.B)}, func(r *lake.Row) error {
				p, err := period.Parse(r.Text(0))
				value, known := r.Number(1)
				rows = append(rows, measure.Row{Measure: "tourism.nights", A: string(q.A), B: string(q.B), Period: p, Value: value, Missing: !known, Unit: "nights",
					Source: r.Text(2), Vintage: r.Text(3)})
				return err
			})
			return rows, err
		}}}
}

// The oracle is the file of the toy.
func TestAToyFieldFromFileToAnswer(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "nights.txt")
	if err := os.WriteFile(path, []byte("RUS;china;2019M01;120\nRUS;CHN;2019M02;\nDEU;CHN;2019M01;7\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	d, err := nightsReader().Read([]source.File{{Path: path}}, source.Options{Meta: source.Meta{Vintage: "2019"}})
	if err != nil {
		t.Fatal(err)
	}
	in := filepath.Join(dir, "lake")
	if _, err := lake.Import(context.Background(), in, d, lake.ImportOptions{Tables: []*table.Table{nights}}); err != nil {
		t.Fatal(err)
	}
	open, err := Open(context.Background(), in, Options{Fields: func(l *lake.Lake) []Field { return []Field{&tourism{l}} }})
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	rows, err := open.Rows(context.Background(), "tourism.nights", measure.Query{A: "RUS", B: "CHN", Freq: period.Month})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.Period, " ", r.Text(), " ", r.Source, " ", r.Vintage))
		if !strings.HasPrefix(r.Query, "SELECT month, nights") {
			t.Errorf("the row's query is %q", r.Query)
		}
	}
	if s := strings.Join(got, "; "); s != "2019-01 120 nights nights 2019; 2019-02 missing nights 2019" {
		t.Errorf("%s", s)
	}
	if cite := open.Cite("nights"); cite != "Nights, vintage 2019" {
		t.Errorf("cited as %q", cite)
	}
	if _, err := open.Rows(context.Background(), "tourism.nights", measure.Query{A: "RUS", B: "CHN"}); err == nil {
		t.Error("a year is answered by months")
	}
	if _, err := open.Rows(context.Background(), "tourism.nights", measure.Query{A: "CHN", B: "DEU", Freq: period.Month}); err == nil || !strings.Contains(err.Error(), "no source in the lake gives tourism.nights for China and Germany") {
		t.Errorf("nothing found: %v", err)
	}
}

// A lake's own baskets are part of what its numbers rest on.
func TestBasketsAreInTheSnapshotsName(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "t.txt")
	if err := os.WriteFile(path, []byte("RUS;CHN;2019M01;120\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	d, err := nightsReader().Read([]source.File{{Path: path}}, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	in := filepath.Join(dir, "lake")
	if _, err := lake.Import(context.Background(), in, d, lake.ImportOptions{Tables: []*table.Table{nights}}); err != nil {
		t.Fatal(err)
	}
	name := func() string {
		t.Helper()
		open, err := Open(context.Background(), in, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer open.Close()
		return open.Snapshot + " " + open.Baskets.Title("hydrocarbons")
	}
	seen := map[string]bool{name(): true}
	for _, title := range []string{"Oil", "Oil and gas"} {
		if err := os.WriteFile(filepath.Join(in, "baskets.yaml"), []byte("baskets:\n- {name: hydrocarbons, title: "+title+", hs: [\"27\"]}\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		seen[name()] = true
	}
	if len(seen) != 3 {
		t.Errorf("three settings have the names %v", seen)
	}
	if err := os.Remove(filepath.Join(in, "baskets.yaml")); err != nil {
		t.Fatal(err)
	}
	if !seen[name()] {
		t.Error("without its baskets the lake has another name than before, or they outlive it")
	}
}
