package economy

import (
	"fmt"
	"strings"
)

// eachRow gives the rows of an embedded file after its header to row, which
// may keep the fields but not the slice. Lines that begin with "#" are
// comments. Only what the files need of CSV is read: comma, double quotes,
// one row a line. That is some five times faster than encoding/csv, and every
// run of dyad pays for it.
func eachRow(name, text string, columns int, row func(fields []string) error) error {
	fields := make([]string, 0, columns)
	header := true
	for line := 1; text != ""; line++ {
		var current string
		current, text, _ = strings.Cut(text, "\n")
		if current == "" || current[0] == '#' {
			continue
		}
		var err error
		if fields, err = splitRow(current, fields[:0]); err != nil {
			return fmt.Errorf("%s:%d: %w", name, line, err)
		}
		if len(fields) != columns {
			return fmt.Errorf("%s:%d: %d columns, want %d", name, line, len(fields), columns)
		}
		if header {
			header = false
			continue
		}
		if err := row(fields); err != nil {
			return fmt.Errorf("%s:%d: %w", name, line, err)
		}
	}
	return nil
}

// splitRow appends the fields of one line to fields.
func splitRow(line string, fields []string) ([]string, error) {
	for {
		if strings.HasPrefix(line, `"`) {
			end := closingQuote(line)
			if end < 0 {
				return nil, fmt.Errorf("quote not closed")
			}
			fields = append(fields, strings.ReplaceAll(line[1:end], `""`, `"`))
			line = line[end+1:]
			if line == "" {
				return fields, nil
			}
			if line[0] != ',' {
				return nil, fmt.Errorf("text after closing quote")
			}
			line = line[1:]
			continue
		}
		field, rest, more := strings.Cut(line, ",")
		fields = append(fields, field)
		if !more {
			return fields, nil
		}
		line = rest
	}
}

// closingQuote finds the quote that ends the field at the start of line.
func closingQuote(line string) int {
	for i := 1; i < len(line); i++ {
		if line[i] != '"' {
			continue
		}
		if i+1 < len(line) && line[i+1] == '"' {
			i++
			continue
		}
		return i
	}
	return -1
}
