package bounded

import (
	"fmt"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Settings are the bounds of a YAML file that one person writes by hand: a
// scenario, the baskets of a lake.
func Settings(kind, help string) YAML {
	return YAML{Kind: kind, Help: help, Bytes: 256 << 10, Items: 20_000, Depth: 20, Line: 20_000, Keys: 1000}
}

// Decode reads a text into a value, keys that it does not have refused, within
// the bounds. Anchors and aliases are refused too: a few lines of them stand for
// gigabytes. The error is a *Fault, or one of the YAML library's.
func (y YAML) Decode(text []byte, into any) (err error) {
	if f := y.Check(text); f != nil {
		return f
	}
	defer func() { // the YAML library panics on some malformed texts
		if p := recover(); p != nil {
			err = &Fault{1, 1, fmt.Sprintf("this is no readable YAML: %v", p), ""}
		}
	}()
	if tree, err := parser.ParseBytes(text, 0); err == nil { // else the library says below what is wrong
		var found riddles
		for _, d := range tree.Docs {
			if d.Body != nil {
				ast.Walk(&found, d.Body)
			}
		}
		if found.first != nil {
			return found.first
		}
	}
	return yaml.UnmarshalWithOptions(text, into, yaml.Strict())
}

// riddles finds the first node that stands for another one.
type riddles struct{ first *Fault }

func (r *riddles) Visit(n ast.Node) ast.Visitor {
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		if r.first == nil {
			r.first = &Fault{1, 1, "anchors, aliases and merge keys (&, *, <<) are not read", "write the value out; quote a text that begins with & or *"}
			if t := n.GetToken(); t != nil && t.Position != nil {
				r.first.Line, r.first.Column = t.Position.Line, t.Position.Column
			}
		}
		return nil
	}
	return r
}
