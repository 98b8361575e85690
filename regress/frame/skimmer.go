package frame

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// skimmer passes over a structure in Thrift's compact protocol and checks that
// every list and text can lie in the bytes that are left.
type skimmer struct {
	data []byte
	at   int
}

var errCutShort = errors.New("it is cut short")

// types of the compact protocol
const (
	skimTrue = iota + 1
	skimFalse
	skimByte
	skimInt16
	skimInt32
	skimInt64
	skimDouble
	skimBinary
	skimList
	skimSet
	skimMap
	skimStruct
)

// structure skims one structure and says where it ends. It notes the whole
// numbers among the fields, those of structures within as 100 × outer + inner,
// and truths as 1 and 0.
func (s *skimmer) structure(depth int, numbers map[int]int64) (end int, err error) {
	err = s.fields(depth, 0, numbers)
	return s.at, err
}

func (s *skimmer) fields(depth, outer int, numbers map[int]int64) error {
	if depth > mostDepth {
		return fmt.Errorf("structures lie more than %d deep", mostDepth)
	}
	field := 0
	for {
		b, err := s.byte()
		if err != nil {
			return err
		}
		if b == 0 {
			return nil
		}
		if delta := int(b >> 4); delta != 0 {
			field += delta
		} else {
			v, err := s.number()
			if err != nil {
				return err
			}
			field = int(int16(v))
		}
		name := 100*outer + field
		switch kind := b & 15; kind {
		case skimInt16, skimInt32, skimInt64:
			v, err := s.number()
			if err != nil {
				return err
			}
			if numbers != nil && field > 0 && field < 100 {
				numbers[name] = v
			}
		case skimStruct:
			inner := numbers
			if outer != 0 {
				inner = nil
			}
			if err := s.fields(depth+1, field, inner); err != nil {
				return err
			}
		case skimTrue, skimFalse: // the type is the value
			if numbers != nil && field > 0 && field < 100 {
				numbers[name] = int64(skimFalse - kind)
			}
		default:
			if err := s.value(depth, kind); err != nil {
				return err
			}
		}
	}
}

// value skims a value; in lists a truth value takes a byte.
func (s *skimmer) value(depth int, kind byte) error {
	if depth > mostDepth {
		return fmt.Errorf("structures lie more than %d deep", mostDepth)
	}
	switch kind {
	case skimTrue, skimFalse, skimByte:
		return s.skip(1)
	case skimInt16, skimInt32, skimInt64:
		_, err := s.number()
		return err
	case skimDouble:
		return s.skip(8)
	case skimBinary:
		n, err := s.length()
		if err != nil {
			return err
		}
		return s.skip(n)
	case skimList, skimSet:
		b, err := s.byte()
		if err != nil {
			return err
		}
		n := uint64(b >> 4)
		if n == 15 {
			if n, err = s.length(); err != nil {
				return err
			}
		}
		return s.elements(depth, n, b&15)
	case skimMap:
		n, err := s.length()
		if err != nil || n == 0 {
			return err
		}
		b, err := s.byte()
		if err != nil {
			return err
		}
		for range n {
			if err := s.value(depth+1, b>>4); err != nil {
				return err
			}
			if err := s.value(depth+1, b&15); err != nil {
				return err
			}
		}
		return nil
	case skimStruct:
		return s.fields(depth+1, 0, nil)
	}
	return fmt.Errorf("a field is of no known type (%d)", kind)
}

func (s *skimmer) elements(depth int, n uint64, kind byte) error {
	if n > uint64(len(s.data)-s.at) { // every element takes a byte or more
		return fmt.Errorf("a list would have %d elements in %d bytes", n, len(s.data)-s.at)
	}
	for range n {
		if err := s.value(depth+1, kind); err != nil {
			return err
		}
	}
	return nil
}

func (s *skimmer) byte() (byte, error) {
	if s.at >= len(s.data) {
		return 0, errCutShort
	}
	s.at++
	return s.data[s.at-1], nil
}

func (s *skimmer) skip(n uint64) error {
	if n > uint64(len(s.data)-s.at) {
		return errCutShort
	}
	s.at += int(n)
	return nil
}

// length is an unsigned number, number a signed one in zigzag.
func (s *skimmer) length() (uint64, error) {
	v, n := binary.Uvarint(s.data[s.at:])
	if n <= 0 {
		return 0, errCutShort
	}
	s.at += n
	return v, nil
}

func (s *skimmer) number() (int64, error) {
	v, err := s.length()
	return int64(v>>1) ^ -int64(v&1), err
}
