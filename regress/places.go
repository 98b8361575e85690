package regress

import (
	"strconv"

	"dyad/regress/frame"
)

// Places says where rows of the data given to an estimation stand.
type Places interface {
	Header() []string                                // what names a row: line, row, or exporter, importer, year
	Name(rows []int32) (names [][]string, err error) // in the order of Header
	Numbered() bool                                  // a name is one whole number
}

// filePlaces are of a file: lines of a CSV, the header being line 1; rows of
// Parquet, from 1.
type filePlaces struct{ *frame.Places }

func (p filePlaces) Numbered() bool { return true }

func (p filePlaces) Header() []string { return []string{p.Unit()} }

func (p filePlaces) Name(rows []int32) ([][]string, error) {
	out := make([][]string, len(rows))
	for k, r := range rows {
		out[k] = []string{strconv.FormatInt(p.Of(int(r)), 10)}
	}
	return out, nil
}
