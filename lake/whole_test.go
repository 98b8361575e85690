package lake

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dyad/source"
	"dyad/source/tidy"
)

// dataFile finds a real file, or skips the test.
func dataFile(t testing.TB, parts ...string) string {
	t.Helper()
	home := os.Getenv("DYAD_DATA")
	if home == "" {
		home = filepath.Join("..", "..", "shared", "data")
	}
	path := filepath.Join(append([]string{home}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("real data is not here (DYAD_DATA names the place): %v", err)
	}
	return path
}

// The whole IMF file comes in: every row of it is in the lake with its value,
// or among the rejects. The oracle reads the file by encoding/csv.
func TestWholeIMFFile(t *testing.T) {
	path := dataFile(t, "imf-dots", "dots_iso3.csv.gz")
	if testing.Short() {
		t.Skip("reads 2.6 million rows twice")
	}
	dir := t.TempDir()
	d, err := tidy.Open([]source.File{{Path: path}}, tidy.Options{Meta: source.Meta{ID: "imf-dots"}, Map: []string{"value=value_musd"}, Scale: "1e6"})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Import(context.Background(), dir, d, ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	type key struct {
		exporter, importer, view string
		year                     int16
	}
	type observation struct {
		value float64
		flags string
	}
	want := map[key]observation{}
	read, negative, zeros := int64(0), int64(0), int64(0)
	eachRecord(t, path, func(f []string) {
		read++
		if strings.HasPrefix(f[4], "-") {
			negative++
			return
		}
		year, err := strconv.Atoi(f[2])
		if err != nil {
			t.Fatal(err)
		}
		k := key{f[0], f[1], "exporter", int16(year)}
		if f[3] == "M" {
			k = key{f[1], f[0], "importer", int16(year)}
		}
		o := observation{value: shifted(t, f[4], 6)}
		if o.value == 0 {
			zeros++
		}
		var flags []string
		if strings.HasPrefix(f[0], "_") || strings.HasPrefix(f[1], "_") || f[0] == "WLD" || f[1] == "WLD" {
			flags = append(flags, "aggregate")
		}
		if f[5] == "e" {
			flags = append(flags, "estimate")
		}
		o.flags = strings.Join(flags, ",")
		want[k] = o
	})
	if r.Read != read || read != 2_581_001 || r.Source.Rejected != negative || negative != 13 || r.Source.Rows != read-negative || r.Source.Zeros != zeros {
		t.Errorf("read %d of %d, rejected %d of %d, kept %d, zeros %d of %d", r.Read, read, r.Source.Rejected, negative, r.Source.Rows, r.Source.Zeros, zeros)
	}
	l, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	wrong := 0
	err = l.Each(context.Background(), "SELECT exporter, importer, view, year, value_usd, flags FROM trade_total", nil, func(row *Row) error {
		k := key{row.Values()[0].(string), row.Values()[1].(string), row.Values()[2].(string), row.Values()[3].(int16)}
		got := observation{row.Values()[4].(float64), row.Values()[5].(string)}
		if o, ok := want[k]; !ok || o != got {
			if wrong++; wrong < 10 {
				t.Errorf("%+v is %+v, want %+v", k, got, o)
			}
		}
		delete(want, k)
		return nil
	})
	if err != nil || len(want) != 0 {
		t.Errorf("%d rows are not in the lake; %v", len(want), err)
	}
}

func eachRecord(t *testing.T, path string, visit func(fields []string)) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(z)
	if _, err := r.Read(); err != nil {
		t.Fatal(err)
	}
	for {
		fields, err := r.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		visit(fields)
	}
}
