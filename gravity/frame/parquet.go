package frame

import (
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"

	"dyad/gravity/formula"
	"dyad/internal/hint"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

func readParquetFile(path string, uses formula.Uses) (*Frame, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, openError(path, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, openError(path, err)
	}
	return ReadParquet(file, info.Size(), path, uses)
}

// ReadParquet reads top-level columns of a Parquet file: booleans, integers,
// floating-point numbers, decimals, dates and texts.
func ReadParquet(r io.ReaderAt, size int64, source string, uses formula.Uses) (frame *Frame, err error) {
	defer func() { // the library panics on some damaged files
		if p := recover(); p != nil {
			frame, err = nil, hint.New(hint.Data, source, fmt.Sprintf("this is no readable Parquet file: %v", p), "write it again")
		}
	}()
	if err := checkFooter(r, size); err != nil {
		return nil, &hint.Error{Code: hint.Data, Where: source, What: "this is no readable Parquet file", Err: err}
	}
	file, err := parquet.OpenFile(r, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, &hint.Error{Code: hint.Data, Where: source, What: "this is no readable Parquet file", Err: err}
	}
	var names []string
	leaves := map[string]*parquet.Column{}
	for _, c := range file.Root().Columns() {
		names = append(names, c.Name())
		if c.Leaf() && !c.Repeated() {
			leaves[c.Name()] = c
		}
	}
	wanted, err := wantedColumns(names, uses, source)
	if err != nil {
		return nil, err
	}
	frame = &Frame{Source: source, rows: int(file.NumRows()), columns: map[string]*column{}, names: names}
	for _, w := range wanted {
		leaf := leaves[w.name]
		if leaf == nil {
			return nil, hint.New(hint.Data, source, fmt.Sprintf("column `%s` holds lists or structures", w.name), "flatten it")
		}
		if err := checkPages(r, size, file, leaf.Index()); err != nil {
			return nil, &hint.Error{Code: hint.Data, Where: source, What: fmt.Sprintf("column `%s` cannot be read", w.name), Err: err}
		}
	}
	columns, errs := make([]*column, len(wanted)), make([]error, len(wanted))
	var group sync.WaitGroup
	free := make(chan struct{}, max(1, runtime.GOMAXPROCS(0)))
	for k, w := range wanted {
		leaf := leaves[w.name]
		group.Add(1)
		go func() {
			defer group.Done()
			free <- struct{}{}
			defer func() { <-free }()
			columns[k], errs[k] = readParquetColumn(file, leaf, w, source)
		}()
	}
	group.Wait()
	for k, w := range wanted {
		if errs[k] != nil {
			return nil, errs[k]
		}
		frame.columns[w.name] = columns[k]
	}
	return frame, nil
}

func readParquetColumn(file *parquet.File, leaf *parquet.Column, w wanted, source string) (c *column, err error) {
	defer func() { // the library panics on some damaged files
		if p := recover(); p != nil {
			c, err = nil, hint.New(hint.Data, source, fmt.Sprintf("column `%s` cannot be read: %v", w.name, p), "write the file again")
		}
	}()
	b := &builder{column: column{name: w.name}}
	rows := int(file.NumRows())
	room := min(max(rows, 0), 1<<24) // a damaged file may claim any number of rows
	if w.coded {
		b.index = map[string]int32{}
		b.codes = make([]int32, 0, room)
	} else {
		b.numbers = make([]float64, 0, room)
	}
	convert := conversionOf(leaf)
	values := make([]parquet.Value, 1024)
	for _, group := range file.RowGroups() {
		pages := group.ColumnChunks()[leaf.Index()].Pages()
		err := func() error {
			defer pages.Close()
			for {
				page, err := pages.ReadPage()
				if err == io.EOF {
					return nil
				}
				if err != nil {
					return err
				}
				if done, err := b.doubles(page, source); done || err != nil {
					if err != nil {
						return err
					}
					parquet.Release(page)
					continue
				}
				reader := page.Values()
				for {
					n, err := reader.ReadValues(values)
					for _, v := range values[:n] {
						if err := b.value(v, convert, source); err != nil {
							return err
						}
					}
					if err == io.EOF {
						break
					}
					if err != nil {
						return err
					}
				}
				parquet.Release(page)
			}
		}()
		if err != nil {
			if hint.CodeOf(err) == hint.Fault {
				err = &hint.Error{Code: hint.Data, Where: source, What: fmt.Sprintf("column `%s` cannot be read", w.name), Err: err}
			}
			return nil, err
		}
	}
	if n := len(b.codes) + len(b.numbers); n != rows {
		return nil, hint.New(hint.Data, source, fmt.Sprintf("column `%s` has %d values in %d rows", w.name, n, rows), "write the file again")
	}
	return &b.column, nil
}

// doubles takes a page of plain floating-point numbers at once; done is false
// for every other page.
func (b *builder) doubles(page parquet.Page, source string) (done bool, err error) {
	if b.index != nil || page.Dictionary() != nil || page.Type().Kind() != parquet.Double {
		return false, nil
	}
	first := len(b.numbers)
	data := page.Data()
	values, levels := data.Double(), page.DefinitionLevels()
	if len(levels) == 0 {
		b.numbers = append(b.numbers, values...)
	}
	for _, present := range levels {
		v := math.NaN()
		if present > 0 && len(values) > 0 {
			v, values = values[0], values[1:]
		}
		b.numbers = append(b.numbers, v)
	}
	for k, v := range b.numbers[first:] {
		if math.IsInf(v, 0) {
			return true, notANumber(source, int64(first+k+1), b.name, formatNumber(v), true)
		}
	}
	return true, nil
}

// conversion says what the physical values of a column mean.
type conversion struct {
	scale   float64 // of a decimal; 1 otherwise
	decimal bool
	date    bool
}

func conversionOf(leaf *parquet.Column) conversion {
	c := conversion{scale: 1}
	if t := leaf.Type().LogicalType(); t != nil {
		switch t := t.Value.(type) {
		case *format.DecimalType:
			c.scale = math.Pow(10, float64(t.Scale))
			c.decimal = true
		case *format.DateType:
			c.date = true
		}
	}
	return c
}

// value adds one value; the row number stands in for the line in errors.
func (b *builder) value(v parquet.Value, c conversion, source string) error {
	row := int64(len(b.codes) + len(b.numbers) + 1)
	if v.IsNull() {
		return b.add(nil, false, source, row)
	}
	var number float64
	switch v.Kind() {
	case parquet.Boolean:
		if v.Boolean() {
			number = 1
		}
	case parquet.Int32:
		if c.date {
			day := time.Unix(int64(v.Int32())*86400, 0).UTC().Format(time.DateOnly)
			return b.add([]byte(day), false, source, row)
		}
		number = float64(v.Int32()) / c.scale
	case parquet.Int64:
		if b.index != nil && c.scale == 1 && (v.Int64() > 1<<53 || v.Int64() < -1<<53) { // a float would round it
			return b.add(strconv.AppendInt(nil, v.Int64(), 10), false, source, row)
		}
		number = float64(v.Int64()) / c.scale
	case parquet.Float:
		number = float64(v.Float())
	case parquet.Double:
		number = v.Double()
	case parquet.ByteArray, parquet.FixedLenByteArray:
		if c.decimal {
			return hint.New(hint.Data, source, fmt.Sprintf("column `%s` holds decimals of more than 18 digits", b.name), "cast it to DOUBLE")
		}
		return b.add(v.ByteArray(), false, source, row)
	default:
		return hint.New(hint.Data, source, fmt.Sprintf("column `%s` is of a type that is not read here: %v", b.name, v.Kind()), "write it as a number or a text")
	}
	if b.index != nil {
		if math.IsNaN(number) {
			return b.add(nil, false, source, row)
		}
		if code, ok := b.codeOf[number]; ok {
			b.codes = append(b.codes, code)
			return nil
		}
		err := b.add(strconv.AppendFloat(nil, number, 'f', -1, 64), false, source, row)
		if b.codeOf == nil {
			b.codeOf = map[float64]int32{}
		}
		if err == nil && len(b.codeOf) < 1<<16 {
			b.codeOf[number] = b.code
		}
		return err
	}
	if math.IsInf(number, 0) {
		return notANumber(source, row, b.name, formatNumber(number), true)
	}
	b.numbers = append(b.numbers, number)
	return nil
}
