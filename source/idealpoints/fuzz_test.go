package idealpoints

import (
	"context"
	"io"
	"testing"

	"dyad/source"
)

// sink counts what it is given and holds the reader to whole rows.
type sink struct {
	t                             testing.TB
	columns, rows, rejects, apart int
}

func (s *sink) Apart(string)                              { s.apart++ }
func (s *sink) Note(string)                               {}
func (s *sink) Reject(int64, string, string, string)      { s.rejects++ }
func (s *sink) Table(_ string, c ...string) source.Writer { s.columns = len(c); return s }
func (s *sink) Row(line int64, v ...any) error {
	if s.rows++; len(v) != s.columns || line < 1 {
		s.t.Errorf("line %d has %d values for %d columns", line, len(v), s.columns)
	}
	return nil
}

func streamed(t testing.TB, text string) (*sink, error) {
	d, err := Reader().Read([]source.File{{Name: "x.csv", Data: []byte(text)}}, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{t: t}
	return s, d.Stream(context.Background(), source.Input{File: d.Files[0], Open: func() (io.ReadCloser, error) { return d.Files[0].OpenText(context.Background()) }}, s)
}

const lines = "session,IdealPointAll,iso3c,Countryname\n74,-0.5,RUS,Russia\n74,NA,CHN,China\nx,1,CHN,China\n"

// The oracle is the text: of three lines one is a row, one has no value and one
// is refused.
func TestEachLineIsAccountedFor(t *testing.T) {
	if s, err := streamed(t, lines); err != nil || s.rows != 1 || s.apart != 1 || s.rejects != 1 {
		t.Errorf("%d rows, %d apart, %d rejected, %v", s.rows, s.apart, s.rejects, err)
	}
}

func FuzzStream(f *testing.F) {
	f.Add(lines)
	f.Fuzz(func(t *testing.T, text string) { _, _ = streamed(t, text) })
}
