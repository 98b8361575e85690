package frame

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// padding is how many line feeds follow the data of a scanner, so that eight
// bytes can be looked at from anywhere and every field has an end.
const padding = 8

const everyByte = 0x0101010101010101

// scanner walks over the fields of CSV records held in memory.
type scanner struct {
	data      []byte // with padding
	end       int    // where the padding begins
	at        int
	separator byte
	buffer    []byte // for quoted fields with doubled quotes
}

// newScanner makes a scanner of data, to which it appends the padding.
func newScanner(data []byte, separator byte) *scanner {
	s := &scanner{separator: separator}
	s.reset(append(data, "\n\n\n\n\n\n\n\n"...))
	return s
}

// reset begins with other data, padding included.
func (s *scanner) reset(padded []byte) {
	s.data, s.end, s.at = padded, len(padded)-padding, 0
}

// zeros marks, with its highest bit, the first zero byte of a word; bytes
// after that one may be marked too.
func zeros(word uint64) uint64 { return (word - everyByte) &^ word & (0x80 * everyByte) }

// marks marks the first separator, line feed or quotation mark of a word.
func (s *scanner) marks(word uint64) uint64 {
	return zeros(word^everyByte*uint64(s.separator)) | zeros(word^everyByte*'\n') | zeros(word^everyByte*'"')
}

// after says where the next field begins if one ends at i, and whether the
// record ends with it; ok is false when no field ends there.
func (s *scanner) after(i int) (next int, last, ok bool) {
	switch s.data[i] {
	case s.separator:
		return i + 1, false, true
	case '\n':
		return i + 1, true, true
	case '\r':
		return i + 2, true, s.data[i+1] == '\n'
	}
	return i, false, false
}

// skip passes over an unquoted field.
func (s *scanner) skip(at int) (next int, last, ok bool) {
	if s.data[at] == '"' {
		return at, false, false
	}
	for {
		if marks := s.marks(binary.LittleEndian.Uint64(s.data[at:])); marks != 0 {
			return s.after(at + bits.TrailingZeros64(marks)/8)
		}
		at += 8
	}
}

// short packs a text of up to seven bytes, and says where the next field
// begins and whether the record ends; ok is false for what field has to read.
func (s *scanner) short(at int) (key uint64, next int, last, ok bool) {
	word := binary.LittleEndian.Uint64(s.data[at:])
	var n, end int
	if byte(word) == '"' {
		word = binary.LittleEndian.Uint64(s.data[at+1:])
		n = bits.TrailingZeros64(zeros(word^everyByte*'"')) / 8
		end = at + n + 2
		if n > longestKey || keyOf(word, n) == keyNA { // a quoted NA is a value
			return 0, 0, false, false
		}
	} else {
		n = bits.TrailingZeros64(s.marks(word)) / 8
		if n > longestKey {
			return 0, 0, false, false
		}
		if n > 0 {
			if s.data[at+n-1] == '\r' && s.data[at+n] == '\n' {
				n--
			}
			if byte(word) <= ' ' || n > 0 && byte(word>>(8*n-8)) <= ' ' { // to be trimmed
				return 0, 0, false, false
			}
		}
		end = at + n
	}
	next, last, ok = s.after(end)
	return keyOf(word, n), next, last, ok
}

// field returns the next field, whether it was quoted, whether it ends its
// record, and what is wrong with it if anything is. The bytes are valid until
// the next call.
func (s *scanner) field() (field []byte, quoted, last bool, fault string) {
	start, i := s.at, s.at
	if s.data[i] == '"' {
		return s.quoted()
	}
	for {
		marks := s.marks(binary.LittleEndian.Uint64(s.data[i:]))
		if marks != 0 {
			i += bits.TrailingZeros64(marks) / 8
			break
		}
		i += 8
	}
	switch s.data[i] {
	case '"':
		return nil, false, false, "a quotation mark stands inside an unquoted field"
	case s.separator:
		s.at = i + 1
		return s.data[start:i], false, false, ""
	}
	s.at = min(i+1, s.end)
	if i > start && s.data[i-1] == '\r' {
		i--
	}
	return s.data[start:i], false, true, ""
}

func (s *scanner) quoted() (field []byte, quoted, last bool, fault string) {
	start := s.at + 1
	i := start
	s.buffer = s.buffer[:0]
	for {
		n := bytes.IndexByte(s.data[i:], '"')
		if n < 0 {
			return nil, true, true, "a quotation mark is opened and not closed"
		}
		i += n
		if s.data[i+1] == '"' {
			s.buffer = append(s.buffer, s.data[start:i+1]...)
			i += 2
			start = i
			continue
		}
		break
	}
	field = s.data[start:i]
	if len(s.buffer) > 0 {
		s.buffer = append(s.buffer, field...)
		field = s.buffer
	}
	next, last, ok := s.after(i + 1)
	if !ok {
		return nil, true, true, "text follows a closing quotation mark"
	}
	s.at = min(next, s.end)
	return field, true, last, ""
}
