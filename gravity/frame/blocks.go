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
	blockBytes    = 1 << 20
	maximumRecord = 64 << 20
)

// buffers of blocks go round between the reader and the parsers; parsers keep
// copies of what they need.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// readBlocks cuts the input into blocks of whole records, parses them side by
// side and puts the parts together in order.
func readBlocks(in io.Reader, l *layout, line int64) (*Frame, error) {
	workers := max(1, runtime.GOMAXPROCS(0))
	todo := make(chan block, workers)
	order := make(chan chan *part, 2*workers)
	stop := make(chan struct{})
	var readError error
	var group sync.WaitGroup
	for range workers {
		group.Add(1)
		go func() {
			defer group.Done()
			for b := range todo {
				p := l.parse(b)
				buffers.Put(&b.data)
				b.done <- p
			}
		}()
	}
	group.Add(1)
	go func() {
		defer group.Done()
		defer close(order)
		defer close(todo)
		readError = cut(in, l.source, func(data []byte) bool {
			done := make(chan *part, 1)
			select {
			case order <- done:
			case <-stop:
				return false
			}
			todo <- block{data, line, done}
			line += int64(bytes.Count(data, []byte{'\n'}))
			return true
		})
	}()
	m := newMerger(l)
	var firstError error
	for done := range order {
		p := <-done
		if firstError == nil && p.err != nil {
			firstError = p.err
			close(stop)
		}
		if firstError == nil {
			m.add(p)
		}
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

// cut calls emit with runs of whole records until the input ends or emit says no.
func cut(in io.Reader, source string, emit func([]byte) bool) error {
	var rest []byte
	size := blockBytes
	for {
		buffer := *buffers.Get().(*[]byte)
		if need := len(rest) + size; cap(buffer) < need {
			buffer = make([]byte, need+need/8)
		}
		buffer = buffer[:len(rest)+size]
		copy(buffer, rest)
		n, err := io.ReadFull(in, buffer[len(rest):])
		buffer = buffer[:len(rest)+n]
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			if len(buffer) > 0 {
				emit(buffer)
			}
			return nil
		}
		if err != nil {
			return &hint.Error{Code: hint.Data, Where: source, What: "the file cannot be read to its end", Err: err, Try: "the file may be cut short; fetch it again"}
		}
		end := lastRecordEnd(buffer)
		if end == 0 {
			if len(buffer) > maximumRecord {
				return hint.New(hint.Data, source, fmt.Sprintf("a record is longer than %d MB", maximumRecord>>20), "a quotation mark may be opened and not closed")
			}
			rest, size = buffer, len(buffer)
			continue
		}
		rest, size = append([]byte(nil), buffer[end:]...), blockBytes
		if !emit(buffer[:end]) {
			return nil
		}
	}
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

// merger puts parts together, one dictionary for each coded column.
type merger struct {
	rows    int
	parts   []*part
	columns []column
	index   []map[string]int32
}

func newMerger(l *layout) *merger {
	m := &merger{columns: make([]column, len(l.wanted)), index: make([]map[string]int32, len(l.wanted))}
	for k, w := range l.wanted {
		m.columns[k].name = w.name
		if w.coded {
			m.index[k] = map[string]int32{}
		}
	}
	return m
}

func (m *merger) add(p *part) {
	m.rows += p.rows
	for k := range p.columns {
		if m.index[k] == nil {
			continue
		}
		from, to := &p.columns[k], &m.columns[k]
		global := make([]int32, len(from.levels))
		for j, level := range from.levels {
			g, ok := m.index[k][level]
			if !ok {
				g = int32(len(to.levels))
				m.index[k][level] = g
				to.levels = append(to.levels, level)
				to.lines = append(to.lines, from.lines[j])
			}
			global[j] = g
		}
		for i, c := range from.codes {
			if c >= 0 {
				from.codes[i] = global[c]
			}
		}
	}
	m.parts = append(m.parts, p)
}

// frame joins the parts column by column, letting go of each as it is copied.
func (m *merger) frame(l *layout) *Frame {
	f := &Frame{Source: l.source, rows: m.rows, columns: map[string]*column{}}
	for k := range m.columns {
		c := &m.columns[k]
		if m.index[k] != nil {
			c.codes = make([]int32, 0, m.rows)
		} else {
			c.numbers = make([]float64, 0, m.rows)
		}
		for _, p := range m.parts {
			c.codes = append(c.codes, p.columns[k].codes...)
			c.numbers = append(c.numbers, p.columns[k].numbers...)
			p.columns[k] = column{}
		}
		f.columns[c.name] = c
	}
	return f
}
