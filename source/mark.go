package source

import (
	"bufio"
	"io"
)

// SkipMark gives a text without the byte order mark it may begin with.
func SkipMark(r io.Reader) *bufio.Reader {
	b := bufio.NewReaderSize(r, 1<<16)
	if first, _ := b.Peek(len(byteOrderMark)); string(first) == string(byteOrderMark) {
		b.Discard(len(byteOrderMark))
	}
	return b
}
