package frame

import (
	"slices"
)

// layout is what the parsers need to know of the file.
type layout struct {
	source    string
	separator byte
	byField   []int // index into wanted, or -1
	wanted    []wanted
}

// block is a run of whole records, where it stands in the file, and what is
// found in it. Blocks go round between the reader, the parsers and the merger.
type block struct {
	data   []byte // with padding
	line   int64  // of the first record
	breaks int    // line feeds, so that there are one more records at most
	read   int64  // bytes of the file taken in until its end
	parsed chan struct{}
	part   part
}

// part is what a block holds.
type part struct {
	rows    int
	parser  int // whose codes these are
	columns []partColumn
	runs    []run // from row 0 of the part
	err     error
}

// partColumn is one column of a part: numbers, or the parser's codes with the
// levels that are new to it.
type partColumn struct {
	numbers []float64
	codes   []int32
	levels  []string
	first   []int32 // the row of each level
}

// reset makes room for so many rows.
func (p *part) reset(l *layout, parser, rows int) {
	p.rows, p.parser, p.err = 0, parser, nil
	if p.columns == nil {
		p.columns = make([]partColumn, len(l.wanted))
	}
	for k := range p.columns {
		c := &p.columns[k]
		if l.wanted[k].coded {
			c.codes = slices.Grow(c.codes[:0], rows)[:rows]
			c.levels, c.first = c.levels[:0], c.first[:0]
		} else {
			c.numbers = slices.Grow(c.numbers[:0], rows)[:rows]
		}
	}
}
