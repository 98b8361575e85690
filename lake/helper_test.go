package lake

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/source"
	"dyad/source/tidy"
)

// header is the usual one of the files below.
const header = "reporter,partner,year,flow,value\n"

// bring imports a text of CSV as source "s" into the lake in dir.
func bring(t *testing.T, dir, text string, o tidy.Options, io ImportOptions) (Report, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.csv")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return bringFiles(dir, o, io, path)
}

func bringFiles(dir string, o tidy.Options, io ImportOptions, paths ...string) (Report, error) {
	if o.Meta.ID == "" {
		o.Meta.ID = "s"
	}
	var files []source.File
	for _, p := range paths {
		files = append(files, source.File{Path: p})
	}
	d, err := tidy.Open(files, o)
	if err != nil {
		return Report{}, err
	}
	return Import(context.Background(), dir, d, io)
}

// rowsOf gives the rows of a query, its columns joined by blanks.
func rowsOf(t *testing.T, dir, query string) []string {
	t.Helper()
	l, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var out []string
	err = l.Each(context.Background(), "SELECT CAST(concat_ws(' ', "+query, nil, func(r *Row) error {
		out = append(out, r.Text(0))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// all are the columns of the trade tables for rowsOf.
const all = `exporter, importer, year, month, chr(39) || classification || chr(39), product, coalesce(CAST(value_usd AS VARCHAR), 'NULL'),
	coalesce(CAST(quantity_t AS VARCHAR), 'NULL'), view, chr(39) || valuation || chr(39), chr(39) || flags || chr(39), source) AS VARCHAR) FROM `

// complains holds an error against its code and the pieces of its message.
func complains(t *testing.T, err error, code hint.Code, pieces ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	if got := hint.CodeOf(err); got != code {
		t.Errorf("code %d, want %d: %v", got, code, err)
	}
	message := err.Error() + "\ntry: " + hint.TryOf(err)
	for _, p := range pieces {
		if !strings.Contains(message, p) {
			t.Errorf("the message lacks %q:\n%s", p, message)
		}
	}
}

// contents lists every file under dir with its bytes, but the lock.
func contents(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() || info.Name() == "lock" || info.Name() == checkedName {
			return err
		}
		text, err := os.ReadFile(path)
		b.WriteString(path + "\n" + string(text) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// optionsOf are those of source "s" with a vintage.
func optionsOf(vintage string) tidy.Options {
	return tidy.Options{Meta: source.Meta{ID: "s", Vintage: vintage}}
}
