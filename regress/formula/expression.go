package formula

import (
	"strings"
)

// Expression is a node of an arithmetic expression or a condition. Position is
// its column in the source, in characters from 1; String writes it back in one
// canonical spacing, which is also how a coefficient is named.
type Expression interface {
	Position() int
	String() string
}

// The nodes. Values are numbers, texts, or truths; In tests membership.
type (
	Number struct {
		Pos   int
		Value float64
		Word  string
	}
	Text struct {
		Pos   int
		Value string
	}
	Column struct {
		Pos  int
		Name string
	}
	Call struct {
		Pos      int
		Function string
		Argument Expression
	}
	Unary struct {
		Pos      int
		Operator string // "-" or "!"
		Operand  Expression
	}
	Binary struct {
		Pos         int
		Operator    string
		Left, Right Expression
	}
	In struct {
		Pos     int
		Operand Expression
		List    []Expression // all Number (perhaps negated) or all Text
		Not     bool
	}
)

func (e Number) Position() int { return e.Pos }
func (e Text) Position() int   { return e.Pos }
func (e Column) Position() int { return e.Pos }
func (e Call) Position() int   { return e.Pos }
func (e Unary) Position() int  { return e.Pos }
func (e Binary) Position() int { return e.Pos }
func (e In) Position() int     { return e.Pos }

func (e Number) String() string { return e.Word }
func (e Text) String() string {
	if strings.Contains(e.Value, `"`) {
		return "'" + e.Value + "'"
	}
	return `"` + e.Value + `"`
}
func (e Column) String() string {
	if plainName(e.Name) {
		return e.Name
	}
	return "`" + e.Name + "`"
}
func (e Call) String() string { return e.Function + "(" + e.Argument.String() + ")" }
func (e Unary) String() string {
	return e.Operator + wrap(e.Operand, strength(e))
}

// String puts brackets where the binding strengths ask for them, and keeps
// those that were needed in the source.
func (e Binary) String() string {
	s := strength(e)
	left, right := wrap(e.Left, s), wrap(e.Right, s+1)
	if e.Operator == "^" {
		left, right = wrap(e.Left, s+1), wrap(e.Right, s)
		return left + "^" + right
	}
	if s == 4 { // comparisons do not chain
		left = wrap(e.Left, s+1)
	}
	if e.Operator == "*" || e.Operator == "/" || e.Operator == "%" {
		return left + e.Operator + right
	}
	return left + " " + e.Operator + " " + right
}

func (e In) String() string {
	items := make([]string, len(e.List))
	for i, x := range e.List {
		items[i] = x.String()
	}
	in := " in ("
	if e.Not {
		in = " not in ("
	}
	return wrap(e.Operand, strength(e)+1) + in + strings.Join(items, ", ") + ")"
}

func wrap(e Expression, least int) string {
	if strength(e) < least {
		return "(" + e.String() + ")"
	}
	return e.String()
}

// strength is how tightly a node binds; a unary minus binds less than a power,
// as in R and Stata: -x^2 is -(x^2).
func strength(e Expression) int {
	switch e := e.(type) {
	case Binary:
		switch e.Operator {
		case "||":
			return 1
		case "&&":
			return 2
		case "+", "-":
			return 5
		case "*", "/", "%":
			return 6
		case "^":
			return 8
		}
		return 4
	case In:
		return 4
	case Unary:
		if e.Operator == "!" {
			return 3
		}
		return 7
	case Number:
		if e.Value < 0 {
			return 7
		}
	}
	return 9
}

func plainName(s string) bool {
	t, err := tokens(s, "")
	if err != nil || len(t) != 2 || t[0].kind != name || t[0].text != s || s == "in" || s == "not" || strings.HasPrefix(s, "`") {
		return false
	}
	_, stata := stataName(t[0])
	return !stata
}
