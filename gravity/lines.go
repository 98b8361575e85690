package gravity

import (
	"strconv"

	"dyad/gravity/frame"
)

// places says where rows of the data given to an estimation stand.
type places interface {
	header() []string                                // what names a row: line, row, or exporter, importer, year
	name(rows []int32) (names [][]string, err error) // in the order of header
	numbered() bool                                  // a name is one whole number
}

// filePlaces are of a file: lines of a CSV, the header being line 1; rows of
// Parquet, from 1.
type filePlaces struct{ *frame.Places }

func (p filePlaces) numbered() bool { return true }

func (p filePlaces) header() []string { return []string{p.Unit()} }

func (p filePlaces) name(rows []int32) ([][]string, error) {
	out := make([][]string, len(rows))
	for k, r := range rows {
		out[k] = []string{strconv.FormatInt(p.Of(int(r)), 10)}
	}
	return out, nil
}
