package bounded

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// YAML are the bounds of a YAML text. They are meant to lie far above what a
// person writes. What is zero is not bounded.
type YAML struct {
	Kind  string // what the text is, for messages: "a claim file"
	Help  string // what to try where it is built in a way that Kind never is
	Bytes int
	Items int // signs that a value begins with: line ends, commas, brackets
	Depth int // brackets within brackets
	Line  int // characters
	Keys  int // of one mapping
}

// Fault is the place where a text passes a bound; Line and Column count from 1,
// columns in characters.
type Fault struct {
	Line, Column int
	What, Try    string
}

func (f *Fault) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", f.Line, f.Column, f.What)
}

const (
	mostIndent = 400  // spaces
	mostDashes = 9    // lists within lists on one line
	mostLeft   = 5000 // brackets open where an entry of a list begins
)

var (
	dashes = regexp.MustCompile(fmt.Sprintf(`^\s*(?:[-?:]\s+){%d,}`, mostDashes))
	tabbed = regexp.MustCompile(`^ *\t\s*(?:- |[\p{L}_][\p{L}\d_-]*:(?:\s|$))`)
	breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")
)

// Check refuses a text that would keep a YAML reader busy; nil for one that may
// be read. It reads the text once and is meant to run before any reader does. It
// judges by signs alone, those within quotes included.
func (y YAML) Check(text []byte) *Fault {
	if y.Bytes > 0 && len(text) > y.Bytes {
		return &Fault{1, 1, fmt.Sprintf("the file has %d bytes; the limit is %d", len(text), y.Bytes), "split the file"}
	}
	if !utf8.Valid(text) {
		return &Fault{1, 1, "the file is not UTF-8", "save it as UTF-8"}
	}
	var flow brackets
	var block mappings
	items, left := 0, 0
	for i, line := range strings.Split(breaks.Replace(string(text)), "\n") {
		at := func(what, try string) *Fault { return &Fault{i + 1, 1, what, try} }
		if nul := strings.IndexByte(line, 0); nul >= 0 {
			return &Fault{i + 1, utf8.RuneCountInString(line[:nul]) + 1, "a NUL byte", "take it out; " + y.Kind + " is plain text"}
		}
		if tabbed.MatchString(line) { // YAML knows spaces alone, and its readers say less plainly what is wrong
			return &Fault{i + 1, strings.IndexByte(line, '\t') + 1, "a tab in the indentation", "indent with spaces, not tabs"}
		}
		body := strings.TrimLeft(line, " ")
		switch indent := len(line) - len(body); {
		case y.Line > 0 && utf8.RuneCountInString(line) > y.Line:
			return at(fmt.Sprintf("a line of more than %d characters", y.Line), "break the line")
		case dashes.MatchString(line):
			return at("lists within lists, ten deep", y.Help)
		case indent > mostIndent:
			return at(fmt.Sprintf("a line indented by more than %d spaces", mostIndent), y.Help)
		case y.Keys > 0 && block.line(indent, body) > y.Keys:
			return at(fmt.Sprintf("more than %d keys in one place", y.Keys), y.Help)
		}
		if strings.HasPrefix(body, "- ") {
			left += len(flow) // a new entry: brackets left open above it stood in a text, or so it is hoped
			flow = flow[:0]
		}
		deepest, widest := flow.line(line)
		switch items += 1 + strings.Count(line, ",") + strings.Count(line, "["); {
		case y.Depth > 0 && deepest > y.Depth:
			return at(fmt.Sprintf("brackets nested more than %d deep", y.Depth), "write it in smaller parts")
		case y.Depth > 0 && left > mostLeft:
			return at(fmt.Sprintf("more than %d brackets that nothing closes", mostLeft), "close them, or quote the texts they stand in")
		case y.Keys > 0 && widest > y.Keys:
			return at(fmt.Sprintf("more than %d keys in one place", y.Keys), y.Help)
		case y.Items > 0 && items > y.Items:
			return at(fmt.Sprintf("more than %d values", y.Items), "split the file")
		}
	}
	return nil
}

// brackets are those open at a place, outermost first, with the commas in each.
type brackets []struct {
	brace  bool
	commas int
}

// line goes over a line; it gives the most brackets that were open at once, and
// the most values that one pair of braces has.
func (b *brackets) line(text string) (deepest, widest int) {
	for _, r := range text {
		n := len(*b)
		switch r {
		case '[', '(', '{':
			*b = append(*b, struct {
				brace  bool
				commas int
			}{brace: r == '{'})
			deepest = max(deepest, n+1)
		case ']', ')', '}':
			*b = (*b)[:max(0, n-1)]
		case ',':
			if n > 0 && (*b)[n-1].brace {
				(*b)[n-1].commas++
				widest = max(widest, (*b)[n-1].commas+1)
			}
		}
	}
	return deepest, widest
}

// mappings are the mappings in block style that a line stands in, outermost
// first, with the keys seen in each.
type mappings []struct{ indent, keys int }

// line goes over a line; it gives the keys of the mapping that the line adds to,
// 0 where it adds to none.
func (m *mappings) line(indent int, body string) int {
	if body == "" || body[0] == '#' {
		return 0
	}
	for {
		for n := len(*m); n > 0 && (*m)[n-1].indent > indent; n-- {
			*m = (*m)[:n-1]
		}
		rest, dash := strings.CutPrefix(body, "- ")
		if !dash {
			break
		}
		*m = append(*m, struct{ indent, keys int }{indent + 1, 0}) // what follows is beneath a new entry
		body = strings.TrimLeft(rest, " ")
		indent += 2 + len(rest) - len(body)
	}
	if !strings.Contains(body, ": ") && !strings.HasSuffix(strings.TrimRight(body, " \t"), ":") && !strings.HasPrefix(body, "? ") {
		return 0
	}
	if n := len(*m); n == 0 || (*m)[n-1].indent != indent {
		*m = append(*m, struct{ indent, keys int }{indent, 0})
	}
	last := &(*m)[len(*m)-1]
	last.keys++
	return last.keys
}
