package frame

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"

	"dyad/internal/hint"
)

// parser turns blocks into parts. Its dictionaries last from block to block;
// the merger translates its codes.
type parser struct {
	layout       *layout
	scan         scanner
	number       int
	fields       []parserField
	dictionaries []dictionary // of each wanted column
	line         int64        // on which the block begins
}

// parserField is what a field of the file is for.
type parserField struct {
	use     fieldUse
	column  int
	numbers []float64 // of the part at hand
	codes   []int32
	// the last short text and its code: neighbouring rows often hold the same
	key  uint64
	code int32
}

type fieldUse uint8

const (
	unwanted fieldUse = iota
	asNumber
	asCode
)

func newParser(l *layout, number int) *parser {
	p := &parser{layout: l, number: number, fields: make([]parserField, len(l.byField)), dictionaries: make([]dictionary, len(l.wanted))}
	p.scan.separator = l.separator
	for i, k := range l.byField {
		switch {
		case k < 0:
		case l.wanted[k].coded:
			p.fields[i] = parserField{use: asCode, column: k, code: -1} // of the key 0, no text
		default:
			p.fields[i] = parserField{use: asNumber, column: k}
		}
	}
	return p
}

func (p *parser) parse(b *block) {
	b.part.reset(p.layout, p.number, b.breaks+1)
	for i := range p.fields {
		if f := &p.fields[i]; f.use != unwanted {
			f.numbers, f.codes = b.part.columns[f.column].numbers, b.part.columns[f.column].codes
		}
	}
	p.scan.reset(b.data)
	p.line = b.line
	s := &p.scan
	for s.at < s.end {
		if c := s.data[s.at]; c == '\n' || c == '\r' {
			if n := lineLength(s.data[s.at:s.end]); isBlank(s.data[s.at : s.at+n]) {
				s.at += n
				continue
			}
		}
		if b.part.err = p.record(&b.part); b.part.err != nil {
			return
		}
		b.part.rows++
	}
	b.part.runs = b.runs(b.part.runs[:0])
}

// record reads one record into the next row. Fields of the common forms are
// read where they stand; the others are cut out first.
func (p *parser) record(out *part) error {
	s := &p.scan
	data, first, at, row := s.data, s.at, s.at, out.rows
	for i := range p.fields {
		f := &p.fields[i]
		var next int
		var last, ok bool
		switch f.use {
		case unwanted:
			next, last, ok = s.skip(at)
		case asNumber:
			if digit := data[at] - '0'; digit <= 9 && data[at+1] == s.separator {
				f.numbers[row] = float64(digit)
				next, ok = at+2, true
				break
			}
			v, end, plain := decimal(data, at)
			if !plain {
				break
			}
			if next, last, ok = s.after(end); ok {
				f.numbers[row] = v
			}
		case asCode:
			var key uint64
			if key, next, last, ok = s.short(at); ok {
				if key != f.key {
					f.key, f.code = key, p.codeOfKey(out, f.column, key)
				}
				f.codes[row] = f.code
			}
		}
		var text []byte
		var quoted bool
		if !ok {
			var fault string
			s.at = at
			if text, quoted, last, fault = s.field(); fault != "" {
				return hint.New(hint.Data, p.where(first), fault, "double a quotation mark inside a quoted field")
			}
			next = s.at
		}
		if last != (i == len(p.fields)-1) {
			s.at = min(next, s.end)
			return p.miscounted(first, i+1, last)
		}
		if !ok && f.use != unwanted {
			if err := p.add(out, f, text, quoted, first); err != nil {
				return err
			}
		}
		at = next
	}
	s.at = min(at, s.end)
	return nil
}

var keyNA, keyPoint = packed([]byte("NA")), packed([]byte("."))

// codeOfKey is the code of the short text at a place, -1 for a missing one.
func (p *parser) codeOfKey(out *part, column int, key uint64) int32 {
	if key == 0 || key == keyNA || key == keyPoint {
		return -1
	}
	code, fresh := p.dictionaries[column].ofKey(key)
	if fresh {
		var text [8]byte
		binary.LittleEndian.PutUint64(text[:], key)
		out.level(column, string(text[:key>>56]))
	}
	return code
}

// level notes a text that the parser has not met before.
func (p *part) level(column int, text string) {
	c := &p.columns[column]
	c.levels, c.first = append(c.levels, text), append(c.first, int32(p.rows))
}

// where names the line of a place in the block.
func (p *parser) where(at int) string {
	return fmt.Sprintf("%s, line %d", p.layout.source, p.line+int64(bytes.Count(p.scan.data[:at], []byte{'\n'})))
}

// miscounted says how many fields a record has; n of them are read.
func (p *parser) miscounted(first, n int, last bool) error {
	fault := ""
	for ; !last && fault == ""; n++ {
		_, _, last, fault = p.scan.field()
	}
	return hint.New(hint.Data, p.where(first), fmt.Sprintf("%d fields where the header has %d", n, len(p.fields)), "quote a field that holds the separator")
}

// add reads a field of any form.
func (p *parser) add(out *part, f *parserField, text []byte, quoted bool, first int) error {
	if !quoted || f.use == asNumber {
		text = trim(text)
	}
	missing := isMissing(text)
	if f.use == asNumber {
		v := math.NaN()
		if !missing {
			var ok bool
			if v, ok = parseNumber(text); !ok || math.IsInf(v, 0) {
				name := p.layout.wanted[f.column].name
				return notANumber(p.where(first)+", column "+name, name, string(text), ok)
			}
		}
		f.numbers[out.rows] = v
		return nil
	}
	code := int32(-1)
	if !missing || quoted && len(text) == 2 {
		var fresh bool
		if code, fresh = p.dictionaries[f.column].ofText(text); fresh {
			out.level(f.column, string(text))
		}
	}
	f.codes[out.rows] = code
	return nil
}

func trim(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t') {
		b = b[:len(b)-1]
	}
	return b
}
