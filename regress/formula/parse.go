package formula

import (
	"fmt"
	"sort"
	"strings"

	"dyad/internal/hint"
)

// functions are the arithmetic functions; I() marks arithmetic in a formula
// and changes nothing.
var functions = map[string]bool{"log": true, "log10": true, "log1p": true, "exp": true, "sqrt": true, "abs": true, "asinh": true, "I": true}

func functionNames() []string {
	var out []string
	for f := range functions {
		out = append(out, f)
	}
	sort.Strings(out)
	return out
}

// maximumDepth bounds the nesting of brackets, so that no text can exhaust the stack.
const maximumDepth = 200

type parser struct {
	where  string // "formula" or "condition"
	tokens []token
	at     int
	depth  int
}

// ParseExpression reads an arithmetic expression or a condition; where names
// it in errors ("--where", "weights").
func ParseExpression(source, where string) (Expression, error) {
	p, err := newParser(source, where)
	if err != nil {
		return nil, err
	}
	e, err := p.or()
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != end {
		return nil, p.unexpected(t)
	}
	return e, nil
}

func newParser(source, where string) (*parser, error) {
	t, err := tokens(source, where)
	if err != nil {
		return nil, err
	}
	if len(t) == 1 {
		return nil, fault(where, "it is empty", 1, "")
	}
	return &parser{where: where, tokens: t}, nil
}

func (p *parser) peek() token { return p.tokens[p.at] }
func (p *parser) is(s string) bool {
	t := p.peek()
	return t.kind == symbol && t.text == s
}
func (p *parser) accept(s string) bool {
	if p.is(s) {
		p.at++
		return true
	}
	return false
}
func (p *parser) word(s string) bool {
	t := p.peek()
	return t.kind == name && t.text == s
}

func (p *parser) fault(t token, what, try string) error { return fault(p.where, what, t.pos, try) }

func (p *parser) unexpected(t token) error {
	return p.fault(t, t.describe()+" is not expected here", p.habit(t))
}

func (p *parser) expect(s string) error {
	if !p.accept(s) {
		t := p.peek()
		return p.fault(t, fmt.Sprintf("expected `%s`, found %s", s, t.describe()), p.habit(t))
	}
	return nil
}

// close expects the bracket that closes the one at the token before position
// `inside`. Where none follows, that is what is wrong, not what stands in its place.
func (p *parser) close(inside int) error {
	if p.is(")") || p.closes() {
		return p.expect(")")
	}
	return p.fault(p.tokens[inside-1], "the bracket is opened and not closed", "close it with )")
}

// closes says whether a bracket that is open here is closed further on.
func (p *parser) closes() bool {
	depth := 0
	for _, t := range p.tokens[p.at:] {
		if t.kind == symbol && t.text == "(" {
			depth++
		}
		if t.kind == symbol && t.text == ")" {
			if depth--; depth < 0 {
				return true
			}
		}
	}
	return false
}

func (p *parser) deeper() error {
	if p.depth++; p.depth > maximumDepth {
		return p.fault(p.peek(), "brackets are nested too deeply", "")
	}
	return nil
}

func (p *parser) or() (Expression, error) {
	return p.chain(p.and, "||")
}

func (p *parser) and() (Expression, error) {
	return p.chain(p.not, "&&")
}

// chain reads left-associative operators of one strength.
func (p *parser) chain(next func() (Expression, error), operators ...string) (Expression, error) {
	left, err := next()
	for err == nil {
		t := p.peek()
		if t.kind != symbol || !contains(operators, t.text) {
			return left, nil
		}
		p.at++
		var right Expression
		if right, err = next(); err == nil {
			left = Binary{t.pos, t.text, left, right}
		}
	}
	return nil, err
}

func (p *parser) not() (Expression, error) {
	t := p.peek()
	if p.accept("!") {
		if err := p.deeper(); err != nil {
			return nil, err
		}
		defer func() { p.depth-- }()
		e, err := p.not()
		if err != nil {
			return nil, err
		}
		return Unary{t.pos, "!", e}, nil
	}
	return p.comparison()
}

func (p *parser) comparison() (Expression, error) {
	left, err := p.sum()
	if err != nil {
		return nil, err
	}
	t := p.peek()
	switch {
	case t.kind == symbol && contains([]string{"==", "!=", "<", "<=", ">", ">="}, t.text):
		p.at++
		right, err := p.sum()
		if err != nil {
			return nil, err
		}
		if n := p.peek(); n.kind == symbol && contains([]string{"==", "!=", "<", "<=", ">", ">="}, n.text) {
			return nil, p.fault(n, "comparisons cannot be chained", "join two comparisons with &&")
		}
		return Binary{t.pos, t.text, left, right}, nil
	case p.word("in"), p.word("not"):
		negated := p.word("not")
		p.at++
		if negated {
			if !p.word("in") {
				return nil, p.fault(p.peek(), "expected `in` after `not`", "write: x not in (1, 2)")
			}
			p.at++
		}
		return p.list(left, t.pos, negated)
	}
	return left, nil
}

