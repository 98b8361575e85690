package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
)

// Look reads the head of a file of any format, for those who recognise formats:
// a file that is no table of text has no columns and its first bytes in First.
// It fails only where the file cannot be read.
func Look(f File) (Head, error) {
	r, err := f.open()
	if err != nil {
		return Head{}, err
	}
	defer r.Close()
	b := bufio.NewReaderSize(r, headSize)
	magic, _ := b.Peek(4)
	head := Head{Parquet: string(magic) == "PAR1", Gzip: isGzip(magic)}
	if len(magic) == 0 {
		return head, foreign(f, magic)
	}
	if bytes.HasPrefix(magic, []byte("PK")) {
		head.Entries = f.entries()
	}
	var text io.Reader = b
	if head.Gzip {
		z, err := gzip.NewReader(b)
		if err != nil {
			return head, gzipError(f, err)
		}
		text = z
	}
	first := make([]byte, headSize)
	n, err := fill(text, first)
	if err != nil && !errors.Is(err, io.EOF) {
		return head, gzipError(f, err)
	}
	head.First = first[:n]
	if head.Parquet || head.Entries != nil || bytes.IndexByte(head.First, 0) >= 0 {
		return head, nil
	}
	_ = head.readHeader(f, head.First) // what is no table has no columns
	return head, nil
}

// entries are the names in a zip archive, a workbook's parts among them; never
// nil.
func (f File) entries() []string {
	out := []string{}
	var names []*zip.File
	if f.Path == "" {
		if z, err := zip.NewReader(bytes.NewReader(f.Data), int64(len(f.Data))); err == nil {
			names = z.File
		}
	} else if file, err := os.Open(f.Path); err == nil {
		defer file.Close()
		if info, err := file.Stat(); err == nil {
			if z, err := zip.NewReader(file, info.Size()); err == nil {
				names = z.File
			}
		}
	}
	for _, e := range names[:min(len(names), 1000)] {
		out = append(out, e.Name)
	}
	return out
}

// Has says whether the header has all of the columns, in any order and in the
// letters given.
func (h *Head) Has(columns ...string) bool {
	for _, c := range columns {
		if !slices.Contains(h.Columns, c) {
			return false
		}
	}
	return true
}

// Workbook says whether the file is an Excel workbook of the new kind.
func (h *Head) Workbook() bool {
	return slices.ContainsFunc(h.Entries, func(e string) bool { return strings.HasPrefix(e, "xl/") })
}
