package frame

import (
	"bufio"
	"compress/gzip"
	"os"
	"strings"

	"dyad/internal/hint"

	"github.com/parquet-go/parquet-go"
)

// Names lists the columns of a file without reading its rows.
func Names(path string) ([]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, openError(path, err)
	}
	defer file.Close()
	if lower := strings.ToLower(path); strings.HasSuffix(lower, ".parquet") || strings.HasSuffix(lower, ".pq") {
		info, err := file.Stat()
		if err != nil {
			return nil, openError(path, err)
		}
		p, err := parquet.OpenFile(file, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
		if err != nil {
			return nil, &hint.Error{Code: hint.Data, Where: path, What: "this is no readable Parquet file", Err: err}
		}
		var names []string
		for _, c := range p.Root().Columns() {
			names = append(names, c.Name())
		}
		return names, nil
	}
	in := bufio.NewReader(file)
	if magic, _ := in.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, &hint.Error{Code: hint.Data, Where: path, What: "the compressed file cannot be read", Err: err}
		}
		defer z.Close()
		in = bufio.NewReader(z)
	}
	header, _, err := readHeader(in, path)
	if err != nil {
		return nil, err
	}
	return splitHeader(header, separatorOf(header), path)
}
