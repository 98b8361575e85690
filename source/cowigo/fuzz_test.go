package cowigo

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
	f.Add("ccode1,ccode2,year,dyadigos,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n365,710,2001,51,0,0,1,1,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Reader().Read([]source.File{{Name: "x.csv", Data: []byte(text)}}, source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		_ = d.Stream(context.Background(), source.Input{File: d.Files[0], Open: func() (io.ReadCloser, error) { return d.Files[0].OpenText(context.Background()) }}, &sink{t: t})
	})
}
