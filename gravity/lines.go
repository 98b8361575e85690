package gravity

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"strings"
)

// places says where rows of the data given to an estimation stand.
type places interface {
	header() []string                                // what names a row: line, row, or exporter, importer, year
	name(rows []int32) (names [][]string, err error) // in the order of header
	numbered() bool                                  // a name is one whole number
}

// filePlaces are of a file: lines of a CSV, the header being line 1; rows of
// Parquet, from 1. What can be read only once, as a pipe, has rows too.
type filePlaces string

func (path filePlaces) parquet() bool {
	lower := strings.ToLower(string(path))
	return strings.HasSuffix(lower, ".parquet") || strings.HasSuffix(lower, ".pq")
}

func (path filePlaces) lined() bool {
	info, err := os.Stat(string(path))
	return !path.parquet() && err == nil && info.Mode().IsRegular()
}

func (path filePlaces) numbered() bool { return true }

func (path filePlaces) header() []string {
	if path.lined() {
		return []string{"line"}
	}
	return []string{"row"}
}

func (path filePlaces) name(rows []int32) ([][]string, error) {
	numbers, err := path.numbers(rows)
	if err != nil {
		return nil, err
	}
	out := make([][]string, len(rows))
	for k, n := range numbers {
		out[k] = []string{strconv.FormatInt(n, 10)}
	}
	return out, nil
}

// numbers reads the file a second time as far as it must: what an ordinary
// estimation needs no line of, it need not remember lines for.
func (path filePlaces) numbers(rows []int32) ([]int64, error) {
	out := make([]int64, len(rows))
	for k, r := range rows {
		out[k] = int64(r) + 1
	}
	if !path.lined() || len(rows) == 0 {
		return out, nil
	}
	file, err := os.Open(string(path))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	in := bufio.NewReaderSize(file, 1<<16)
	if magic, _ := in.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, err
		}
		defer z.Close()
		in = bufio.NewReaderSize(z, 1<<16)
	}
	return out, lines(in, rows, out)
}

// lines fills in the line on which each row of a CSV text begins.
func lines(in *bufio.Reader, rows []int32, out []int64) error {
	order := make([]int, len(rows))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(rows[a]) - int(rows[b]) })
	r := csv.NewReader(in)
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	start, _ := in.Peek(1 << 16)
	header, _, _ := bytes.Cut(start, []byte{'\n'})
	for _, separator := range ",\t;" { // as the reader of panels has it
		if bytes.ContainsRune(header, separator) {
			r.Comma = separator
			break
		}
	}
	if _, err := r.Read(); err != nil {
		return err
	}
	for row := int32(0); len(order) > 0; row++ {
		if _, err := r.Read(); err != nil {
			return err
		}
		line, _ := r.FieldPos(0)
		for len(order) > 0 && rows[order[0]] == row {
			out[order[0]] = int64(line)
			order = order[1:]
		}
	}
	return nil
}
