package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"dyad/internal/hint"
	"dyad/lake/duck"
	"dyad/lake/table"
)

// Lake is a snapshot of a lake: what its manifest named when it was opened.
// It may be used by many goroutines.
type Lake struct {
	dir      string
	manifest *manifest
	snapshot string
	engine   *duck.Engine
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
	spill := filepath.Join(absolute, "tmp", fmt.Sprintf("read-%d", os.Getpid()))
	engine, err := duck.Open(ctx, duck.Config{Temp: spill, Only: []string{absolute}}, m.tables(absolute, tables))
	if err != nil {
		return nil, err
	}
	return &Lake{dir: dir, manifest: m, snapshot: m.snapshot(), engine: engine}, nil
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

// Close ends the snapshot.
func (l *Lake) Close() error { return l.engine.Close() }

// Dir is the directory of the lake.
func (l *Lake) Dir() string { return l.dir }

// Snapshot identifies what this lake holds, whenever and by which version it was
// imported: equal texts, equal answers.
func (l *Lake) Snapshot() string { return l.snapshot }

// Dialect is how the engine says what engines say differently.
func (l *Lake) Dialect() Dialect { return Embedded }

// Dialect covers the few differences between the SQL of the engines.
type Dialect interface {
	Name() string
	Table(table string) string
	JoinText(expression, separator, order string) string
}

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

// tables are the statements that define what queries see.
func (m *manifest) tables(dir string, declared []*table.Table) []string {
	latest := m.latest()
	var total, lines, all []string
	for i := range m.Sources {
		s := &m.Sources[i]
		for _, f := range s.Files {
			if f.tableOf(s) != "trade" {
				continue
			}
			path := duck.Text(filepath.Join(dir, f.Path))
			if f.Grain != "computed" {
				all = append(all, path)
			}
			if !latest[i] {
				continue
			}
			if f.Grain != "product" {
				total = append(total, path)
			}
			if f.Grain != "computed" {
				lines = append(lines, path)
			}
		}
	}
	out := append([]string{duck.View("trade_total", total), duck.View("trade", lines), duck.View("trade_all", all)}, m.sourceTable(latest)...)
	for _, t := range declared {
		var now, every []string
		for i := range m.Sources {
			s := &m.Sources[i]
			for _, f := range s.Files {
				if f.tableOf(s) != t.Name {
					continue
				}
				every = append(every, filepath.Join(dir, f.Path))
				if latest[i] {
					now = append(now, filepath.Join(dir, f.Path))
				}
			}
		}
		out = append(out, duck.TableView(t, t.Name, now), duck.TableView(t, t.Name+"_all", every))
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
