package file

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"dyad/claim/problem"
	"dyad/internal/bounded"
)

// Load reads a claim file from disk.
func Load(path string) (*File, error) {
	b, err := bounded.Regular(path, MaxBytes)
	if err != nil {
		return nil, problem.List{{File: path, What: "cannot read the claim file: " + err.Error(), Try: "name a file of claims: text of at most 4 MiB"}}
	}
	return Parse(path, b)
}

// Parse reads a claim file: one YAML document, with or without a byte order
// mark. The error is a problem.List with every mistake found.
func Parse(name string, b []byte) (*File, error) {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if err := guard(name, b); err != nil {
		return nil, err
	}
	r := &reader{name: name, src: newSource(b), lets: map[int]Text{}, file: &File{Name: name}}
	tree, err := parser.ParseBytes(r.liftLets(b), 0)
	if err != nil {
		return nil, problem.List{r.syntax(err)}
	}
	read := false
	for _, d := range tree.Docs {
		if d.Body == nil {
			continue
		}
		if read {
			line, col := place(d.Body)
			r.bad(line, col, "a second YAML document", "take the line --- out, or put these claims into a file of their own")
			break
		}
		r.document(d.Body)
		read = true
	}
	r.claim = ""
	if len(r.file.Claims) == 0 && len(r.problems) == 0 {
		r.problems = append(r.problems, problem.Problem{File: name, Line: 1, Column: 1,
			What: "no claims in the file", Try: "a claim begins with - id: …; see docs/claims.md, or run dyad claims new"})
	}
	r.unique()
	if err := r.problems.Err(); err != nil {
		return nil, err
	}
	return r.file, nil
}

type reader struct {
	name     string
	src      *source
	lets     map[int]Text // let: {…} on one line, by line
	file     *File
	problems problem.List
	claim    string
}

func (r *reader) syntax(err error) problem.Problem {
	p := problem.Problem{File: r.name, Line: 1, Column: 1, What: "the YAML cannot be read: " + strings.SplitN(err.Error(), "\n", 2)[0]}
	var y yaml.Error
	if errors.As(err, &y) {
		p.What = "the YAML cannot be read: " + y.GetMessage()
		if t := y.GetToken(); t != nil && t.Position != nil {
			p.Line, p.Column = t.Position.Line, t.Position.Column
		}
	}
	p.Try = "quote a text that has \": \" or \" #\" in it, or put it below the key after |"
	return p
}

func (r *reader) bad(line, column int, what, try string) {
	r.problems = append(r.problems, problem.Problem{File: r.name, Line: line, Column: column, Claim: r.claim, What: what, Try: try})
}

func place(n ast.Node) (line, column int) {
	t := n.GetToken()
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 && !m.IsFlowStyle {
		t = m.Values[0].Key.GetToken()
	}
	if t == nil || t.Position == nil {
		return 1, 1
	}
	return t.Position.Line, t.Position.Column
}

// fields walks a mapping; false when the node is none.
func (r *reader) fields(n ast.Node, what string, each func(key string, line, column int, value ast.Node)) bool {
	var values []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		values = m.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{m}
	default:
		line, col := place(n)
		r.bad(line, col, what+" must be a mapping of keys and values", "write key: value")
		return false
	}
	for _, v := range values {
		line, col := place(v.Key)
		if v.Key.IsMergeKey() {
			r.bad(line, col, "merge keys (<<) are not part of the format", "write the keys out, or use defaults: at the head of the file")
			continue
		}
		each(v.Key.GetToken().Value, line, col, v.Value)
	}
	return true
}

func (r *reader) list(n ast.Node) []ast.Node {
	if s, ok := n.(*ast.SequenceNode); ok {
		return s.Values
	}
	return []ast.Node{n}
}

// text reads a scalar.
func (r *reader) text(n ast.Node, what string, limit int) Text {
	line, col := place(n)
	t := Text{src: r.src, line: line, col: col}
	switch s := n.(type) {
	case *ast.StringNode:
		t.Value = s.Value
		if k := s.GetToken().Value; len(r.src.lines) >= line && col <= len(r.src.lines[line-1]) {
			_ = k
			if c := r.src.lines[line-1][col-1]; c == '"' || c == '\'' {
				t.kind = quotedScalar
			}
		}
	case *ast.LiteralNode:
		t.Value, t.kind = strings.TrimRight(s.Value.Value, "\n"), blockScalar
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		t.Value = n.GetToken().Value
	case *ast.NullNode:
	case *ast.AliasNode, *ast.AnchorNode, *ast.TagNode:
		r.bad(line, col, "anchors, aliases and tags are not part of the format", "write the value out; quote a text that begins with &, * or !")
	default:
		r.bad(line, col, what+" must be a text", "quote a text that begins with [ or {")
	}
	if strings.ContainsRune(t.Value, 0) {
		r.bad(line, col, what+" has a NUL byte in it", "take it out")
		t.Value = ""
	}
	if len([]rune(t.Value)) > limit {
		r.bad(line, col, fmt.Sprintf("%s has %d characters; the limit is %d", what, len([]rune(t.Value)), limit), "shorten it; split the claim or use let:")
		t.Value = ""
	}
	return t
}
