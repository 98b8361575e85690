package frame

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"sync"

	"dyad/internal/hint"
)

const (
	blockBytes    = 1 << 18 // small enough for a core's own cache
	maximumRecord = 64 << 20
)

// input is a file's text and how far it is read, by which the rows to come are
// reckoned.
type input struct {
	io.Reader          // the text
	raw       *counter // the file
	size      int64    // of the file, 0: unknown
}

// counter counts the bytes read.
type counter struct {
	io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.n += int64(n)
	return n, err
}

// readBlocks cuts the input into blocks of whole records, parses them side by
// side and puts them together in order.
func readBlocks(in *input, l *layout, line int64) (*Frame, error) {
	parsers := max(1, runtime.GOMAXPROCS(0))
	blocks := 2*parsers + 2
	free, todo, order := make(chan *block, blocks), make(chan *block, blocks), make(chan *block, blocks)
	for range blocks {
		free <- &block{parsed: make(chan struct{}, 1)}
	}
	var group sync.WaitGroup
	for k := range parsers {
		group.Go(func() {
			p := newParser(l, k)
			for b := range todo {
				p.parse(b)
				b.parsed <- struct{}{}
			}
		})
	}
	stop := make(chan struct{})
	var readError error
	group.Go(func() {
		defer close(order)
		defer close(todo)
		c := cutter{in: in, source: l.source, line: line}
		for {
			select {
			case b := <-free:
				var more bool
				if more, readError = c.next(b); !more {
					return
				}
				order <- b
				todo <- b
			case <-stop:
				return
			}
		}
	})
	m := newMerger(l, parsers)
	var firstError error
	for b := range order {
		<-b.parsed
		if firstError != nil {
			continue
		}
		if firstError = b.part.err; firstError != nil {
			close(stop)
			continue
		}
		m.add(&b.part, in.rowsExpected(m.rows+b.part.rows, b.read))
		free <- b
	}
	group.Wait()
	if firstError == nil {
		firstError = readError
	}
	if firstError != nil {
		return nil, firstError
	}
	return m.frame(l), nil
}

// rowsExpected reckons the rows of the file from those in its first bytes.
func (in *input) rowsExpected(rows int, read int64) int {
	if in.size < read {
		return rows + rows/2
	}
	return int(float64(rows) * float64(in.size) / float64(max(read, 1)))
}

// cutter cuts the input into blocks.
type cutter struct {
	in     *input
	source string
	line   int64  // of the next block
	rest   []byte // the beginning of the next block
	ended  bool
}

// next fills a block with whole records; more is false when there are none.
func (c *cutter) next(b *block) (more bool, err error) {
	if c.ended {
		return false, nil
	}
	data := b.data[:0]
	size := blockBytes
	for {
		have := len(c.rest)
		if need := have + size + padding; cap(data) < need {
			data = make([]byte, need+need/8)
		}
		data = data[:have+size]
		copy(data, c.rest)
		n, err := io.ReadFull(c.in, data[have:])
		data = data[:have+n]
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			c.ended = true
			c.emit(b, data, len(data))
			return len(data) > 0, nil
		}
		if err != nil {
			return false, &hint.Error{Code: hint.Data, Where: c.source, What: "the file cannot be read to its end", Err: err, Try: "the file may be cut short; fetch it again"}
		}
		if end := lastRecordEnd(data); end > 0 {
			c.emit(b, data, end)
			return true, nil
		}
		if len(data) > maximumRecord {
			return false, hint.New(hint.Data, c.source, fmt.Sprintf("a record is longer than %d MB", maximumRecord>>20), "a quotation mark may be opened and not closed")
		}
		c.rest, size = append(c.rest[:0], data...), len(data)
	}
}

// emit gives the block the first bytes of data and keeps the rest.
func (c *cutter) emit(b *block, data []byte, end int) {
	c.rest = append(c.rest[:0], data[end:]...)
	b.data = append(data[:end], "\n\n\n\n\n\n\n\n"...)
	b.line, b.read = c.line, c.in.raw.n
	b.breaks = bytes.Count(data[:end], []byte{'\n'})
	c.line += int64(b.breaks)
}

// lastRecordEnd is the length of the whole records b begins with: up to the
// last line end that has an even number of quotation marks before it.
func lastRecordEnd(b []byte) int {
	quotes := bytes.Count(b, []byte{'"'})
	end := len(b)
	for {
		i := bytes.LastIndexByte(b[:end], '\n')
		if i < 0 {
			return 0
		}
		quotes -= bytes.Count(b[i:end], []byte{'"'})
		if quotes%2 == 0 {
			return i + 1
		}
		end = i
	}
}
