package wording

import (
	"fmt"
)

// modifier reads the words that loosen a number: "about", "a little more than".
func (p *parser) modifier() modifier {
	more := func() bool {
		return p.phrase("more", "than") || p.phrase("over") || p.phrase("above") || p.phrase("greater", "than") ||
			p.phrase("larger", "than") || p.phrase("higher", "than")
	}
	less := func() bool {
		return p.phrase("less", "than") || p.phrase("under") || p.phrase("below") || p.phrase("fewer", "than") ||
			p.phrase("smaller", "than") || p.phrase("lower", "than")
	}
	start := p.i
	switch {
	case p.phrase("about"), p.phrase("around"), p.phrase("approximately"), p.phrase("roughly"), p.phrase("circa"),
		p.phrase("ca"), p.phrase("some"), p.phrase("approx"), p.mark("~"), p.mark("≈"):
		return about
	case p.phrase("nearly"), p.phrase("almost"), p.phrase("close", "to"), p.phrase("not", "quite"), p.phrase("all", "but"):
		return nearly
	case p.phrase("at", "least"), p.phrase("no", "less", "than"), p.phrase("not", "less", "than"), p.phrase("no", "fewer", "than"), p.mark("≥"):
		return atLeast
	case p.phrase("at", "most"), p.phrase("no", "more", "than"), p.phrase("not", "more", "than"), p.phrase("up", "to"), p.mark("≤"):
		return atMost
	case p.phrase("a", "little"), p.phrase("slightly"), p.phrase("somewhat"), p.phrase("a", "bit"):
		if more() {
			return littleMore
		}
		if less() {
			return littleLess
		}
	case p.phrase("just"), p.phrase("barely"):
		if more() {
			return justAbove
		}
		if less() {
			return justBelow
		}
	case more(), p.phrase("exceeding"), p.phrase("exceeded"), p.phrase("exceeds"), p.phrase("in", "excess", "of"), p.phrase("upwards", "of"):
		return moreThan
	case less():
		return lessThan
	case p.mark(">"):
		if p.mark("=") {
			return atLeast
		}
		return moreThan
	case p.mark("<"):
		if p.mark("=") {
			return atMost
		}
		return lessThan
	}
	p.i = start
	return bare
}

// value reads "about 1%", "nearly nine-fold", "between 10% and 15%".
func (p *parser) value() (*Rule, error) {
	if p.phrase("between") {
		lo, err := p.quantity()
		if err != nil || lo == nil {
			return nil, err
		}
		if !p.phrase("and") && !p.phrase("to") {
			return nil, nil
		}
		hi, err := p.quantity()
		if err != nil || hi == nil {
			return nil, err
		}
		return p.spread(lo, hi)
	}
	m := p.modifier()
	q, err := p.quantity()
	if err != nil || q == nil {
		return nil, err
	}
	r := p.fromQuantity(q, m)
	p.comparedTo()
	if q.form == fold {
		if from, to, ok := p.window(); ok {
			if from == 0 {
				return nil, p.fail(p.i-1, "a multiple needs the year it is counted from", "write nine-fold since 2001")
			}
			r.From, r.To = from, to
		}
	}
	return r, nil
}

// comparedTo takes the "as large" of "twice as large", when nothing follows.
func (p *parser) comparedTo() {
	start := p.i
	if p.phrase("as") {
		if p.peek().kind == wordToken && p.ahead(1).kind == endToken {
			p.i++
			return
		}
	}
	p.i = start
}

// spread is "between A and B", both ends in. A scale or unit printed once, at
// the second number, counts for both.
func (p *parser) spread(lo, hi *quantity) (*Rule, error) {
	if lo.unit == AnyUnit && hi.unit == Percent && lo.suffix == "" {
		lo.n = mul(lo.n, rat(1, 100))
	} else if lo.suffix == "" && hi.suffix != "" && hi.unit != Fold && lo.unit != Percent {
		lo.n = mul(lo.n, hi.scale)
	} else if lo.unit != hi.unit && !(lo.unit == Money && hi.unit == AnyUnit) && !(lo.unit == AnyUnit && lo.suffix == "") {
		return nil, p.fail(p.i-1, "the two ends have different units", "write between 10% and 15%")
	}
	if lo.n.Cmp(hi.n) > 0 {
		return nil, p.fail(p.i-1, "the first end is above the second", "write between 10% and 15%")
	}
	u := hi.unit
	if u == AnyUnit {
		u = lo.unit
	}
	iv := Interval{Lo: lo.n, Hi: hi.n}
	if p.tol != nil {
		iv.Lo, iv.Hi = sub(lo.n, p.tol.around(lo.n, hi.scale)), add(hi.n, p.tol.around(hi.n, hi.scale))
	}
	return &Rule{Kind: Value, Unit: u, Interval: iv, Stated: hi.n, scale: hi.scale, suffix: hi.suffix}, nil
}

func (p *parser) fromQuantity(q *quantity, m modifier) *Rule {
	r := &Rule{Kind: Value, Unit: q.unit, Interval: q.signed(m, p.tol), Stated: q.n, scale: q.scale, suffix: q.suffix}
	if q.form == fraction { // shown in per cent
		r.scale, r.suffix = rat(1, 100), "%"
	}
	if m == bare && q.form == figure {
		r.Exact = true
		if p.tol == nil {
			t := q.truncated()
			if q.n.Sign() < 0 {
				mirrored := t.negate()
				t = &mirrored
			}
			r.Truncated = t
		}
	}
	return r
}

// regained reads "all but regained", "regained its level of 2008".
func (p *parser) regained() (*Rule, error) {
	m := p.modifier()
	if !p.phrase("regained") && !p.phrase("recovered") && !p.phrase("returned", "to") && !p.phrase("reached", "again") {
		return nil, nil
	}
	r := &Rule{Kind: Value, Unit: Level, suffix: " ×"}
	for p.oneOf(earlierWords) || p.mark("-") {
	}
	year := func() bool {
		t := p.peek()
		if t.kind == numberToken && len(t.text) == 4 {
			fmt.Sscanf(t.text, "%d", &r.Base)
			p.i++
			return true
		}
		return false
	}
	year()
	p.mark("'")
	p.phrase("s")
	if p.phrase("level") && r.Base == 0 && (p.phrase("of") || p.phrase("in")) && !year() {
		return nil, p.fail(p.i, "the year of the earlier level is missing", "write all but regained the level of 2008")
	}
	fallShort := rat(5, 100)
	if p.tol != nil {
		fallShort = p.tol.around(one, one)
	}
	switch m {
	case nearly:
		r.Interval = Interval{Lo: sub(one, fallShort), Hi: one, HiOpen: true}
	case bare:
		r.Interval = Interval{Lo: one}
		if p.tol != nil {
			r.Interval.Lo = sub(one, fallShort)
		}
	default:
		return nil, nil
	}
	return r, nil
}

// majority reads "mainly", "predominantly".
func (p *parser) majority() (*Rule, error) {
	if p.oneOf(mostly) || p.phrase("for", "the", "most", "part") {
		return &Rule{Kind: Value, Unit: Share, Interval: Interval{Lo: rat(1, 2), LoOpen: true}, suffix: "%", scale: rat(1, 100)}, nil
	}
	return nil, nil
}
