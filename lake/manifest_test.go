package lake

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"dyad/internal/hint"
	"dyad/source/tidy"
)

func TestOpenBadLakes(t *testing.T) {
	for _, c := range []struct {
		name, manifest string
		pieces         []string
	}{
		{"newer", `{"format": 3, "dyad": "v3.1", "sources": {"not": "a list"}}`, []string{"newer dyad (v3.1, format 3; this one reads format 2)", "manifest.json"}},
		{"no format", `{"sources": []}`, []string{"manifest is damaged", "names no format"}},
		{"cut", `{"format": 1, "sour`, []string{"manifest is damaged"}},
		{"way out", `{"format": 1, "sources": [{"id": "s", "vintage": "1", "files": [{"path": "../x", "rows": 1}]}]}`, []string{`bad file "../x"`}},
		{"bad id", `{"format": 1, "sources": [{"id": "s/../..", "vintage": "1"}]}`, []string{"no good name"}},
		{"twice", `{"format": 1, "sources": [{"id": "s", "vintage": "1"}, {"id": "s", "vintage": "1"}]}`, []string{"vintage 1 twice"}},
		{"file gone", `{"format": 1, "sources": [{"id": "s", "vintage": "1", "files": [{"path": "data/x.parquet", "rows": 1, "bytes": 5}]}]}`, []string{"x.parquet", "missing or changed", "source s"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, manifestName, c.manifest)
			_, err := Open(context.Background(), dir)
			complains(t, err, hint.Data, c.pieces...)
			if c.name == "file gone" {
				return
			}
			_, err = bring(t, dir, good, tidy.Options{}, ImportOptions{})
			complains(t, err, hint.Data, c.pieces...)
			if b, err := os.ReadFile(filepath.Join(dir, manifestName)); err != nil || string(b) != c.manifest {
				t.Errorf("the manifest changed: %s, %v", b, err)
			}
		})
	}
}

func TestNoLake(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	_, err := Open(context.Background(), dir)
	complains(t, err, hint.Data, "there is no lake at "+dir, "dyad demo")
	file := write(t, t.TempDir(), "file", "x")
	_, err = Open(context.Background(), file)
	complains(t, err, hint.Data, "is not a directory")
	_, err = bring(t, file, good, tidy.Options{}, ImportOptions{})
	complains(t, err, hint.Data, "cannot be written")
}

// Clearing away takes only what bears a name of ours.
func TestCleanLeavesOthers(t *testing.T) {
	dir := t.TempDir()
	for _, d := range []string{"data/trade/s/1", "rejects", "tmp/mine", "tmp/import-123"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	keep := []string{
		write(t, dir, "data/own.csv", "1"), write(t, dir, "data/trade/s/1/my-total.parquet", "2"),
		write(t, dir, "rejects/notes.csv", "3"), write(t, dir, "tmp/mine/file", "4"),
	}
	gone := []string{
		write(t, dir, "data/trade/s/1/0123456789ab-total.parquet", "5"), write(t, dir, "rejects/1-0123456789ab.csv", "6"),
		write(t, dir, "tmp/import-123/total.parquet", "7"),
	}
	if _, err := bring(t, dir, good, tidy.Options{}, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, path := range keep {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s was cleared away", path)
		}
	}
	for _, path := range gone {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s was left", path)
		}
	}
}

// Whatever the bytes are, there is an error or a manifest that keeps inside the
// lake, and that comes back the same when it is written and read again.
func FuzzManifest(f *testing.F) {
	f.Add([]byte(`{"format": 1, "dyad": "v1", "sources": [{"id": "s", "vintage": "1", "table": "trade", "files": [{"path": "data/x", "grain": "total", "rows": 1, "bytes": 5}]}]}`))
	f.Add([]byte(`{"format": 2}`))
	f.Add([]byte(`{"format": 1, "sources": [{"id": "a", "vintage": "2024"}, {"id": "a", "vintage": "v2025"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := parseManifest("manifest.json", b)
		if err != nil {
			if hint.CodeOf(err) != hint.Data {
				t.Errorf("code %d: %v", hint.CodeOf(err), err)
			}
			return
		}
		for _, s := range m.Sources {
			for _, file := range s.Files {
				if !filepath.IsLocal(file.Path) {
					t.Errorf("%q leads out of the lake", file.Path)
				}
			}
		}
		m.latest()
		m.relations("/lake", nil)
		written, err := m.bytes()
		if err != nil {
			t.Fatal(err)
		}
		again, err := parseManifest("manifest.json", written)
		if err != nil {
			t.Fatalf("%v: %s", err, written)
		}
		if twice, _ := again.bytes(); string(twice) != string(written) {
			t.Errorf("%s\n%s", written, twice)
		}
	})
}
