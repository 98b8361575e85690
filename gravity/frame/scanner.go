package frame

import "bytes"

// scanner walks over the fields of CSV records held in memory.
type scanner struct {
	data      []byte
	at        int
	separator byte
	buffer    []byte // for quoted fields with doubled quotes
}

// field returns the next field, whether it was quoted, whether it ends its
// record, and what is wrong with it if anything is. The bytes are valid until
// the next call.
func (s *scanner) field() (field []byte, quoted, last bool, fault string) {
	data, i := s.data, s.at
	if i < len(data) && data[i] == '"' {
		return s.quoted()
	}
	start := i
	for ; i < len(data); i++ {
		c := data[i]
		if c == s.separator {
			s.at = i + 1
			return data[start:i], false, false, ""
		}
		if c == '\n' {
			s.at = i + 1
			if i > start && data[i-1] == '\r' {
				i--
			}
			return data[start:i], false, true, ""
		}
		if c == '"' {
			return nil, false, false, "a quotation mark stands inside an unquoted field"
		}
	}
	s.at = i
	if i > start && data[i-1] == '\r' {
		i--
	}
	return data[start:i], false, true, ""
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
		if i+1 < len(s.data) && s.data[i+1] == '"' {
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
	i++
	if i < len(s.data) && s.data[i] == '\r' && (i+1 == len(s.data) || s.data[i+1] == '\n') {
		i++
	}
	switch {
	case i == len(s.data):
		last = true
	case s.data[i] == '\n':
		last = true
		i++
	case s.data[i] == s.separator:
		i++
	default:
		return nil, true, true, "text follows a closing quotation mark"
	}
	s.at = i
	return field, true, last, ""
}

// restOfLine is what is left of the line at hand.
func (s *scanner) restOfLine() []byte {
	n := bytes.IndexByte(s.data[s.at:], '\n')
	if n < 0 {
		return s.data[s.at:]
	}
	return s.data[s.at : s.at+n]
}
