package formula

import "fmt"

// cross reads a*b*c: every term and every product of them.
func (p *parser) cross() ([]Term, error) {
	left, err := p.interaction()
	for err == nil && p.is("*") {
		t := p.peek()
		p.at++
		var right []Term
		if right, err = p.interaction(); err != nil {
			break
		}
		both := multiply(left, right)
		for _, r := range append(right, both...) {
			left = update(left, r, false)
		}
		err = p.tooMany(t, left)
	}
	return left, err
}

// interaction reads a:b.
func (p *parser) interaction() ([]Term, error) {
	left, err := p.atom()
	for err == nil && p.is(":") {
		t := p.peek()
		p.at++
		var right []Term
		if right, err = p.atom(); err == nil {
			left = multiply(left, right)
			err = p.tooMany(t, left)
		}
	}
	return left, err
}

// multiply is every product of a term of a with a term of b.
func multiply(a, b []Term) []Term {
	var out []Term
	for _, x := range a {
		for _, y := range b {
			product := Term{Factors: append(append([]Factor{}, x.Factors...), y.Factors...)}
			out = update(out, product, false)
		}
	}
	return out
}

// atom reads a bracketed sum of terms, i(...), or an arithmetic factor.
func (p *parser) atom() ([]Term, error) {
	t := p.peek()
	if p.accept("(") {
		if err := p.deeper(); err != nil {
			return nil, err
		}
		defer func() { p.depth-- }()
		inside := p.at
		inner := &Formula{Intercept: true}
		if err := p.rightHandSide(inner); err != nil {
			return nil, err
		}
		if inner.Offset != nil || len(inner.Terms) == 0 || !inner.Intercept {
			return nil, p.fault(t, "brackets in a formula hold terms joined by +", "mark arithmetic with I( )")
		}
		if err := p.close(inside); err != nil {
			return nil, err
		}
		return inner.Terms, nil
	}
	if t.kind == name && p.tokens[p.at+1].text == "(" && p.tokens[p.at+1].kind == symbol && (t.text == "i" || t.text == "factor") {
		p.at += 2
		factors, err := p.indicators(t)
		return []Term{{Factors: factors}}, err
	}
	if t.kind != name {
		if t.kind == end || t.kind == symbol && (t.text == "|" || t.text == ")") {
			return nil, p.fault(t, "a term is missing before "+t.describe(), "for a model with effects alone write: trade ~ 1 | exporter^year")
		}
		return nil, p.unexpected(t)
	}
	e, err := p.power()
	if err != nil {
		return nil, err
	}
	switch next := p.peek(); {
	case p.is("%") && p.tokens[p.at+1].text == "in", p.word("in"):
		return nil, p.fault(next, "a condition in a term must be marked", "write I( ) around it, as in I(year in (1986, 1990))")
	case p.is("/") || p.is("%"):
		return nil, p.fault(next, "arithmetic in a term must be marked", "write I( ) around it, as in I(x/y)")
	case next.kind == symbol && contains([]string{"==", "!=", "<", "<=", ">", ">=", "&&", "||"}, next.text):
		return nil, p.fault(next, "a condition in a term must be marked", "write I( ) around it, as in I(year >= 2014)")
	}
	return []Term{{Factors: []Factor{{Pos: t.pos, Expression: e}}}}, nil
}

// indicators reads what stands in i(column, multiplier, ref=value), where the
// reference may also be the third argument, and in i(a, i.b, ref=, ref2=): the
// indicators of two columns and their products.
func (p *parser) indicators(start token) ([]Factor, error) {
	f, g := Factor{Pos: start.pos, Levels: true}, Factor{Levels: true}
	inside := p.at
	t := p.peek()
	if t.kind != name {
		return nil, p.fault(t, "expected a column, found "+t.describe(), "write: i(year, ref=2013)")
	}
	p.at++
	f.Column = Column{t.pos, t.text}
	if s, ok := stataName(t); ok {
		return nil, p.fault(t, s.operator+". is not possible here", fmt.Sprintf("write i(%s)", s.column))
	}
	for argument := 2; p.accept(","); argument++ {
		t := p.peek()
		s, foreign := stataName(t)
		var err error
		switch {
		case p.word("ref") && p.tokens[p.at+1].text == "=":
			p.at += 2
			err = p.references(&f)
		case p.word("ref2") && p.tokens[p.at+1].text == "=" && g.Column.Name != "":
			p.at += 2
			err = p.references(&g)
		case t.kind == name && p.tokens[p.at+1].text == "=":
			err = p.fault(t, t.text+"= is not known", "i() takes a column, a multiplier and ref=; choose rows with --where")
		case argument == 2 && foreign && s.operator == "i":
			p.at++
			g.Pos, g.Column = t.pos, Column{t.pos + 2, s.column}
		case argument == 3 && (t.kind == number || t.kind == text || p.is("-") || p.word("c")):
			err = p.references(&f)
		case argument == 2 && (t.kind == number || t.kind == text):
			err = p.fault(t, "a value stands where a multiplier is expected", fmt.Sprintf("write: i(%s, ref=%s)", f.Column, t.text))
		case argument == 2:
			f.Expression, err = p.or()
		default:
			err = p.fault(t, "i() takes a column, a multiplier and ref=", "write: i(year, treated, ref=2013)")
		}
		if err != nil {
			return nil, err
		}
	}
	if err := p.close(inside); err != nil {
		return nil, err
	}
	if g.Column.Name != "" {
		return []Factor{f, g}, nil
	}
	return []Factor{f}, nil
}

// references reads one value or c(value, value).
func (p *parser) references(f *Factor) error {
	if len(f.References) > 0 {
		return p.fault(p.peek(), "ref= is given twice", "write: ref=c(2012, 2013)")
	}
	one := func() error {
		e, err := p.literal()
		if err != nil {
			return err
		}
		switch e := e.(type) {
		case Number:
			f.References = append(f.References, e.Word)
		case Text:
			f.References = append(f.References, e.Value)
		}
		return nil
	}
	if !p.word("c") {
		return one()
	}
	p.at++
	if err := p.expect("("); err != nil {
		return err
	}
	for {
		if err := one(); err != nil {
			return err
		}
		if p.accept(")") {
			return nil
		}
		if !p.accept(",") {
			t := p.peek()
			return p.fault(t, fmt.Sprintf("expected `,` or `)`, found %s", t.describe()), "")
		}
	}
}
