package frame

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/format"
)

var codecs = []compress.Codec{&parquet.Uncompressed, &parquet.Snappy, &parquet.Gzip, &parquet.Brotli, &parquet.Zstd}

func zstdSize(packed []byte) (int64, error) {
	return zstdBound(bufio.NewReader(bytes.NewReader(packed)))
}

// Held against what the library packs: from above, and by less than a block.
func TestSizesUnpacked(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 9))
	for _, n := range []int{0, 1, 100, 5000, 300000, 3 << 20} {
		for _, letters := range []int{1, 4, 256} {
			text := make([]byte, n)
			for i := range text {
				text[i] = byte(r.IntN(letters))
			}
			for _, codec := range codecs {
				packed, err := codec.Encode(nil, text)
				if err != nil {
					t.Fatal(err)
				}
				if err := checkUnpacked(io.NewSectionReader(bytes.NewReader(packed), 0, int64(len(packed))), codec.CompressionCodec()); err != nil && len(packed) > 0 {
					t.Errorf("%s, %d bytes of %d letters: %v", codec, n, letters, err)
				}
			}
			packed, _ := parquet.Zstd.Encode(nil, text)
			if size, err := zstdSize(packed); err != nil || size < int64(n) || size > int64(n)+128<<10 {
				t.Errorf("Zstandard: %d for %d bytes, %v", size, n, err)
			}
		}
	}
}

// A page of some kilobytes that unpacks to 300 MB or more, whatever its header
// says of it (100 bytes).
func TestBombs(t *testing.T) {
	const large = 300 << 20
	zstd := []byte{0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58} // a window of 2 MB
	for range large >> 17 {
		zstd = append(zstd, 0x02, 0x00, 0x10, 'x') // 128 KB of one byte
	}
	gzip, err := parquet.Gzip.Encode(nil, make([]byte, large))
	if err != nil {
		t.Fatal(err)
	}
	snappy := binary.AppendUvarint(nil, large)
	for _, c := range []struct {
		codec format.CompressionCodec
		data  []byte
	}{{format.Zstd, zstd}, {format.Gzip, gzip}, {format.Snappy, snappy}} {
		header := []byte{0x15, 0, 0x15}           // type, unpacked
		header = binary.AppendVarint(header, 100) //
		header = append(header, 0x15)             // packed
		header = binary.AppendVarint(header, int64(len(c.data)))
		page := append(append(header, 0), c.data...)
		_, _, err := checkPage(bytes.NewReader(page), 0, int64(len(page)), c.codec, false)
		if err == nil || !strings.Contains(err.Error(), "once unpacked") {
			t.Errorf("%v: %v", c.codec, err)
		}
	}
}

func TestUnsoundZstandard(t *testing.T) {
	for name, data := range map[string][]byte{
		"another magic number": {1, 2, 3, 4},
		"cut short":            {0x28, 0xb5, 0x2f, 0xfd, 0},
		"block beyond the end": {0x28, 0xb5, 0x2f, 0xfd, 0, 0x58, 0x01, 0x01, 0},
		"reserved block":       {0x28, 0xb5, 0x2f, 0xfd, 0, 0x58, 0x07, 0, 0},
	} {
		if size, err := zstdSize(data); err == nil {
			t.Errorf("%s: size %d", name, size)
		}
	}
}

// LZ4 is refused: what the library makes of it is not what was written.
func TestLZ4IsRefused(t *testing.T) {
	data := parquetOf(t, parquet.Compression(&parquet.Lz4Raw))
	_, err := ReadParquet(bytes.NewReader(data), int64(len(data)), "f.parquet", uses("a"))
	if err == nil || !strings.Contains(err.Error(), "LZ4") {
		t.Error(err)
	}
}

// So are truth values as runs.
func TestRunsOfTruthsAreRefused(t *testing.T) {
	type row struct {
		A bool `parquet:"a"`
	}
	var b bytes.Buffer
	runs := parquet.NewSchema("t", parquet.Group{"a": parquet.Encoded(parquet.Leaf(parquet.BooleanType), &parquet.RLE)})
	if err := parquet.Write(&b, make([]row, 1000), runs); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadParquet(bytes.NewReader(b.Bytes()), int64(b.Len()), "f.parquet", uses("a")); err == nil || !strings.Contains(err.Error(), "RLE") {
		t.Error(err)
	}
}

// Whatever is found small and sound, the library unpacks to no more.
func FuzzUnpacked(f *testing.F) {
	packed, _ := parquet.Zstd.Encode(nil, []byte(strings.Repeat("exporter,importer,", 20)))
	f.Add(packed)
	f.Fuzz(func(t *testing.T, packed []byte) {
		size, err := zstdSize(packed)
		if len(packed) == 0 || err != nil || size > 1<<22 {
			return
		}
		if out, err := parquet.Zstd.Decode(nil, packed); err == nil && int64(len(out)) > size {
			t.Fatalf("%d bytes, found to be %d", len(out), size)
		}
	})
}
