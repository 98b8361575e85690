package frame

import (
	"bufio"
	"os"
	"strings"
)

// Names lists the columns of a file without reading its rows.
func Names(path string) ([]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, openError(path, err)
	}
	defer file.Close()
	if isParquet(path) {
		info, err := file.Stat()
		if err != nil {
			return nil, openError(path, err)
		}
		p, err := openParquet(file, info.Size(), path)
		if err != nil {
			return nil, err
		}
		var names []string
		for _, c := range p.Root().Columns() {
			names = append(names, c.Name())
		}
		return names, nil
	}
	in, done, err := unzipped(bufio.NewReader(file), path)
	if err != nil {
		return nil, err
	}
	defer done()
	header, _, err := readHeader(in, path)
	if err != nil {
		return nil, err
	}
	return splitHeader(header, separatorOf(header), path)
}

func isParquet(path string) bool {
	lower := strings.ToLower(path)
	return strings.HasSuffix(lower, ".parquet") || strings.HasSuffix(lower, ".pq")
}