// list reads the values after `in`, in round or square brackets.
func (p *parser) list(left Expression, pos int, negated bool) (Expression, error) {
	closing := ")"
	if p.accept("[") {
		closing = "]"
	} else if !p.accept("(") {
		t := p.peek()
		return nil, p.fault(t, "expected `(`, found "+t.describe(), "write: year in (1986, 1990); a range is year >= 1986 && year <= 2006")
	}
	out := In{Pos: pos, Operand: left, Not: negated}
	for {
		v, err := p.literal()
		if err != nil {
			return nil, err
		}
		if len(out.List) > 0 {
			_, a := out.List[0].(Text)
			if _, b := v.(Text); a != b {
				return nil, fault(p.where, "a list holds numbers or texts, not both", v.Position(), "")
			}
		}
		out.List = append(out.List, v)
		if p.accept(closing) {
			return out, nil
		}
		if err := p.expect(","); err != nil {
			return nil, err
		}
	}
}

// literal reads a number, a negative number or a text.
func (p *parser) literal() (Expression, error) {
	t := p.peek()
	minus := p.accept("-")
	v := p.peek()
	p.at++
	switch {
	case v.kind == number && minus:
		return Number{t.pos, -v.value, "-" + v.text}, nil
	case v.kind == number:
		return Number{t.pos, v.value, v.text}, nil
	case v.kind == text && !minus:
		return Text{t.pos, v.text}, nil
	}
	p.at--
	try := ""
	if v.kind == name {
		try = fmt.Sprintf("put a text in quotation marks: %q", v.text)
	}
	return nil, p.fault(v, "expected a number or a text in quotation marks, found "+v.describe(), try)
}

func (p *parser) sum() (Expression, error)     { return p.chain(p.product, "+", "-") }
func (p *parser) product() (Expression, error) { return p.chain(p.unary, "*", "/", "%") }

func (p *parser) unary() (Expression, error) {
	t := p.peek()
	if p.is("-") || p.is("+") {
		p.at++
		if err := p.deeper(); err != nil {
			return nil, err
		}
		defer func() { p.depth-- }()
		e, err := p.unary()
		if err != nil || t.text == "+" {
			return e, err
		}
		return Unary{t.pos, "-", e}, nil
	}
	return p.power()
}

func (p *parser) power() (Expression, error) {
	base, err := p.primary()
	if err != nil {
		return nil, err
	}
	t := p.peek()
	if !p.accept("^") {
		return base, nil
	}
	if err := p.deeper(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	exponent, err := p.unary()
	if err != nil {
		return nil, err
	}
	return Binary{t.pos, "^", base, exponent}, nil
}

func (p *parser) primary() (Expression, error) {
	t := p.peek()
	switch {
	case t.kind == number:
		p.at++
		return Number{t.pos, t.value, t.text}, nil
	case t.kind == text:
		p.at++
		return Text{t.pos, t.text}, nil
	case t.kind == name:
		p.at++
		if p.is("(") {
			return p.call(t)
		}
		if c, ok := stataName(t); ok {
			try := c.asTerm()
			if p.is("#") {
				try = products
			}
			return nil, p.fault(t, c.operator+". is not possible here", try)
		}
		return Column{t.pos, t.text}, nil
	case t.kind == symbol && t.text == "(":
		p.at++
		return p.bracketed()
	}
	if t.kind == end {
		return nil, p.fault(t, "something is missing at the end", "")
	}
	return nil, p.unexpected(t)
}

func (p *parser) bracketed() (Expression, error) {
	if err := p.deeper(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	inside := p.at
	e, err := p.or()
	if err != nil {
		return nil, err
	}
	return e, p.close(inside)
}

func (p *parser) call(t token) (Expression, error) {
	if !functions[t.text] {
		try, known := foreignFunctions[t.text]
		if near := hint.Suggest(t.text, functionNames()); !known && len(near) > 0 && len(t.text) > 1 {
			try = near[0] + "()"
		} else if !known {
			try = "known functions: " + strings.Join(functionNames(), ", ")
		}
		return nil, p.fault(t, fmt.Sprintf("there is no function %s()", t.text), try)
	}
	p.at++
	e, err := p.bracketed()
	if err != nil {
		return nil, err
	}
	return Call{t.pos, t.text, e}, nil
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
