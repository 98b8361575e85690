package frame

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"

	"dyad/internal/hint"
	"dyad/regress/formula"
)

// readCSVFile reads a CSV file; gzip is recognised by its first two bytes.
func readCSVFile(path string, uses formula.Uses) (*Frame, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, openError(path, err)
	}
	defer file.Close()
	return ReadCSV(file, path, uses)
}

func openError(path string, err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return hint.New(hint.Data, path, "there is no such file", "check the path given with --data")
	}
	return &hint.Error{Code: hint.Data, Where: path, What: "the file cannot be opened", Err: err}
}

// ReadCSV reads comma-separated values (RFC 4180) with a header, plain or
// compressed with gzip; source names them in errors. A header with tabs or
// semicolons and no comma sets that separator. The decimal mark is a point.
func ReadCSV(r io.Reader, source string, uses formula.Uses) (*Frame, error) {
	file := &counter{Reader: r}
	in, done, err := unzipped(bufio.NewReaderSize(file, 1<<14), source)
	if err != nil {
		return nil, err
	}
	defer done()
	header, lines, err := readHeader(in, source)
	if err != nil {
		return nil, err
	}
	separator := separatorOf(header)
	names, err := splitHeader(header, separator, source)
	if err != nil {
		return nil, err
	}
	wanted, err := wantedColumns(names, uses, source)
	if err != nil {
		return nil, err
	}
	layout := &layout{source: source, separator: separator, byField: make([]int, len(names)), wanted: wanted}
	for i := range layout.byField {
		layout.byField[i] = -1
	}
	for k, w := range wanted {
		layout.byField[w.field] = k
	}
	frame, err := readBlocks(&input{in, file, sizeOf(r)}, layout, lines+1)
	if err != nil {
		return nil, err
	}
	frame.names = names
	return frame, nil
}

// unzipped is the text of a file, which gzip has compressed if it begins with
// the two bytes of one.
func unzipped(in *bufio.Reader, source string) (text *bufio.Reader, done func() error, err error) {
	if magic, _ := in.Peek(2); len(magic) < 2 || magic[0] != 0x1f || magic[1] != 0x8b {
		return in, func() error { return nil }, nil
	}
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, nil, &hint.Error{Code: hint.Data, Where: source, What: "the compressed file cannot be read", Err: err}
	}
	return bufio.NewReaderSize(z, 1<<14), z.Close, nil
}

// sizeOf is how many bytes a file or a text in memory has, 0 if unknown.
func sizeOf(r io.Reader) int64 {
	switch r := r.(type) {
	case *os.File:
		if info, err := r.Stat(); err == nil && info.Mode().IsRegular() {
			return info.Size()
		}
	case interface{ Len() int }:
		return int64(r.Len())
	}
	return 0
}

// wanted is a column to be read: where it stands and whether it is coded.
type wanted struct {
	name  string
	field int
	coded bool
}

func wantedColumns(names []string, uses formula.Uses, source string) ([]wanted, error) {
	var out []wanted
	for _, name := range uses.Order {
		field := -1
		for i, n := range names {
			if n != name {
				continue
			}
			if field >= 0 {
				return nil, hint.New(hint.Data, source, fmt.Sprintf("two columns are named `%s`", name), "rename one of them")
			}
			field = i
		}
		if field < 0 {
			return nil, missingColumn(source, name, names)
		}
		out = append(out, wanted{name, field, uses.Use[name] != formula.AsNumber})
	}
	return out, nil
}

// readHeader reads the first record and how many lines it takes.
func readHeader(in *bufio.Reader, source string) ([]byte, int64, error) {
	var header []byte
	var lines int64
	for {
		piece, err := in.ReadSlice('\n')
		header = append(header, piece...)
		if err == bufio.ErrBufferFull && len(header) < maximumRecord {
			continue
		}
		if err != nil && err != io.EOF {
			return nil, 0, &hint.Error{Code: hint.Data, Where: source, What: "the header cannot be read", Err: err}
		}
		lines++
		if bytes.Count(header, []byte{'"'})%2 == 0 || err == io.EOF {
			break
		}
	}
	header = bytes.TrimPrefix(header, []byte("\xef\xbb\xbf"))
	header = bytes.TrimRight(header, "\r\n")
	if len(header) == 0 {
		return nil, 0, hint.New(hint.Data, source, "the file has no header", "the first line must name the columns")
	}
	return header, lines, nil
}

func separatorOf(header []byte) byte {
	for _, s := range []byte{',', '\t', ';'} {
		if bytes.IndexByte(header, s) >= 0 {
			return s
		}
	}
	return ','
}

func splitHeader(header []byte, separator byte, source string) ([]string, error) {
	var names []string
	s := newScanner(header, separator)
	for {
		field, _, last, err := s.field()
		if err != "" {
			return nil, hint.New(hint.Data, source+", line 1", err, "")
		}
		names = append(names, string(bytes.TrimSpace(field)))
		if last {
			return names, nil
		}
	}
}
