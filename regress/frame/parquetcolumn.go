package frame

import (
	"fmt"
	"math"
	"slices"

	"dyad/internal/hint"

	"github.com/parquet-go/parquet-go"
)

// columnReader gathers a column of a Parquet file, page by page.
type columnReader struct {
	column
	conversion
	kind   parquet.Kind
	coded  bool
	source string

	index  dictionary
	byBits map[uint64]int32 // the code of a number

	dictionary parquet.Dictionary // of the row group at hand
	entries    *cells
	numberOf   []float64 // of each entry
	codeOf     []int32   // of each entry; unseen: not yet known
}

const unseen = -2

func newColumnReader(leaf *parquet.Column, w wanted, source string, rows int) (*columnReader, error) {
	r := &columnReader{column: column{name: w.name}, conversion: conversionOf(leaf), kind: leaf.Type().Kind(), coded: w.coded, source: source}
	switch r.kind {
	case parquet.ByteArray, parquet.FixedLenByteArray:
		if r.decimal {
			return nil, hint.New(hint.Data, source, fmt.Sprintf("column `%s` holds decimals of more than 18 digits", w.name), "cast it to DOUBLE")
		}
	case parquet.Double, parquet.Float, parquet.Int32, parquet.Int64, parquet.Boolean:
	default:
		return nil, hint.New(hint.Data, source, fmt.Sprintf("column `%s` is of a type that is not read here: %v", w.name, r.kind), "write it as a number or a text")
	}
	room := min(max(rows, 0), 1<<24) // a damaged file may claim any number of rows
	if w.coded {
		r.codes, r.byBits = make([]int32, 0, room), map[uint64]int32{}
	} else {
		r.numbers = make([]float64, 0, room)
	}
	return r, nil
}

func (r *columnReader) rows() int { return len(r.codes) + len(r.numbers) }

// page appends the values of a page: first those present, then apart for the
// nulls between them.
func (r *columnReader) page(page parquet.Page) error {
	values, entries := r.entries, []int32(nil)
	if d := page.Dictionary(); d != nil {
		if d != r.dictionary {
			if err := r.learn(d); err != nil {
				return err
			}
			values = r.entries
		}
		data := page.Data()
		entries = data.Int32()
	} else {
		var err error
		if values, err = r.cells(page, r.kind); err != nil {
			return err
		}
	}
	first, levels := r.rows(), page.DefinitionLevels()
	rows := &presence{levels: levels}
	if r.coded {
		r.appendCodes(values, entries, first, rows)
		r.codes = spread(r.codes, first, levels, -1)
		return nil
	}
	r.appendNumbers(values, entries)
	for k, v := range r.numbers[first:] {
		if math.IsInf(v, 0) {
			cell := k
			if entries != nil {
				cell = int(entries[k])
			}
			return notANumber(new(Places).where(r.source, first+rows.rowOf(k), r.name), r.name, string(values.text(cell)), values.infinite(cell))
		}
	}
	r.numbers = spread(r.numbers, first, levels, math.NaN())
	return nil
}

// learn makes numbers of a dictionary; codes are given as entries occur, so
// that they are numbered in the order of the rows.
func (r *columnReader) learn(d parquet.Dictionary) error {
	entries, err := r.cells(d.Page(), r.kind)
	if err != nil {
		return err
	}
	r.dictionary, r.entries = d, entries
	if r.coded {
		r.codeOf = slices.Repeat([]int32{unseen}, entries.n)
		return nil
	}
	r.numberOf = make([]float64, entries.n)
	for k := range r.numberOf {
		r.numberOf[k] = entries.number(k)
	}
	return nil
}

func (r *columnReader) appendNumbers(values *cells, entries []int32) {
	switch {
	case entries != nil:
		for _, e := range entries {
			r.numbers = append(r.numbers, r.numberOf[e])
		}
	case values.kind == parquet.Double:
		r.numbers = append(r.numbers, values.doubles...)
	default:
		for k := range values.n {
			r.numbers = append(r.numbers, values.number(k))
		}
	}
}

func (r *columnReader) appendCodes(values *cells, entries []int32, first int, rows *presence) {
	if entries == nil {
		for k := range values.n {
			r.codes = append(r.codes, r.code(values, k, k, first, rows))
		}
		return
	}
	for k, e := range entries {
		if r.codeOf[e] == unseen {
			r.codeOf[e] = r.code(values, int(e), k, first, rows)
		}
		r.codes = append(r.codes, r.codeOf[e])
	}
}

// code is that of a cell, the k-th value present of a page.
func (r *columnReader) code(values *cells, cell, k, first int, rows *presence) int32 {
	bits, isNumber := values.bits(cell)
	if isNumber {
		if code, ok := r.byBits[bits]; ok {
			return code
		}
	}
	text := values.text(cell)
	if len(text) == 0 {
		return -1
	}
	code, fresh := r.index.ofText(text)
	if fresh {
		r.levels = append(r.levels, string(text))
		r.first = append(r.first, int32(first+rows.rowOf(k)))
	}
	if isNumber && len(r.byBits) < 1<<16 {
		r.byBits[bits] = code
	}
	return code
}

// presence finds the row of a page that holds its k-th value present, for
// ascending k.
type presence struct {
	levels    []byte // empty: all are
	row, left int    // values present before the row
}

func (p *presence) rowOf(k int) int {
	if len(p.levels) == 0 {
		return k
	}
	for ; p.left < k || p.levels[p.row] == 0; p.row++ {
		if p.levels[p.row] > 0 {
			p.left++
		}
	}
	return p.row
}

// spread moves the values from first on apart, so that each stands in its row.
func spread[T any](list []T, first int, levels []byte, missing T) []T {
	from := len(list)
	if first+len(levels) <= from {
		return list
	}
	list = slices.Grow(list, first+len(levels)-from)[:first+len(levels)]
	for row := len(levels) - 1; row >= 0; row-- {
		if levels[row] > 0 {
			from--
			list[first+row] = list[from]
		} else {
			list[first+row] = missing
		}
	}
	return list
}
