package duck

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"dyad/internal/hint"
	"dyad/source"
)

// FuzzParquet reads any bytes that begin as a Parquet file does: the engine gives
// columns and rows, or an error that a user can act on, and lives on. One engine
// serves all tries.
func FuzzParquet(f *testing.F) {
	ctx := context.Background()
	in := Input{Label: "f.parquet", Path: filepath.Join(f.TempDir(), "f.parquet"), Head: source.Head{Parquet: true}}
	d := source.Dataset{Table: "trade", Match: func(header []string) (source.Columns, error) {
		c := source.Columns{}
		for _, h := range header {
			c[source.Field(h)] = h
		}
		return c, nil
	}}
	s, err := NewStage(ctx, &d, []Input{in}, Config{Temp: f.TempDir()})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	for _, query := range []string{
		"SELECT 'CHN' AS reporter, 'RUS' AS partner, 2017 AS year, 'X' AS flow, 1.5 AS value",
		"SELECT range AS year, CAST(range AS VARCHAR) AS product, NULL::DOUBLE AS value FROM range(5000)",
		"SELECT [1, 2] AS list, {'a': 1} AS struct, DATE '2017-01-01' AS year",
	} {
		if err := s.exec(ctx, "COPY ("+query+") TO "+text(in.Path)+" (FORMAT parquet)"); err != nil {
			f.Fatal(err)
		}
		b, err := os.ReadFile(in.Path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	path := filepath.Join(f.TempDir(), "try.parquet")
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := os.WriteFile(path, append([]byte("PAR1"), b[min(4, len(b)):]...), 0o666); err != nil {
			t.Fatal(err)
		}
		file := in
		file.Path, file.Head.Columns = path, nil
		if err := s.describe(ctx, &file); err != nil {
			if hint.CodeOf(err) != hint.Data {
				t.Fatalf("code %d: %v", hint.CodeOf(err), err)
			}
		} else {
			for _, c := range file.Head.Columns {
				var n int64
				_ = s.one(ctx, "SELECT count("+file.column(c)+") FROM "+file.relation(""), &n)
			}
		}
		var alive int
		if err := s.one(ctx, "SELECT 1", &alive); err != nil || alive != 1 {
			t.Fatalf("the engine is gone: %v", err)
		}
	})
}
