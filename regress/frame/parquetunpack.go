package frame

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go/format"
)

// A few compressed bytes can unpack to gigabytes, whatever the page's header
// says, and the library unpacks them to their end. How much a page will be is
// therefore found beforehand from its own structure, without unpacking it.

// checkUnpacked refuses a page that would be larger than mostPageBytes. Brotli
// has no structure that tells; its pages are taken at their word.
func checkUnpacked(page *io.SectionReader, codec format.CompressionCodec) error {
	if codec == format.Uncompressed {
		return nil
	}
	in := bufio.NewReader(page)
	var size int64
	var err error
	switch codec {
	case format.Snappy:
		var says uint64
		says, err = binary.ReadUvarint(in)
		size = int64(min(says, 1<<62))
	case format.Zstd:
		size, err = zstdBound(in)
	case format.Lz4Raw, format.Lz4:
		// the library keeps the wrong buffer (parquet-go, issue 608, of v0.32.0),
		// and unsound pages have it take ever more memory
		return errors.New("it is compressed with LZ4, which is not read here; write it with Zstandard or Snappy")
	case format.Gzip:
		if page.Size()*1032 > mostPageBytes { // deflate makes no more than this of a byte
			size, err = gzipSize(in)
		}
	}
	if err != nil {
		return fmt.Errorf("a page cannot be unpacked: %w", err)
	}
	if size > mostPageBytes {
		return tooLarge(size)
	}
	return nil
}

func tooLarge(size int64) error {
	return fmt.Errorf("a page would have %d bytes once unpacked; %d at most are read", size, mostPageBytes)
}

// gzipSize unpacks, a buffer at a time, and stops where it is too much.
func gzipSize(in *bufio.Reader) (int64, error) {
	z, err := gzip.NewReader(in)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(io.Discard, io.LimitReader(z, mostPageBytes+1))
	return n, err
}

// zstdBound goes over the block headers of Zstandard frames (RFC 8878, section
// 3.1.1): a block says its size, or has 128 KB at most once unpacked.
func zstdBound(in *bufio.Reader) (size int64, err error) {
	for size <= mostPageBytes {
		magic, err := littleEndian(in, 4)
		if err == io.EOF {
			return size, nil
		}
		switch {
		case err != nil:
			return 0, err
		case magic&^15 == 0x184d2a50: // a frame to be skipped
			n, err := littleEndian(in, 4)
			if err != nil {
				return 0, err
			}
			if _, err := in.Discard(int(n)); err != nil {
				return 0, err
			}
			continue
		case magic != 0xfd2fb528:
			return 0, errors.New("it is not as Zstandard has it")
		}
		if size, err = zstdFrame(in, size); err != nil {
			return 0, err
		}
	}
	return size, nil
}

// zstdFrame adds the blocks of a frame, from after its magic number.
func zstdFrame(in *bufio.Reader, size int64) (int64, error) {
	descriptor, err := in.ReadByte()
	if err != nil {
		return 0, err
	}
	header := [4]int{0, 2, 4, 8}[descriptor>>6] + [4]int{0, 1, 2, 4}[descriptor&3] // content size, dictionary
	if single := descriptor&32 != 0; !single || descriptor>>6 == 0 {
		header++ // a window, or a content size of one byte
	}
	if _, err := in.Discard(header); err != nil {
		return 0, err
	}
	for last := false; !last && size <= mostPageBytes; {
		block, err := littleEndian(in, 3)
		if err != nil {
			return 0, err
		}
		last = block&1 != 0
		n := int64(block >> 3)
		packed := n
		switch block >> 1 & 3 {
		case 0: // as it is
		case 1: // one byte, repeated
			packed = 1
		case 2:
			n = 128 << 10
		default:
			return 0, errors.New("it is not as Zstandard has it")
		}
		size += n
		if _, err := in.Discard(int(packed)); err != nil {
			return 0, err
		}
	}
	if descriptor&4 != 0 { // a checksum
		_, _ = in.Discard(4)
	}
	return size, nil
}

// littleEndian reads a number of n bytes; io.EOF only before the first.
func littleEndian(in io.Reader, n int) (uint32, error) {
	var b [4]byte
	if _, err := io.ReadFull(in, b[:n]); err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint32(b[:]), nil
}
