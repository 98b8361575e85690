package visits

import (
	"context"
	"io"
	"testing"

	"dyad/source"
)

// sink holds the reader to whole rows.
type sink struct {
	t       testing.TB
	columns int
}

func (s *sink) Apart(string)                              {}
func (s *sink) Note(string)                               {}
func (s *sink) Reject(int64, string, string, string)      {}
func (s *sink) Table(_ string, c ...string) source.Writer { s.columns = len(c); return s }
func (s *sink) Row(line int64, v ...any) error {
	if len(v) != s.columns || line < 1 {
		s.t.Errorf("line %d has %d values for %d columns", line, len(v), s.columns)
	}
	return nil
}

func FuzzStream(f *testing.F) {
	f.Add("date,occasion,place,source\n2013-03-22,visit,Moscow,a\n")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Reader().Read([]source.File{{Name: "x.csv", Data: []byte(text)}}, source.Options{Meta: source.Meta{ID: "x"}, Set: []string{"parties=CHN,RUS", "kind=meeting"}})
		if err != nil {
			t.Fatal(err)
		}
		_ = d.Stream(context.Background(), source.Input{File: d.Files[0], Open: func() (io.ReadCloser, error) { return d.Files[0].OpenText(context.Background()) }}, &sink{t: t})
	})
}
