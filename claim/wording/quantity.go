package wording

import "math/big"

type form int

const (
	figure   form = iota // 95.3 bn, 20.8%
	fold                 // nine-fold
	fraction             // a third
	halving              // halved: one half, gone
)

// quantity is a stated number as printed.
type quantity struct {
	form   form
	n      *big.Rat // with scale and per cent applied
	step   *big.Rat // one unit of the last printed digit, scale applied
	scale  *big.Rat
	suffix string
	unit   Unit
}

// base is the interval of the bare quantity.
func (q *quantity) base() Interval {
	n := absolute(q.n)
	tenth := mul(n, rat(1, 10))
	half := mul(q.printedUnit(), rat(1, 2))
	var iv Interval
	switch q.form {
	case fold:
		half = smaller(half, tenth)
	case fraction, halving:
		half = tenth
	}
	iv = Interval{Lo: sub(n, half), Hi: add(n, half), HiOpen: true}
	if q.n.Sign() == 0 {
		iv.LoOpen = true
	}
	return iv
}

// printedUnit is one unit of the last printed digit. Whoever prints a scale has
// chosen it to suit the number, so that "1 billion" is not said of 0.6 billion:
// there the unit is no wider than a fifth of the number.
func (q *quantity) printedUnit() *big.Rat {
	if q.form == figure && q.unit != Percent && q.unit != Points && q.scale.Cmp(one) > 0 && q.n.Sign() != 0 {
		return smaller(q.step, mul(absolute(q.n), rat(1, 5)))
	}
	return q.step
}

// truncated holds the values that print as the figure when their further
// digits are cut off.
func (q *quantity) truncated() *Interval {
	if q.form != figure {
		return nil
	}
	n := absolute(q.n)
	iv := Interval{Lo: n, Hi: add(n, q.printedUnit()), HiOpen: true}
	if q.n.Sign() == 0 {
		iv.Lo, iv.LoOpen = sub(n, q.step), true
	}
	return &iv
}

type modifier int

const (
	bare modifier = iota
	about
	nearly
	moreThan
	lessThan
	atLeast
	atMost
	littleMore
	littleLess
	justAbove
	justBelow
)

// interval is the set of values that make the modified quantity true, for its
// amount without sign; an analyst's tolerance replaces the default width.
func (q *quantity) interval(m modifier, tol *Tolerance) Interval {
	n := absolute(q.n)
	base := q.base()
	var t *big.Rat
	if tol != nil {
		t = tol.around(n, q.scale)
		base = Interval{Lo: sub(n, t), Hi: add(n, t)}
	}
	part := func(a, b int64) *big.Rat {
		if t != nil {
			return t
		}
		return mul(n, rat(a, b))
	}
	switch m {
	case about:
		if t != nil {
			return base
		}
		return hull(base, Interval{Lo: sub(n, part(1, 10)), Hi: add(n, part(1, 10))})
	case nearly:
		lo := base.Lo
		if t == nil && q.form == figure {
			lo = smaller(lo, mul(n, rat(95, 100)))
		}
		return Interval{Lo: lo, Hi: n, HiOpen: true}
	case moreThan:
		if t != nil {
			n = sub(n, t)
		}
		return Interval{Lo: n, LoOpen: true}
	case lessThan:
		if t != nil {
			n = add(n, t)
		}
		return Interval{Hi: n, HiOpen: true}
	case atLeast:
		if t != nil {
			n = sub(n, t)
		}
		return Interval{Lo: n}
	case atMost:
		if t != nil {
			n = add(n, t)
		}
		return Interval{Hi: n}
	case littleMore:
		return Interval{Lo: n, LoOpen: true, Hi: add(n, part(1, 4))}
	case littleLess:
		return Interval{Lo: sub(n, part(1, 4)), Hi: n, HiOpen: true}
	case justAbove:
		return Interval{Lo: n, LoOpen: true, Hi: add(n, part(1, 10))}
	case justBelow:
		return Interval{Lo: sub(n, part(1, 10)), Hi: n, HiOpen: true}
	}
	return base
}

