package frame

import (
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"sync"
	"sync/atomic"

	"dyad/internal/hint"
	"dyad/regress/formula"

	"github.com/parquet-go/parquet-go"
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
	file, err := openParquet(r, size, source)
	if err != nil {
		return nil, err
	}
	if n := file.NumRows(); n > math.MaxInt32 {
		return nil, hint.New(hint.Data, source, fmt.Sprintf("%d rows are more than can be numbered (%d)", n, math.MaxInt32), "split the file")
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
	frame = &Frame{Source: source, rows: int(file.NumRows()), columns: map[string]*column{}, names: names, places: &Places{}}
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
	var next atomic.Int32
	for range max(1, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for k := int(next.Add(1)) - 1; k < len(wanted); k = int(next.Add(1)) - 1 {
				columns[k], errs[k] = readParquetColumn(file, leaves[wanted[k].name], wanted[k], source)
			}
		})
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

// openParquet reads the metadata.
func openParquet(r io.ReaderAt, size int64, source string) (file *parquet.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
		if err != nil {
			file, err = nil, &hint.Error{Code: hint.Data, Where: source, What: "this is no readable Parquet file", Err: err}
		}
	}()
	if err := checkFooter(r, size); err != nil {
		return nil, err
	}
	return parquet.OpenFile(r, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
}

// readParquetColumn reads a column of the file, one row group after the other.
func readParquetColumn(file *parquet.File, leaf *parquet.Column, w wanted, source string) (c *column, err error) {
	defer func() { // the library panics on some damaged files
		if p := recover(); p != nil {
			c, err = nil, hint.New(hint.Data, source, fmt.Sprintf("column `%s` cannot be read: %v", w.name, p), "write the file again")
		}
	}()
	rows := int(file.NumRows())
	r, err := newColumnReader(leaf, w, source, rows)
	if err != nil {
		return nil, err
	}
	for _, group := range file.RowGroups() {
		if err := r.chunk(group.ColumnChunks()[leaf.Index()]); err != nil {
			if hint.CodeOf(err) == hint.Fault {
				err = &hint.Error{Code: hint.Data, Where: source, What: fmt.Sprintf("column `%s` cannot be read", w.name), Err: err}
			}
			return nil, err
		}
	}
	if n := r.rows(); n != rows {
		return nil, hint.New(hint.Data, source, fmt.Sprintf("column `%s` has %d values in %d rows", w.name, n, rows), "write the file again")
	}
	return &r.column, nil
}

// chunk reads the pages of a row group.
func (r *columnReader) chunk(chunk parquet.ColumnChunk) error {
	pages := chunk.Pages()
	defer pages.Close()
	r.dictionary = nil
	for {
		page, err := pages.ReadPage()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		err = r.page(page)
		parquet.Release(page)
		if err != nil {
			return err
		}
	}
}
