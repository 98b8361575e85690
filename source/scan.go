package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"dyad/internal/hint"
)

// textScan counts lines and finds the first byte that is not UTF-8.
type textScan struct {
	file   File
	binary bool
	size   int64
	lines  int64
	quotes bool
	open   bool // the last line has no end yet
	column int  // bytes of the line so far
	last   byte // of the block before

	underscored bool
	tail        []byte // a rune cut by the end of a block
}

// blockSize is a variable so that tests can cut texts finely.
var blockSize = 1 << 18

// all reads to the end in one goroutine and looks at the blocks in another, as
// unzipping alone keeps a processor busy.
func (s *textScan) all(text io.Reader, w io.Writer) error {
	full, free := make(chan []byte, 4), make(chan []byte, 4)
	for range cap(free) {
		free <- make([]byte, blockSize)
	}
	read := make(chan error, 1)
	go func() {
		defer close(full)
		for block := range free {
			n, err := fill(text, block[:cap(block)])
			full <- block[:n]
			if err != nil {
				read <- err
				return
			}
		}
		read <- nil
	}()
	err := s.each(full, free, w)
	close(free)
	for range full { // lets the reader see that free is closed
	}
	if end := <-read; err == nil && !errors.Is(end, io.EOF) {
		err = end
	}
	return err
}

// fill reads until the block is full; unlike io.ReadFull it keeps the reader's
// own error, which tells an end from a file cut short.
func fill(r io.Reader, block []byte) (n int, err error) {
	for n < len(block) && err == nil {
		var m int
		m, err = r.Read(block[n:])
		n += m
	}
	return n, err
}

func (s *textScan) each(full <-chan []byte, free chan<- []byte, w io.Writer) error {
	for block := range full {
		if err := s.add(block); err != nil {
			return err
		}
		if w != nil {
			if _, err := w.Write(block); err != nil {
				return err
			}
		}
		free <- block
	}
	return nil
}

func (s *textScan) add(block []byte) error {
	if len(block) == 0 {
		return nil
	}
	s.size += int64(len(block))
	if s.binary {
		return nil
	}
	if err := s.check(block); err != nil {
		return err
	}
	s.lines += int64(bytes.Count(block, []byte{'\n'}))
	s.quotes = s.quotes || bytes.IndexByte(block, '"') >= 0
	s.underscored = s.underscored || underscored(block, s.last)
	s.last = block[len(block)-1]
	s.open = s.last != '\n'
	if i := bytes.LastIndexByte(block, '\n'); i >= 0 {
		s.column = len(block) - i - 1
	} else {
		s.column += len(block)
	}
	return nil
}

// underscored looks for an underscore between digits; at the edges of a block
// it errs on the side of finding one.
func underscored(block []byte, before byte) bool {
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	for at := 0; ; at++ {
		i := bytes.IndexByte(block[at:], '_')
		if i < 0 {
			return false
		}
		at += i
		left := before
		if at > 0 {
			left = block[at-1]
		}
		if digit(left) && (at+1 == len(block) || digit(block[at+1])) {
			return true
		}
	}
}

func (s *textScan) check(block []byte) error {
	if i := bytes.IndexByte(block, 0); i >= 0 {
		return s.fail(block, i, "a zero byte: this is not a text")
	}
	whole := block
	if len(s.tail) > 0 {
		whole = append(s.tail, block...)
	}
	carried := len(whole) - len(block)
	s.tail = nil
	if utf8.Valid(whole) {
		return nil
	}
	for i := 0; i < len(whole); {
		r, n := utf8.DecodeRune(whole[i:])
		if r == utf8.RuneError && n == 1 {
			if rest := whole[i:]; len(rest) < utf8.UTFMax && !utf8.FullRune(rest) {
				s.tail = bytes.Clone(rest)
				return nil
			}
			return s.fail(block, max(i-carried, 0), fmt.Sprintf("byte 0x%02X is not UTF-8", whole[i]))
		}
		i += n
	}
	return nil
}

func (s *textScan) fail(block []byte, at int, what string) error {
	line := s.lines + int64(bytes.Count(block[:at], []byte{'\n'})) + 1
	column := at + 1 + s.column
	if i := bytes.LastIndexByte(block[:at], '\n'); i >= 0 {
		column = at - i
	}
	return hint.New(hint.Data, fmt.Sprintf("%s:%d:%d", s.file.Label(), line, column), what,
		"--encoding latin1, or convert the file: iconv -f ENCODING -t UTF-8")
}

func (s *textScan) close() error {
	if len(s.tail) > 0 {
		s.column -= len(s.tail)
		return s.fail(s.tail, 0, "the text ends within a character")
	}
	if s.open {
		s.lines++
	}
	return nil
}
