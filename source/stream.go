package source

import (
	"context"
	"io"
)

// Stream is how a format is read that is no table of columns: records in Go,
// file by file, in the order of the files. It hands every record of the file to
// the sink: as a row, as rejected, or as kept apart on purpose. What it returns
// is an error only where the file cannot be read on; a bad record is no error.
type Stream func(ctx context.Context, in Input, out Sink) error

// Input is one file made ready to be read.
type Input struct {
	File
	// Open gives the bytes of the file, unzipped where it is a gzip file and as
	// they are otherwise. It may be called again. Its reader stops when the
	// import is stopped.
	Open func() (io.ReadCloser, error)
	// Size is that of the file as it came.
	Size int64
	// SHA256 is the hash of the file as it came.
	SHA256 string
}

// Sink takes what a Stream reads. It is used by one goroutine.
type Sink interface {
	// Table begins rows of a table of the lake and names the columns that Row
	// will fill, in that order; the others stay empty. A table or column that
	// the lake does not have is a fault of the reader and is told by Row. Asked
	// again with the same columns it goes on.
	Table(table string, columns ...string) Writer

	// Apart counts a record that is left out on purpose, under its reason, as
	// "re-exports": rows in = rows kept + kept apart + rejected.
	Apart(reason string)

	// Reject lists a record that cannot be used, with line, column and reason.
	Reject(line int64, column, value, reason string)

	// Note keeps a remark on the whole file with the release, as "q is padded
	// with blanks". The same remark is kept once.
	Note(remark string)
}

// Writer takes rows of one table.
type Writer interface {
	// Row adds one row: a value for each column named, nil where there is none.
	// By the kind of the column a value is
	//
	//	text, code, flag, region   string ("" is none)
	//	economy                    economy.Code, or a label as string, which is resolved as the dataset says
	//	period                     period.Period, or its text as string
	//	number                     float64, or its text as string with a point for the decimals
	//	count                      int or int64, or its text as string
	//
	// A value that its column does not take rejects the row, with line, column
	// and reason. A row of which a record gives several in other tables counts
	// as one record where it has the same line. The error is one that ends the
	// reading: the engine's or the context's.
	Row(line int64, values ...any) error
}