// signed is the interval with the sign of the number: a printed −31.7 is 31.7
// mirrored at zero. Comparisons keep the order of numbers: "more than −5" is −4.
func (q *quantity) signed(m modifier, tol *Tolerance) Interval {
	iv := q.interval(m, tol)
	if q.n.Sign() >= 0 {
		return iv
	}
	switch m {
	case moreThan, littleMore, justAbove:
		iv = q.interval(m+1, tol)
	case lessThan, littleLess, justBelow:
		iv = q.interval(m-1, tol)
	case atLeast:
		iv = q.interval(atMost, tol)
	case atMost:
		iv = q.interval(atLeast, tol)
	}
	return iv.negate()
}

// quantity reads a number with everything printed about it; nil where there
// is none here.
func (p *parser) quantity() (*quantity, error) {
	start := p.i
	q := &quantity{scale: one}
	money, err := p.currency()
	if err != nil {
		return nil, err
	}
	negative := false
	for p.peek().kind == markToken && (p.peek().text == "-" || p.peek().text == "+") {
		negative = negative != (p.peek().text == "-")
		p.i++
	}
	if !money {
		if money, err = p.currency(); err != nil {
			return nil, err
		}
	}
	n, step, words, err := p.number()
	if err != nil {
		return nil, err
	}
	if n == nil {
		p.i = start
		return nil, nil
	}
	q.n, q.step = n, step
	if f := p.partName(words); f != 0 {
		q.form, q.unit = fraction, Share
		q.n = new(big.Rat).Quo(q.n, rat(f, 1))
		return q, p.positive(q, negative, money)
	}
	if of, err := p.outOf(); err != nil {
		return nil, err
	} else if of != nil {
		q.form, q.unit = fraction, Share
		q.n = new(big.Rat).Quo(q.n, of)
		return q, p.positive(q, negative, money)
	}
	if p.foldMark() {
		q.form, q.unit, q.suffix = fold, Fold, " ×"
		return q, p.positive(q, negative, money)
	}
	if t := p.peek(); t.kind == wordToken {
		if s, ok := scales[t.text]; ok {
			q.scale, q.suffix = s, scaleNames[t.text]
			p.i++
		}
	}
	q.n, q.step = mul(q.n, q.scale), mul(q.step, q.scale)
	if err := p.unit(q, money); err != nil {
		return nil, err
	}
	if negative {
		q.n.Neg(q.n)
	}
	return q, nil
}

func (p *parser) positive(q *quantity, negative, money bool) error {
	if negative || money || q.n.Sign() == 0 {
		return p.fail(p.i, "a multiple or a fraction has no sign, no currency and is not zero", "write nine-fold, a third, one in five")
	}
	return nil
}

func (p *parser) unit(q *quantity, money bool) error {
	hundredth := func(u Unit, suffix string) {
		q.unit, q.suffix = u, q.suffix+suffix
		c := rat(1, 100)
		q.n, q.step, q.scale = mul(q.n, c), mul(q.step, c), mul(q.scale, c)
	}
	switch {
	case p.mark("%"), p.phrase("per", "cent"), p.phrase("percent"), p.phrase("pct"):
		if p.phrase("points") || p.phrase("point") {
			hundredth(Points, " points")
		} else {
			hundredth(Percent, "%")
		}
	case p.phrase("percentage", "points"), p.phrase("percentage", "point"), p.phrase("pp"), p.phrase("points"), p.phrase("point"):
		hundredth(Points, " points")
	case p.phrase("us", "dollars"), p.phrase("dollars"), p.phrase("usd"), p.phrase("of", "us", "dollars"), p.phrase("american", "dollars"):
		money = true
	default:
		after, err := p.currency()
		if err != nil {
			return err
		}
		money = money || after
	}
	if name := p.foreign(); name != "" { // "$5 bn Canadian"
		return p.fail(p.i, "amounts are in US dollars, not in "+name, convertFirst)
	}
	if money {
		if q.unit != AnyUnit {
			return p.fail(p.i, "a percentage has no currency", "write 20.8% or US$95.3 bn")
		}
		q.unit = Money
	}
	return nil
}
