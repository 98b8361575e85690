// Package sourcetest reads a text with a reader of streams as a lake would, for
// the readers' own tests: it counts what they hand over and holds them to whole
// rows.
package sourcetest

import (
	"context"
	"io"
	"testing"

	"dyad/source"
)

// Counts is what a reader handed over.
type Counts struct{ Rows, Rejects, Apart int }

// Read reads one text as a file x.csv. An error in describing the file ends the
// test; one in reading it is returned.
func Read(t testing.TB, r *source.Reader, o source.Options, text string) (Counts, error) {
	t.Helper()
	d, err := r.Read([]source.File{{Name: "x.csv", Data: []byte(text)}}, o)
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{t: t}
	ctx := context.Background()
	err = d.Stream(ctx, source.Input{File: d.Files[0], Open: func() (io.ReadCloser, error) { return d.Files[0].OpenText(ctx) }}, s)
	return s.counts, err
}

// sink counts, and holds the reader to as many values as it named columns.
type sink struct {
	t       testing.TB
	counts  Counts
	columns int
}

func (s *sink) Apart(string)                              { s.counts.Apart++ }
func (s *sink) Note(string)                               {}
func (s *sink) Reject(int64, string, string, string)      { s.counts.Rejects++ }
func (s *sink) Table(_ string, c ...string) source.Writer { s.columns = len(c); return s }

func (s *sink) Row(line int64, v ...any) error {
	if s.counts.Rows++; len(v) != s.columns || line < 1 {
		s.t.Errorf("line %d has %d values for %d columns", line, len(v), s.columns)
	}
	return nil
}
