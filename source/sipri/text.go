package sipri

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/source"
)

// Record is one line below the header.
type Record struct {
	Line  int64
	Cells []string
}

// Cell is the i-th cell, trimmed; "" where i is −1.
func (r Record) Cell(i int) string {
	if i < 0 || i >= len(r.Cells) {
		return ""
	}
	return strings.TrimSpace(r.Cells[i])
}

// mostPreamble is how many lines the header is looked for in.
const mostPreamble = 30

// Table reads a table of SIPRI: it passes over the preamble to the line that
// names all of the columns, then hands each line to visit. Lines of another
// number of columns are rejected. visit is made from the header.
func Table(in source.Input, out source.Sink, names []string, layout func(header []string) (visit func(Record) error, err error)) error {
	text, err := in.Open()
	if err != nil {
		return err
	}
	defer text.Close()
	r := csv.NewReader(&latin{text: source.SkipMark(text)})
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	var visit func(Record) error
	var columns int
	for seen := 0; ; seen++ {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) && visit != nil {
			return nil
		}
		if visit == nil && (errors.Is(err, io.EOF) || seen == mostPreamble) {
			return hint.New(hint.Data, in.Label()+":1", "no line names the columns "+strings.Join(names, ", "), "fetch the file from SIPRI again")
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			if visit != nil {
				out.Reject(int64(bad.Line), "", "", "cannot be cut into columns: "+bad.Err.Error())
			}
			continue
		}
		if err != nil {
			return err
		}
		line, _ := r.FieldPos(0)
		switch {
		case visit == nil && has(cells, names):
			columns = len(cells)
			if visit, err = layout(trimmed(cells)); err != nil {
				return hint.New(hint.Data, fmt.Sprintf("%s:%d", in.Label(), line), err.Error(), "fetch the file from SIPRI again")
			}
		case visit == nil:
		case len(cells) != columns:
			out.Reject(int64(line), "", "", fmt.Sprintf("has %d columns where the header has %d", len(cells), columns))
		default:
			if err := visit(Record{int64(line), cells}); err != nil {
				return err
			}
		}
	}
}

func trimmed(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = strings.TrimSpace(c)
	}
	return out
}

func has(cells, names []string) bool {
	t := trimmed(cells)
	return !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(t, n) })
}

// latin reads a text of which lines that are no UTF-8 are Latin-1, as SIPRI's
// files mix the two.
type latin struct {
	text *bufio.Reader
	left []byte
}

func (l *latin) Read(p []byte) (int, error) {
	if len(l.left) == 0 {
		line, err := l.text.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			err = nil // a piece of a very long line
		}
		if len(line) == 0 {
			return 0, err
		}
		l.left = bytes.Clone(line)
		if !utf8.Valid(line) {
			runes := make([]rune, len(line))
			for i, b := range line {
				runes[i] = rune(b)
			}
			l.left = []byte(string(runes))
		}
	}
	n := copy(p, l.left)
	l.left = l.left[n:]
	return n, nil
}

// Actor gives the code of a supplier or recipient, nil for one that is no
// economy; such names are noted.
func Actor(name string, out source.Sink) any {
	if !strings.HasSuffix(name, "*") {
		if e, err := economy.Resolve(name); err == nil {
			return e.Code
		}
	}
	out.Note(fmt.Sprintf("%q is no economy of the catalogue and is kept by its name", name))
	return nil
}
