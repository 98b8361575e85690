package file

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// A let written on one line, `let: {T: trade.total(RUS, CHN)}`, is not what
// YAML takes it for: the comma would part the call in two. Such lines are read
// here, and the YAML reader is shown a mark in their place.
var letLine = regexp.MustCompile(`^(\s*(?:-\s+)?let:\s*)(\{.*\})(\s*(?:#.*)?)$`)

const liftedMark = `"@let"`

func (r *reader) liftLets(b []byte) []byte {
	if !strings.Contains(string(b), "let:") {
		return b
	}
	lines := strings.Split(string(b), "\n")
	for i, l := range lines {
		m := letLine.FindStringSubmatch(strings.TrimSuffix(l, "\r"))
		if m == nil {
			continue
		}
		r.lets[i+1] = Text{Value: m[2], src: r.src, line: i + 1, col: len([]rune(m[1])) + 1}
		lines[i] = m[1] + liftedMark + m[3]
	}
	return []byte(strings.Join(lines, "\n"))
}

func (r *reader) let(c *Claim, n ast.Node) {
	line, col := place(n)
	if s, ok := n.(*ast.StringNode); ok && s.Value == "@let" {
		if t, ok := r.lets[line]; ok {
			r.flowLet(c, t)
			return
		}
	}
	if s, ok := n.(*ast.MappingNode); ok && s.IsFlowStyle {
		for _, v := range s.Values {
			if _, null := v.Value.(*ast.NullNode); null {
				r.bad(line, col, "a let over several lines cannot stand in braces", "write one NAME: expression a line, indented below let:")
				return
			}
		}
	}
	r.fields(n, "let", func(key string, line, col int, v ast.Node) {
		r.addLet(c, key, line, col, r.text(v, "let "+key, MaxCheck))
	})
}

func (r *reader) addLet(c *Claim, name string, line, col int, value Text) {
	switch {
	case !namePattern.MatchString(name):
		r.bad(line, col, fmt.Sprintf("%q cannot be the name of a let", name), "use letters, digits and _: T, X1")
		return
	case strings.TrimSpace(value.Value) == "":
		r.bad(line, col, "let "+name+" is empty", "write "+name+": trade.total(RUS, CHN)")
		return
	case len(c.Let) >= 40:
		r.bad(line, col, "more than 40 lets in one claim", "split the claim")
		return
	}
	for _, l := range c.Let {
		if l.Name == name {
			r.bad(line, col, "let "+name+" is given twice", "use another name")
			return
		}
	}
	c.Let = append(c.Let, Let{Name: name, Value: value, Line: line, Column: col})
}

// flowLet parts "{A: x(1, 2), B: y}" at the commas outside of brackets and
// quotation marks.
func (r *reader) flowLet(c *Claim, t Text) {
	raw := []rune(t.Value)
	inner := raw[1 : len(raw)-1]
	start, depth := 0, 0
	quote := rune(0)
	part := func(from, to int) {
		for from < to && inner[from] == ' ' {
			from++
		}
		for to > from && inner[to-1] == ' ' {
			to--
		}
		if from == to {
			return
		}
		col := t.col + 1 + from
		text := string(inner[from:to])
		name, rest, found := strings.Cut(text, ":")
		if !found {
			r.bad(t.line, col, fmt.Sprintf("cannot read %q in let", text), "write let: {T: trade.total(RUS, CHN)}")
			return
		}
		gap := len([]rune(name)) + 1 + len([]rune(rest)) - len([]rune(strings.TrimLeft(rest, " ")))
		value := Text{Value: strings.TrimSpace(rest), src: t.src, line: t.line, col: col + gap}
		// one let in quotes, as YAML would have it
		if v := []rune(value.Value); len(v) >= 2 && (v[0] == '"' || v[0] == '\'') && v[len(v)-1] == v[0] && !strings.ContainsRune(string(v[1:len(v)-1]), v[0]) {
			value.Value, value.col = string(v[1:len(v)-1]), value.col+1
		}
		r.addLet(c, strings.TrimSpace(name), t.line, col, value)
	}
	for i, ch := range inner {
		switch {
		case quote != 0:
			if ch == quote {
				quote = 0
			}
		case ch == '"' || ch == '\'':
			quote = ch
		case ch == '(' || ch == '[' || ch == '{':
			depth++
		case ch == ')' || ch == ']' || ch == '}':
			depth--
		case ch == ',' && depth == 0:
			part(start, i)
			start = i + 1
		}
	}
	part(start, len(inner))
}
