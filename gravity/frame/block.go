package frame

import (
	"bytes"
	"fmt"
	"math"

	"dyad/internal/hint"
)

// layout is what a block's parser needs to know of the file.
type layout struct {
	source    string
	separator byte
	fields    int
	byField   []int // index into wanted, or -1
	lastField int   // the last field that is wanted
	wanted    []wanted
}

// block is a run of whole records and where it begins.
type block struct {
	data []byte
	line int64
	done chan *part
}

// part is a parsed block.
type part struct {
	rows    int
	columns []column
	err     error
}

// builder gathers one column of a block.
type builder struct {
	column
	index    map[string]int32
	previous []byte
	code     int32             // of previous
	codeOf   map[float64]int32 // numbers already coded, in Parquet
}

func (l *layout) parse(b block) *part {
	columns := make([]builder, len(l.wanted))
	room := bytes.Count(b.data, []byte{'\n'}) + 1
	for k, w := range l.wanted {
		columns[k].name = w.name
		if w.coded {
			columns[k].index = map[string]int32{}
			columns[k].codes = make([]int32, 0, room)
		} else {
			columns[k].numbers = make([]float64, 0, room)
		}
	}
	s := scanner{data: b.data, separator: l.separator}
	rows, line := 0, b.line
	for s.at < len(b.data) {
		if c := b.data[s.at]; c == '\n' || c == '\r' && len(bytes.TrimSpace(s.restOfLine())) == 0 {
			s.at += len(s.restOfLine())
			s.at = min(s.at+1, len(b.data))
			line++
			continue
		}
		first := s.at
		if err := l.record(&s, columns, line); err != nil {
			return &part{err: err}
		}
		rows++
		line += int64(bytes.Count(b.data[first:s.at], []byte{'\n'}))
	}
	out := &part{rows: rows, columns: make([]column, len(columns))}
	for k := range columns {
		out.columns[k] = columns[k].column
	}
	return out
}

// record reads one record into the columns.
func (l *layout) record(s *scanner, columns []builder, line int64) error {
	for i := 0; ; i++ {
		field, quoted, last, fault := s.field()
		if fault != "" {
			return hint.New(hint.Data, fmt.Sprintf("%s, line %d", l.source, line), fault, "double a quotation mark inside a quoted field")
		}
		if last != (i == l.fields-1) {
			n := i + 1
			for ; !last && fault == ""; n++ {
				_, _, last, fault = s.field()
			}
			return hint.New(hint.Data, fmt.Sprintf("%s, line %d", l.source, line),
				fmt.Sprintf("%d fields where the header has %d", n, l.fields), "quote a field that holds the separator")
		}
		if k := l.byField[i]; k >= 0 {
			if !quoted {
				field = trim(field)
			}
			if err := columns[k].add(field, quoted, l.source, line); err != nil {
				return err
			}
		}
		if last {
			return nil
		}
	}
}

func trim(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t') {
		b = b[:len(b)-1]
	}
	return b
}

func (c *builder) add(field []byte, quoted bool, source string, line int64) error {
	if c.index == nil {
		if quoted {
			field = trim(field)
		}
		if isMissing(field) {
			c.numbers = append(c.numbers, math.NaN())
			return nil
		}
		v, ok := parseNumber(field)
		if !ok || math.IsInf(v, 0) {
			return notANumber(source, line, c.name, string(field), ok)
		}
		c.numbers = append(c.numbers, v)
		return nil
	}
	if isMissing(field) && !(quoted && len(field) == 2) {
		c.codes = append(c.codes, -1)
		return nil
	}
	if len(c.codes) == 0 || !bytes.Equal(field, c.previous) {
		k, ok := c.index[string(field)]
		if !ok {
			k = int32(len(c.levels))
			level := string(field)
			c.index[level] = k
			c.levels = append(c.levels, level)
			c.lines = append(c.lines, line)
		}
		c.previous, c.code = append(c.previous[:0], field...), k
	}
	c.codes = append(c.codes, c.code)
	return nil
}
