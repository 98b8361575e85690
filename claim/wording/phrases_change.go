package wording

import (
	"fmt"
	"math/big"
	"strings"
)

// change reads "fell by 31.7%", "more than doubled", "grew nine-fold",
// "rose to 66.2%", "increased considerably".
func (p *parser) change() (*Rule, error) {
	m := p.modifier()
	t := p.peek()
	if t.kind != wordToken {
		return nil, nil
	}
	if r, ok := p.multiplied(t.text, m); ok {
		return p.counted(r)
	}
	direction := 0
	switch {
	case m != bare:
		return nil, nil
	case rising[t.text]:
		direction = 1
	case falling[t.text]:
		direction = -1
	default:
		return nil, nil
	}
	p.i++
	p.oneOf(vagueWords) // "rose considerably by 5%" is a rise by 5%
	if p.phrase("to") {
		if t.text == "up" {
			return nil, nil // "up to 5%" is at most 5%
		}
		return p.reached(direction)
	}
	by := p.phrase("by")
	if w := p.peek(); !by && w.kind == wordToken && (w.text == "above" || w.text == "below" || w.text == "under") { // "fell below 10 bn" is a level
		return p.reached(direction)
	}
	return p.moved(t.text, direction, by)
}

// multiplied reads the verbs that are multiples.
func (p *parser) multiplied(verb string, m modifier) (*Rule, bool) {
	if n, ok := multiples[verb]; ok {
		p.i++
		r := p.fromQuantity(&quantity{form: fold, n: rat(n, 1), step: one, scale: one, unit: Fold, suffix: " ×"}, m)
		if strings.HasSuffix(verb, "ed") || strings.HasSuffix(verb, "ing") { // a verb: it rose
			r.Interval = r.Interval.above(one)
		}
		return r, true
	}
	if verb != "halved" {
		return nil, false
	}
	p.i++
	r := p.fromQuantity(&quantity{form: halving, n: rat(1, 2), step: one, scale: one, unit: Fold, suffix: " ×"}, m)
	left := r.Interval.negate() // what is gone, turned into what is left
	if left.Lo != nil {
		left.Lo = add(one, left.Lo)
	}
	if left.Hi != nil {
		left.Hi = add(one, left.Hi)
	}
	r.Interval = left.below(one)
	return r, true
}

// reached reads the level that a rise or a fall came to.
func (p *parser) reached(direction int) (*Rule, error) {
	r, err := p.value()
	if r != nil {
		r.Direction = direction
	}
	return r, err
}

// moved reads by how much something rose or fell, or that it did.
func (p *parser) moved(verb string, direction int, by bool) (*Rule, error) {
	p.phrase("a", "factor", "of")
	first := p.peek().text
	m := p.modifier()
	at := p.i
	q, err := p.quantity()
	switch {
	case err != nil:
		return nil, err
	case q == nil && m != bare:
		return nil, nil
	case q == nil:
		return p.counted(&Rule{Kind: Change, Direction: direction, Unit: AnyUnit, suffix: "%", scale: rat(1, 100),
			Interval: Interval{}.towards(direction)})
	case q.n.Sign() < 0:
		return nil, p.fail(at, "a rise or a fall by a negative number", "write fell by 31.7%")
	case q.form == fold && direction < 0:
		return nil, p.fail(at, "a fall by a multiple has no clear meaning", "write fell by 80% or is a fifth")
	case q.form != fold && !by && first == "over" && q.unit == Money:
		return nil, p.fail(at, "a change, or a level?", fmt.Sprintf("write %s by more than US$3 bn, or %s above US$100 bn", verb, verb))
	case q.form != fold && q.unit == AnyUnit:
		return nil, p.fail(at, "a change without a unit", fmt.Sprintf("write %s by 31.7%%, by 5 points or by US$3 bn", verb))
	}
	r := p.fromQuantity(q, m)
	if q.form == fold {
		r.Interval = r.Interval.above(one)
		return p.counted(r)
	}
	r.Kind, r.Direction = Change, direction
	for _, iv := range []*Interval{&r.Interval, r.Truncated} {
		if iv == nil {
			continue
		}
		*iv = iv.above(new(big.Rat)) // a rise is a rise, however small it is said to be
		if direction < 0 {
			*iv = iv.negate()
		}
	}
	return p.counted(r)
}

// counted reads the window a change is counted over.
func (p *parser) counted(r *Rule) (*Rule, error) {
	p.comparedTo()
	if from, to, ok := p.window(); ok {
		if from == 0 {
			return nil, p.fail(p.i-1, "a change needs the year it is counted from", "write since 2001, or from 2001 to 2014")
		}
		r.From, r.To = from, to
	}
	return r, nil
}
