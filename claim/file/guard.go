package file

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"dyad/claim/problem"
)

// Limits of a claim file. They are far above what a person writes.
const (
	MaxBytes  = 4 << 20
	MaxClaims = 20000
	MaxDepth  = 60    // brackets within brackets
	MaxLine   = 20000 // characters
	MaxCheck  = 4000  // characters of one check or let
	MaxQuote  = 20000
)

var dashes = regexp.MustCompile(`^\s*(?:[-?:]\s+){9,}`)

// guard refuses what would keep the YAML reader busy: huge files, deep
// nesting. It runs before the reader does.
func guard(name string, b []byte) error {
	whole := func(what, try string) error {
		return problem.List{{File: name, Line: 1, Column: 1, What: what, Try: try}}
	}
	if len(b) > MaxBytes {
		return whole(fmt.Sprintf("the file has %d bytes; the limit is %d", len(b), MaxBytes), "split the file")
	}
	if !utf8.Valid(b) {
		return whole("the file is not UTF-8", "save it as UTF-8")
	}
	depth := 0
	for i, line := range strings.Split(string(b), "\n") {
		at := func(what, try string) error {
			return problem.List{{File: name, Line: i + 1, Column: 1, What: what, Try: try}}
		}
		if at0 := strings.IndexByte(line, 0); at0 >= 0 {
			return problem.List{{File: name, Line: i + 1, Column: utf8.RuneCountInString(line[:at0]) + 1, What: "a NUL byte", Try: "take it out; a claim file is plain text"}}
		}
		if utf8.RuneCountInString(line) > MaxLine {
			return at(fmt.Sprintf("a line of more than %d characters", MaxLine), "break the line")
		}
		if dashes.MatchString(line) {
			return at("lists within lists, ten deep", "a claim file is a list of claims; see docs/claims.md")
		}
		if t := strings.TrimLeft(line, " "); strings.HasPrefix(t, "- ") {
			depth = 0
		}
		indent := len(line) - len(strings.TrimLeft(line, " "))
		if indent > 400 {
			return at("a line indented by more than 400 spaces", "a claim file is a list of claims; see docs/claims.md")
		}
		for _, r := range line {
			switch r {
			case '[', '{', '(':
				depth++
			case ']', '}', ')':
				depth = max(0, depth-1)
			}
			if depth > MaxDepth {
				return at(fmt.Sprintf("brackets nested more than %d deep", MaxDepth), "write the check with let: in smaller parts")
			}
		}
	}
	return nil
}
