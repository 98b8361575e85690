package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"dyad/internal/hint"
)

// Head is what the first bytes of a file tell.
type Head struct {
	Parquet   bool
	Gzip      bool
	Delimiter rune     // of a text: comma, semicolon, tab or bar
	Columns   []string // the header of a text, trimmed; empty for Parquet
	First     []byte   // of Look: the first bytes of the text, unzipped
	Entries   []string // of Look: the names in a zip archive; nil for other files
}

// headSize is enough for any header seen: Comtrade's has 47 columns in 700 bytes.
const headSize = 1 << 16

// Peek reads the head of a file. Errors name the file and say what to try.
func Peek(f File) (Head, error) {
	r, err := f.open()
	if err != nil {
		return Head{}, err
	}
	defer r.Close()
	b := bufio.NewReaderSize(r, headSize)
	magic, _ := b.Peek(4)
	head := Head{Parquet: string(magic) == "PAR1", Gzip: isGzip(magic)}
	if err := foreign(f, magic); err != nil || head.Parquet {
		return head, err
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
	plain, err := f.shaped(bytes.NewReader(first[:n]), f.Shape.Delimiter)
	if err != nil {
		return head, err
	}
	if w := f.Shape.Wide; w != nil {
		head.Delimiter, head.Columns = ',', w.Long()
		return head, nil
	}
	if first, err = io.ReadAll(plain); err != nil {
		return head, err
	}
	if err := head.readHeader(f, first); err != nil {
		return head, err
	}
	if f.Shape.Delimiter != 0 {
		head.Delimiter = f.Shape.Delimiter
	}
	return head, nil
}

// Lines gives the first lines of a text, unzipped and in UTF-8, before any shape
// but the encoding is looked at; nil for other files.
func Lines(f File, most int) ([]string, error) {
	plain := f
	plain.Shape = Shape{Encoding: f.Shape.Encoding}
	head, err := Look(plain)
	if err != nil || head.Parquet || len(head.First) == 0 {
		return nil, err
	}
	r, err := decoded(bytes.NewReader(bytes.TrimPrefix(head.First, byteOrderMark)), f.Shape.Encoding)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(r)
	lines := strings.SplitN(string(text), "\n", most+1)
	if len(lines) > most {
		lines = lines[:most]
	}
	return lines, err
}

func isGzip(magic []byte) bool { return len(magic) >= 2 && magic[0] == 0x1f && magic[1] == 0x8b }

// open gives the bytes of the file; a directory or a missing file is an error
// that a user can act on.
func (f File) open() (io.ReadCloser, error) {
	if f.Path == "" {
		return io.NopCloser(bytes.NewReader(f.Data)), nil
	}
	r, err := os.Open(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, hint.New(hint.Data, f.Path, "there is no such file", "check the path")
	}
	if err != nil {
		return nil, &hint.Error{Code: hint.Data, Where: f.Path, What: "cannot read the file", Err: err}
	}
	if info, err := r.Stat(); err == nil && !info.Mode().IsRegular() {
		r.Close()
		what, try := "is not a plain file", "write it to a file first"
		if info.IsDir() {
			what, try = "is a directory, not a file", "name the files in it"
		}
		return nil, hint.New(hint.Data, f.Path, what, try)
	}
	return r, nil
}

// foreign recognises formats that look like data and are not read here.
func foreign(f File, magic []byte) error {
	what, try := "", ""
	switch {
	case len(magic) == 0:
		what, try = "the file is empty", "fetch it again"
	case bytes.HasPrefix(magic, []byte("PK")):
		what, try = "is a zip archive or a workbook, not a CSV", "unpack it, or save the sheet as CSV"
	case bytes.HasPrefix(magic, []byte("7z")):
		what, try = "is a 7z archive, not a CSV", "unpack it first"
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		what, try = "is compressed with zstd", "unpack it first: zstd -d"
	case bytes.HasPrefix(magic, []byte{0xff, 0xfe}), bytes.HasPrefix(magic, []byte{0xfe, 0xff}):
		what, try = "is UTF-16 text, not UTF-8", "convert it: iconv -f UTF-16 -t UTF-8"
	default:
		return nil
	}
	return hint.New(hint.Data, f.Label(), what, try)
}

func gzipError(f File, err error) error {
	what := "the gzip file is damaged"
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		what = "the gzip file is cut short"
	} else if !errors.Is(err, gzip.ErrChecksum) && !errors.Is(err, gzip.ErrHeader) && !strings.Contains(err.Error(), "flate") {
		what = "cannot read the file"
	}
	return &hint.Error{Code: hint.Data, Where: f.Label(), What: what, Err: err, Try: "fetch it again; `gzip -t` checks it"}
}

var byteOrderMark = []byte{0xef, 0xbb, 0xbf}

// readHeader takes the delimiter that cuts the first line into the most columns.
func (h *Head) readHeader(f File, first []byte) error {
	first = bytes.TrimPrefix(first, byteOrderMark)
	if len(bytes.TrimSpace(first)) == 0 {
		return hint.New(hint.Data, f.Label(), "the file is empty", "fetch it again")
	}
	if json := bytes.TrimSpace(first); json[0] == '{' || bytes.HasPrefix(json, []byte("[{")) {
		return hint.New(hint.Data, f.Label(), "is JSON, not a table of columns", "`dyad import auto` finds the format where it is one that dyad reads; else write the rows as CSV")
	}
	if bytes.IndexByte(first, '\n') < 0 && bytes.IndexByte(first, '\r') >= 0 {
		return hint.New(hint.Data, f.Label(), "the lines end in a bare carriage return", `convert them: tr '\r' '\n'`)
	}
	for _, delimiter := range []rune{',', ';', '\t', '|'} {
		r := csv.NewReader(bytes.NewReader(first))
		r.Comma, r.LazyQuotes, r.FieldsPerRecord = delimiter, true, -1
		if columns, err := r.Read(); err == nil && len(columns) > len(h.Columns) {
			h.Delimiter, h.Columns = delimiter, columns
		}
	}
	if len(h.Columns) == 0 {
		return hint.New(hint.Data, f.Label()+":1", "the header cannot be read", "the first line must name the columns")
	}
	for i, c := range h.Columns {
		h.Columns[i] = strings.TrimSpace(c)
	}
	return nil
}
