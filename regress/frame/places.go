package frame

import (
	"bytes"
	"fmt"
	"sort"
)

// Places says where the rows of a frame stand in the file: on which line of a
// CSV (the header is line 1, a record begins on its first line), or as which
// row of a Parquet file or a table in memory, from 1. It holds no columns.
type Places struct {
	lined bool
	runs  []run
}

// run is rows, from the first on, each a line below the one before.
type run struct {
	row  int
	line int64
}

// Places of the frame's rows.
func (f *Frame) Places() *Places { return f.places }

// Unit is what a place is a number of: "line" or "row".
func (p *Places) Unit() string {
	if p.lined {
		return "line"
	}
	return "row"
}

// Of is the place of a row, rows being counted from 0.
func (p *Places) Of(row int) int64 {
	k := sort.Search(len(p.runs), func(k int) bool { return p.runs[k].row > row }) - 1
	if k < 0 {
		return int64(row) + 1
	}
	return p.runs[k].line + int64(row-p.runs[k].row)
}

// where names a row and a column in an error.
func (p *Places) where(source string, row int, column string) string {
	return fmt.Sprintf("%s, %s %d, column %s", source, p.Unit(), p.Of(row), column)
}

// follow appends a run, unless it goes on where the last one is.
func follow(runs []run, next run) []run {
	if n := len(runs); n > 0 && next.line-runs[n-1].line == int64(next.row-runs[n-1].row) {
		return runs
	}
	return append(runs, next)
}

// runs finds the lines of the records of a parsed block. Most blocks have as
// many records as lines.
func (b *block) runs(runs []run) []run {
	data := b.data[:len(b.data)-padding]
	open := 1 // whether the last line has no end
	if len(data) == 0 || data[len(data)-1] == '\n' {
		open = 0
	}
	if b.part.rows == b.breaks+open {
		return append(runs, run{0, b.line})
	}
	line, row := b.line, 0
	for len(data) > 0 {
		n := lineLength(data)
		if isBlank(data[:n]) {
			line, data = line+1, data[n:]
			continue
		}
		runs = follow(runs, run{row, line})
		row++
		for quotes := 0; ; {
			quotes += bytes.Count(data[:n], []byte{'"'})
			line, data = line+1, data[n:]
			if quotes%2 == 0 || len(data) == 0 {
				break
			}
			n = lineLength(data)
		}
	}
	return runs
}

// lineLength is that of the first line, with its end if it has one.
func lineLength(data []byte) int {
	if n := bytes.IndexByte(data, '\n'); n >= 0 {
		return n + 1
	}
	return len(data)
}

// isBlank tells a line that holds no record.
func isBlank(line []byte) bool {
	return line[0] == '\n' || line[0] == '\r' && len(bytes.TrimSpace(line)) == 0
}
