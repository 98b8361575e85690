package source

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"dyad/internal/hint"
)

// Shape is how a text differs from a plain table in UTF-8: in its encoding, in
// lines before the header, or in values that stand in several columns.
type Shape struct {
	Encoding  string `json:"encoding,omitempty"`  // "" is UTF-8
	Skip      int    `json:"skip,omitempty"`      // lines before the header
	Delimiter rune   `json:"delimiter,omitempty"` // where a line sep= says it
	Wide      *Wide  `json:"wide,omitempty"`
}

// Plain says whether there is nothing to do.
func (s *Shape) Plain() bool {
	return s.Encoding == "" && s.Skip == 0 && s.Delimiter == 0 && s.Wide == nil
}

// Wide says that one row holds several observations: each of Columns becomes a
// row of its own, with the column's meaning in the column Names and its value
// in the column Value, behind those that are kept.
type Wide struct {
	Header  []string          `json:"header"`
	Columns []int             `json:"columns"`
	Means   map[string]string `json:"means"` // by header
	Name    string            `json:"name"`  // "year" or "flow"
	Value   string            `json:"value"`
}

// kept are the columns that every row repeats.
func (w *Wide) kept(record []string) []string {
	var out []string
	for i, text := range record {
		if !slices.Contains(w.Columns, i) {
			out = append(out, text)
		}
	}
	return out
}

// Long is the header of the rows made.
func (w *Wide) Long() []string { return append(w.kept(w.Header), w.Name, w.Value) }

// shaped gives the text as a plain table in UTF-8.
func (f *File) shaped(r io.Reader, delimiter rune) (io.Reader, error) {
	var err error
	if r, err = decoded(r, f.Shape.Encoding); err != nil {
		return nil, err
	}
	if f.Shape.Skip > 0 {
		b := bufio.NewReaderSize(r, 1<<16)
		for range f.Shape.Skip {
			for {
				_, err := b.ReadSlice('\n')
				if err == bufio.ErrBufferFull {
					continue
				}
				if err != nil && err != io.EOF {
					return nil, err
				}
				break
			}
		}
		r = b
	}
	if f.Shape.Wide != nil {
		c := csv.NewReader(SkipMark(r))
		c.Comma, c.LazyQuotes, c.FieldsPerRecord, c.ReuseRecord = delimiter, true, -1, true
		r = &melting{label: f.Label(), wide: f.Shape.Wide, skip: f.Shape.Skip, in: c}
	}
	return r, nil
}

// decoded reads a text in an encoding of one byte a character.
func decoded(r io.Reader, encoding string) (io.Reader, error) {
	switch strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "").Replace(encoding)) {
	case "", "utf8":
		return r, nil
	case "latin1", "iso88591", "windows1252", "cp1252", "ansi":
		return &latin{in: bufio.NewReaderSize(r, 1<<16)}, nil
	}
	return nil, hint.New(hint.Usage, "", fmt.Sprintf("the encoding %q is not known", encoding), "--encoding latin1, or convert the file: iconv -f ENCODING -t UTF-8")
}

// latin reads Windows-1252, which is Latin-1 with letters and marks where that
// has control characters.
type latin struct {
	in   *bufio.Reader
	rest []byte
}

// marks are the characters of Windows-1252 from 0x80 to 0x9F.
var marks = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

func (l *latin) Read(p []byte) (int, error) {
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	for n < len(p) {
		c, err := l.in.ReadByte()
		if err != nil {
			if n > 0 {
				return n, nil
			}
			return 0, err
		}
		if c < utf8.RuneSelf {
			p[n] = c
			n++
			continue
		}
		r := rune(c)
		if c < 0xa0 {
			r = marks[c-0x80]
		}
		encoded := utf8.AppendRune(nil, r)
		m := copy(p[n:], encoded)
		l.rest = encoded[m:]
		n += m
	}
	return n, nil
}

// melting makes several rows of one.
type melting struct {
	label string
	wide  *Wide
	skip  int
	in    *csv.Reader
	out   bytes.Buffer
	begun bool
}

func (m *melting) Read(p []byte) (int, error) {
	for m.out.Len() == 0 {
		if err := m.next(); err != nil {
			return 0, err
		}
	}
	return m.out.Read(p)
}

func (m *melting) next() error {
	record, err := m.in.Read()
	if err == io.EOF {
		return err
	}
	if err != nil {
		return &hint.Error{Code: hint.Data, Where: m.label, What: "cannot be cut into columns", Err: err}
	}
	line, _ := m.in.FieldPos(0)
	where := fmt.Sprintf("%s:%d", m.label, line+m.skip)
	w := csv.NewWriter(&m.out)
	if !m.begun {
		m.begun = true
		w.Write(m.wide.Long())
		w.Flush()
		return nil
	}
	if len(record) != len(m.wide.Header) {
		return hint.New(hint.Data, where, fmt.Sprintf("the row has %d columns and the header %d", len(record), len(m.wide.Header)), "mend the row")
	}
	for _, text := range record {
		if !utf8.ValidString(text) {
			return hint.New(hint.Data, where, fmt.Sprintf("%q is not UTF-8", text), "--encoding latin1, or the encoding it has")
		}
	}
	kept := m.wide.kept(record)
	for _, i := range m.wide.Columns {
		w.Write(append(slices.Clone(kept), m.wide.Means[m.wide.Header[i]], strings.TrimSpace(record[i])))
	}
	w.Flush()
	return nil
}
