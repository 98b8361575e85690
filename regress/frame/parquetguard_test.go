package frame

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"dyad/internal/hint"

	"github.com/parquet-go/parquet-go"
)

func parquetOf(t testing.TB, options ...parquet.WriterOption) []byte {
	type row struct {
		A float64 `parquet:"a"`
		B string  `parquet:"b,dict"`
	}
	var b bytes.Buffer
	if err := parquet.Write(&b, []row{{1, "x"}, {2, "y"}}, options...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What a damaged file claims is refused before memory is set aside for it. The
// files are made by hand after the format's description (Apache Parquet, file
// layout; Thrift compact protocol).
func TestClaimsOfDamagedParquet(t *testing.T) {
	withFooter := func(footer []byte, length uint32) []byte {
		out := append([]byte("PAR1"), footer...)
		out = binary.LittleEndian.AppendUint32(out, length)
		return append(out, "PAR1"...)
	}
	// field 2 (schema), a list of 2³¹−1 structures
	manyColumns := []byte{0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x00}
	// field 1, a text of 2³⁰ bytes
	longText := []byte{0x18, 0x80, 0x80, 0x80, 0x80, 0x04}
	deep := bytes.Repeat([]byte{0x1C}, 1000)
	sound := parquetOf(t)
	large := bytes.Clone(sound)
	// the first page's header begins at byte 4: type, then unpacked size (field 2)
	if large[4] != 0x15 || large[6] != 0x15 {
		t.Fatalf("page header %x", large[4:12])
	}
	large = append(large[:7:7], append([]byte{0xFE, 0xFF, 0xFF, 0xFF, 0x0F}, sound[12:]...)...)
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"length of the footer": {withFooter(nil, 1<<31), "its metadata would be"},
		"length of a list":     {withFooter(manyColumns, uint32(len(manyColumns))), "2147483647 elements"},
		"length of a text":     {withFooter(longText, uint32(len(longText))), "cut short"},
		"depth":                {withFooter(deep, uint32(len(deep))), "deep"},
		"size of a page":       {large, "once unpacked"},
		"nothing":              {nil, "too few"},
	} {
		_, err := ReadParquet(bytes.NewReader(c.data), int64(len(c.data)), "f.parquet", uses("a", "b$"))
		if hint.CodeOf(err) != hint.Data || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, o := range map[string]parquet.WriterOption{"snappy": parquet.Compression(&parquet.Snappy), "zstd": parquet.Compression(&parquet.Zstd), "version 1": parquet.DataPageVersion(1)} {
		data := parquetOf(t, o)
		if f, err := ReadParquet(bytes.NewReader(data), int64(len(data)), "f.parquet", uses("a", "b$")); err != nil || f.Rows() != 2 {
			t.Errorf("%s: a sound file is refused: %v", name, err)
		}
	}
}
