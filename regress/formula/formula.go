package formula

import (
	"fmt"
	"strconv"
	"strings"
)

// Factor is one part of a product term: an arithmetic expression, or the
// indicators of a column's values (Levels true).
type Factor struct {
	Pos        int
	Levels     bool
	Expression Expression // of an arithmetic factor; of indicators the multiplier, or nil
	Column     Column     // whose values the indicators are for
	References []string   // values without an indicator, as written
}

func (f Factor) String() string {
	if !f.Levels {
		return f.Expression.String()
	}
	s := "i(" + f.Column.String()
	if f.Expression != nil {
		s += ", " + f.Expression.String()
	}
	if len(f.References) > 0 {
		words := make([]string, len(f.References))
		for i, r := range f.References {
			words[i] = Text{Value: r}.String()
			if _, err := strconv.ParseFloat(r, 64); err == nil {
				words[i] = r
			}
		}
		s += ", ref=" + words[0]
		if len(words) > 1 {
			s = strings.TrimSuffix(s, words[0]) + "c(" + strings.Join(words, ", ") + ")"
		}
	}
	return s + ")"
}

// Term is a product of factors, one regressor or, with indicators, several.
type Term struct {
	Factors []Factor
	// Base says that nothing but indicators without a reference makes the term,
	// beside a constant or effects. Then their sum is known beforehand, and the
	// first combination of values is the reference, as in R, fixest and Stata.
	Base bool
}

// String names the term: factors joined by ":".
func (t Term) String() string {
	parts := make([]string, len(t.Factors))
	for i, f := range t.Factors {
		parts[i] = f.String()
	}
	return strings.Join(parts, ":")
}

func (t Term) onlyIndicators() bool {
	for _, f := range t.Factors {
		if !f.Levels || f.Expression != nil || len(f.References) > 0 {
			return false
		}
	}
	return true
}

// Interaction is a fixed effect or a cluster: one group for each combination
// of the columns' values.
type Interaction struct{ Columns []Column }

// String joins the columns with "^".
func (x Interaction) String() string {
	parts := make([]string, len(x.Columns))
	for i, c := range x.Columns {
		parts[i] = c.String()
	}
	return strings.Join(parts, "^")
}

// Formula is a model as written, with products expanded and repeated terms
// named once. Intercept is what the terms say; with effects it has no meaning.
type Formula struct {
	Outcome   Expression
	Terms     []Term
	Intercept bool
	Offset    Expression // or nil
	Effects   []Interaction
}

// Parse reads a formula.
func Parse(source string) (*Formula, error) {
	p, err := newParser(source, "formula")
	if err != nil {
		return nil, err
	}
	f := &Formula{Intercept: true}
	if p.is("~") {
		return nil, p.fault(p.peek(), "the outcome is missing", "write: trade ~ ...")
	}
	if f.Outcome, err = p.sum(); err != nil {
		return nil, err
	}
	if !p.accept("~") {
		t := p.peek()
		return nil, p.fault(t, "expected `~` after the outcome, found "+t.describe(), "write: trade ~ rta + log(dist) | exporter^year + importer^year")
	}
	if err := p.rightHandSide(f); err != nil {
		return nil, err
	}
	if p.accept("|") {
		if p.peek().kind == number && p.peek().value == 0 {
			p.at++
		} else if f.Effects, err = p.interactions(); err != nil {
			return nil, err
		}
		if p.is("|") {
			return nil, p.fault(p.peek(), "a formula has two parts, terms and effects", p.thirdPart())
		}
	}
	if t := p.peek(); t.kind != end {
		return nil, p.leftOver(t, f)
	}
	for k := range f.Terms {
		f.Terms[k].Base = (f.Intercept || len(f.Effects) > 0) && f.Terms[k].onlyIndicators()
	}
	return f, nil
}

// ParseInteractions reads a list such as "pair, exporter^year" (also joined by
// +), the form of clusters; where names it in errors.
func ParseInteractions(source, where string) ([]Interaction, error) {
	p, err := newParser(source, where)
	if err != nil {
		return nil, err
	}
	out, err := p.interactions()
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != end {
		return nil, p.fault(t, t.describe()+" is not expected here", groupsAre)
	}
	return out, nil
}

func (p *parser) interactions() ([]Interaction, error) {
	var out []Interaction
	seen := map[string]bool{}
	for {
		var x Interaction
		for {
			t := p.peek()
			if t.kind != name {
				return nil, p.fault(t, "expected a column, found "+t.describe(), groupsAre)
			}
			p.at++
			if p.is("(") {
				return nil, p.fault(t, t.text+"() is not possible here", p.bareColumn())
			}
			if c, ok := stataName(t); ok {
				return nil, p.fault(t, c.operator+". is not possible here", c.asGroup(x.Columns))
			}
			x.Columns = append(x.Columns, Column{t.pos, t.text})
			if !p.accept("^") && !p.accept("#") && !p.accept(":") {
				break
			}
		}
		if !seen[x.String()] {
			seen[x.String()] = true
			out = append(out, x)
		}
		if !p.accept("+") && !p.accept(",") {
			return out, nil
		}
	}
}

// rightHandSide fills terms, intercept and offset.
func (p *parser) rightHandSide(f *Formula) error {
	for first := true; ; first = false {
		minus := false
		switch {
		case p.accept("-"):
			minus = true
		case p.accept("+"):
		case !first:
			return nil
		}
		t := p.peek()
		if t.kind == number {
			p.at++
			switch {
			case p.is("*") || p.is("/") || p.is("^"):
				return p.fault(t, "arithmetic in a term must be marked", "write I( ) around it, as in I(2*x)")
			case t.value == 0 && !minus, t.value == 1 && minus:
				f.Intercept = false
			case t.value == 1, t.value == 0 && minus:
				f.Intercept = true
			default:
				return p.fault(t, "a number is no term", "1 keeps the constant, 0 or -1 drops it")
			}
			continue
		}
		if t.kind == name && t.text == "offset" && p.tokens[p.at+1].text == "(" {
			if f.Offset != nil || minus {
				return p.fault(t, "one offset at most, and it is added", "offset(a + b)")
			}
			p.at += 2
			e, err := p.bracketed()
			if err != nil {
				return err
			}
			f.Offset = e
			continue
		}
		terms, err := p.cross()
		if err != nil {
			return err
		}
		for _, term := range terms {
			f.Terms = update(f.Terms, term, minus)
		}
	}
}

// update adds a term unless it is there, or takes it away.
func update(list []Term, term Term, remove bool) []Term {
	key := term.String()
	for i := range list {
		if list[i].String() == key {
			if remove {
				return append(list[:i:i], list[i+1:]...)
			}
			return list
		}
	}
	if remove {
		return list
	}
	return append(list, term)
}

// maximumTerms bounds what a formula may expand to.
const maximumTerms = 2000

func (p *parser) tooMany(t token, terms []Term) error {
	if len(terms) > maximumTerms {
		return p.fault(t, fmt.Sprintf("the formula expands to more than %d terms", maximumTerms), "write out the products you need with a:b")
	}
	return nil
}
