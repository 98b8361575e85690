package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"dyad/internal/hint"
	"dyad/lake/duck"
	"dyad/lake/engine"
	"dyad/lake/table"
)

// Lake is a snapshot of a lake: what its manifest named when it was opened.
// It may be used by many goroutines.
type Lake struct {
	dir      string
	manifest *manifest
	snapshot string
	engine   engine.Engine
}

// Open takes a snapshot of the lake in a directory with the tables that fields
// declare beside that of trade. A missing lake, a damaged one and one of a newer
// version are errors of code hint.Data.
func Open(ctx context.Context, dir string, tables ...*table.Table) (*Lake, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, lacking(dir, err)
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := m.look(ctx, dir, false); err != nil {
		return nil, err
	}
	spill := spillFolder(ctx, absolute)
	opened, err := duck.Open(ctx, duck.Config{Temp: spill, Memory: memoryOf(ctx), Only: []string{absolute}}, m.relations(absolute, tables), m.sourceTable(m.latest())...)
	if err != nil {
		return nil, err
	}
	return &Lake{dir: dir, manifest: m, snapshot: m.snapshot(), engine: opened}, nil
}

// lacking tells a directory without a lake from a lake that cannot be read.
func lacking(dir string, err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return noLake(dir)
	}
	return err
}

func noLake(dir string) error {
	what, try := fmt.Sprintf("there is no lake at %s", dir), "dyad demo builds one; --lake or DYAD_LAKE names another"
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		what = dir + " is not a directory"
	}
	return hint.New(hint.Data, "", what, try)
}

// Holds says whether the lake in a directory has rows of a table, from its
// manifest alone; one that cannot be read has none.
func Holds(dir, table string) bool {
	m, err := readManifest(dir)
	return err == nil && slices.ContainsFunc(m.Sources, func(s Source) bool { return slices.Contains(s.Tables(), table) })
}

// Close ends the snapshot.
func (l *Lake) Close() error { return l.engine.Close() }

// Dir is the directory of the lake.
func (l *Lake) Dir() string { return l.dir }

// Snapshot identifies what this lake holds, whenever and by which version it was
// imported: equal texts, equal answers.
func (l *Lake) Snapshot() string { return l.snapshot }

// Embedded is the dialect of the engine that dyad carries.
var Embedded Dialect = duck.Dialect{}

// Sources lists the imports in their order, every vintage.
func (l *Lake) Sources() []Source { return append([]Source(nil), l.manifest.Sources...) }

// Latest lists the latest vintage of every source: what trade and trade_total
// are made of.
func (l *Lake) Latest() []Source {
	var out []Source
	latest := l.manifest.latest()
	for i, s := range l.manifest.Sources {
		if latest[i] {
			out = append(out, s)
		}
	}
	return out
}

// Source finds the import of a source; vintage "" is the latest.
func (l *Lake) Source(id, vintage string) (Source, bool) {
	for _, s := range l.Latest() {
		if s.ID == id && (vintage == "" || s.Vintage == vintage) {
			return s, true
		}
	}
	if s := l.manifest.find(id, vintage); s != nil {
		return *s, true
	}
	return Source{}, false
}

// tradeColumns are those of the three tables of trade.
var tradeColumns = []engine.Column{{Name: "exporter", Type: "VARCHAR"}, {Name: "importer", Type: "VARCHAR"}, {Name: "year", Type: "SMALLINT"}, {Name: "month", Type: "TINYINT"},
	{Name: "classification", Type: "VARCHAR"}, {Name: "product", Type: "VARCHAR"}, {Name: "value_usd", Type: "DOUBLE"}, {Name: "quantity_t", Type: "DOUBLE"},
	{Name: "view", Type: "VARCHAR"}, {Name: "valuation", Type: "VARCHAR"}, {Name: "flags", Type: "VARCHAR"}, {Name: "source", Type: "VARCHAR"}, {Name: "vintage", Type: "VARCHAR"}}

// relations are what queries see: the tables of trade, and two of each declared
// table, the releases that answer and every one.
func (m *manifest) relations(dir string, declared []*table.Table) []engine.Relation {
	latest := m.latest()
	files := func(of string, want func(f *DataFile, now bool) bool) []string {
		var out []string
		for i := range m.Sources {
			s := &m.Sources[i]
			for j := range s.Files {
				if f := &s.Files[j]; f.tableOf(s) == of && want(f, latest[i]) {
					out = append(out, filepath.Join(dir, f.Path))
				}
			}
		}
		return out
	}
	out := []engine.Relation{
		{Name: "trade_total", Columns: tradeColumns, Files: files("trade", func(f *DataFile, now bool) bool { return now && f.Grain != "product" })},
		{Name: "trade", Columns: tradeColumns, Files: files("trade", func(f *DataFile, now bool) bool { return now && f.Grain != "computed" })},
		{Name: "trade_all", Columns: tradeColumns, Files: files("trade", func(f *DataFile, _ bool) bool { return f.Grain != "computed" })},
	}
	for _, t := range declared {
		names, types := duck.Columns(t)
		var columns []engine.Column
		for i := range names {
			columns = append(columns, engine.Column{Name: names[i], Type: types[i]})
		}
		columns = append(columns, engine.Column{Name: "source", Type: "VARCHAR"}, engine.Column{Name: "vintage", Type: "VARCHAR"})
		out = append(out, engine.Relation{Name: t.Name, Columns: columns, Files: files(t.Name, func(_ *DataFile, now bool) bool { return now })},
			engine.Relation{Name: t.Name + "_all", Columns: columns, Files: files(t.Name, func(*DataFile, bool) bool { return true })})
	}
	return out
}

func (m *manifest) sourceTable(latest map[int]bool) []string {
	out := []string{`CREATE TABLE source (id VARCHAR, title VARCHAR, publisher VARCHAR, url VARCHAR, licence VARCHAR, vintage VARCHAR,
		retrieved VARCHAR, unit VARCHAR, sha256 VARCHAR, "rows" BIGINT, rejected BIGINT, first_year INTEGER, last_year INTEGER,
		reporters INTEGER, caveats VARCHAR, imported VARCHAR, latest BOOLEAN)`}
	for i, s := range m.Sources {
		var words []string
		for _, w := range []string{s.ID, s.Title, s.Publisher, s.URL, s.Licence, s.Vintage, s.Retrieved, s.Unit, s.SHA256()} {
			words = append(words, duck.Text(w))
		}
		out = append(out, fmt.Sprintf("INSERT INTO source VALUES (%s, %d, %d, %d, %d, %d, %s, %s, %t)", strings.Join(words, ", "),
			s.Rows, s.Rejected, s.FirstYear, s.LastYear, s.Reporters, duck.Text(strings.Join(s.Caveats, "\n")), duck.Text(s.Imported), latest[i]))
	}
	return out
}
