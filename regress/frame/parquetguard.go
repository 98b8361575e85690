package frame

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// A Parquet file says of its lists and pages how large they are, and the
// library sets memory aside for what is said before it looks. In a damaged file
// that may be gigabytes from a few bytes, more than a process can be given, and
// then it dies. What a file says is therefore held against its own size, and
// against the limits below, before the library reads it.
const (
	mostPageBytes  = 1 << 28 // of a page once unpacked; writers make pages of about a megabyte
	mostPageValues = 1 << 24
	mostHeader     = 1 << 20 // of a page's header, with the extremes of its values
	mostDepth      = 32      // of structures within each other
)

// checkFooter skims the file's metadata.
func checkFooter(r io.ReaderAt, size int64) error {
	var tail [8]byte
	if size < 12 {
		return fmt.Errorf("%d bytes are too few", size)
	}
	if _, err := r.ReadAt(tail[:], size-8); err != nil && err != io.EOF {
		return err
	}
	length := int64(binary.LittleEndian.Uint32(tail[:4]))
	if length > size-12 {
		return fmt.Errorf("its metadata would be %d bytes in a file of %d", length, size)
	}
	footer := make([]byte, length)
	if _, err := r.ReadAt(footer, size-8-length); err != nil && err != io.EOF {
		return err
	}
	_, err := (&skimmer{data: footer}).structure(0, nil)
	return err
}

// checkPages walks the page headers of a column.
func checkPages(r io.ReaderAt, size int64, file *parquet.File, column int) error {
	for _, group := range file.Metadata().RowGroups {
		if column >= len(group.Columns) {
			return fmt.Errorf("a row group lacks a column")
		}
		m := group.Columns[column].MetaData
		at := m.DataPageOffset
		if d := m.DictionaryPageOffset; d > 0 && d < at {
			at = d
		}
		end := at + m.TotalCompressedSize
		if at < 4 || m.TotalCompressedSize < 0 || end < at || end > size {
			return fmt.Errorf("a column lies outside of the file: bytes %d to %d of %d", at, end, size)
		}
		values := int64(0)
		for at < end {
			next, n, err := checkPage(r, at, end, m.Codec, m.Type == format.Boolean)
			if err != nil {
				return err
			}
			at = next
			values += n
		}
		if values != group.NumRows {
			return fmt.Errorf("a row group has %d rows and pages with %d values", group.NumRows, values)
		}
	}
	return nil
}

// checkPage checks the page at an offset and gives that of the next one, and
// how many values it has, if it is a page of data.
func checkPage(r io.ReaderAt, at, end int64, codec format.CompressionCodec, boolean bool) (next, values int64, err error) {
	var header map[int]int64
	var used int
	for room := int64(1 << 10); ; room *= 8 { // headers are short but for long texts among the extremes
		data := make([]byte, min(room, mostHeader, end-at))
		if _, err := r.ReadAt(data, at); err != nil && err != io.EOF {
			return 0, 0, err
		}
		s := &skimmer{data: data}
		header = map[int]int64{}
		if used, err = s.structure(0, header); err == nil {
			break
		}
		if int64(len(data)) == end-at || len(data) == mostHeader {
			return 0, 0, fmt.Errorf("the header of a page cannot be read: %w", err)
		}
	}
	// field numbers of PageHeader; those of structures within are 100 × outer + inner
	unpacked, packed := header[2], header[3]
	const dataPage, dataPage2 = 0, 3
	coding := int64(-1)
	begin := at + int64(used)
	next = begin + packed
	if packed < 0 || next > end {
		return 0, 0, fmt.Errorf("a page of %d bytes runs beyond its column", packed)
	}
	if unpacked < 0 {
		return 0, 0, fmt.Errorf("a page would have %d bytes", unpacked)
	}
	if unpacked > mostPageBytes {
		return 0, 0, tooLarge(unpacked)
	}
	for _, field := range []int{501, 701, 801} {
		if n := header[field]; n < 0 || n > mostPageValues {
			return 0, 0, fmt.Errorf("a page would have %d values; %d at most are read", n, mostPageValues)
		}
	}
	switch header[1] {
	case dataPage:
		values, coding = header[501], header[502]
	case dataPage2:
		coding = header[804]
		values = header[801]
		levels := header[805] + header[806] // before the rest, and never compressed
		if header[805] < 0 || header[806] < 0 || levels > packed {
			return 0, 0, fmt.Errorf("the levels of a page take %d of its %d bytes", levels, packed)
		}
		if compressed, says := header[807]; says && compressed == 0 {
			codec = format.Uncompressed
		}
		begin += levels
	}
	if boolean && coding == int64(format.RLE) {
		// the library takes the runs for whole bytes, v0.32.0
		return 0, 0, errors.New("it holds truth values as runs (RLE), which are not read here; write them as numbers 0 and 1, or pages of version 1")
	}
	if begin < next {
		err = checkUnpacked(io.NewSectionReader(r, begin, next-begin), codec)
	}
	return next, values, err
}
