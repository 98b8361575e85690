package sipritiv

import (
	"context"
	"io"
	"testing"

	"dyad/source"
)

// sink counts what it is given and holds the reader to whole rows.
type sink struct {
	t                      testing.TB
	columns, rows, rejects int
}

func (s *sink) Apart(string)                              {}
func (s *sink) Note(string)                               {}
func (s *sink) Reject(int64, string, string, string)      { s.rejects++ }
func (s *sink) Table(_ string, c ...string) source.Writer { s.columns = len(c); return s }
func (s *sink) Row(line int64, v ...any) error {
	if s.rows++; len(v) != s.columns || line < 1 {
		s.t.Errorf("line %d has %d values for %d columns", line, len(v), s.columns)
	}
	return nil
}

func read(t testing.TB, text string) (*sink, error) {
	d, err := Reader().Read([]source.File{{Name: "x.csv", Data: []byte(text)}}, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{t: t}
	return s, d.Stream(context.Background(), source.Input{File: d.Files[0], Open: func() (io.ReadCloser, error) { return d.Files[0].OpenText(context.Background()) }}, s)
}

const table = "Volume of transfers of major arms\n\nExports by,2022,2023,2024,2022-2024,Percentage\nRussia,2603,1269,,3872,90%\nBahamas,0 ,,,0 ,0.0%\nUnited Nations**,1,,,1,0.0%\nTotal world export,2604,1269,,3873,100%\n"

// The oracle is the table: three printed numbers and a 0; the years' sum and the
// world's are no rows.
func TestTable(t *testing.T) {
	s, err := read(t, table)
	if err != nil || s.rows != 4 || s.rejects != 0 {
		t.Errorf("%d rows, %d rejected, %v", s.rows, s.rejects, err)
	}
	if _, err := read(t, "a,b\n1,2\n"); err == nil {
		t.Error("another table is read")
	}
}

func FuzzStream(f *testing.F) {
	f.Add(table)
	f.Fuzz(func(t *testing.T, text string) { _, _ = read(t, text) })
}
