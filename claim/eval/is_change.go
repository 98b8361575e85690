package eval

import (
	"fmt"
	"math"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dyad/claim/wording"
	"dyad/measure"
)

// change judges "fell by 31.7%": a year against the year before, a window from
// its first to its last year, or a growth rate as it stands.
func (s *Sayer) change(o *Outcome, r *wording.Rule, x ref.Val) ref.Val {
	var later, earlier *Num
	switch v := x.(type) {
	case *Series:
		from, to := s.ends(r, v)
		if why := s.ahead(from); why != "" {
			return o.open(why)
		}
		if v.nature == measure.Change {
			return types.NewErr("%s is a growth rate: say of which year it is, as in [2014]", v.Name)
		}
		if to <= from {
			if s.Until != 0 && to == s.Until {
				return o.open(fmt.Sprintf("the claim is of %s: one whole year of the window had passed, a change needs two", s.AsOf))
			}
			return types.NewErr("%s has one year only: a change needs two", v.Name)
		}
		later, earlier = v.At(to), v.At(from)
		o.against(r, v, from, to)
	case *Num:
		switch {
		case v.From != nil && v.From.nature == measure.Change:
			return s.rate(o, r, v)
		case v.From != nil:
			base := v.Year - 1
			if r.From != 0 {
				base = r.From
			}
			later = v
			if r.To != 0 {
				later = v.From.At(r.To)
			}
			earlier = v.From.At(base)
		case v.Unit == percentUnit || len(v.Missing) > 0:
			o.Expected = expectedChange(r)
			return s.within(o, asRate(r), v)
		default:
			return types.NewErr("%q needs a year of a series, a window or a growth rate on the left: T[2009], T[2008..2009], growth(T, 2009)", r.Text)
		}
	default:
		return types.NewErr("on the left of `is` stands a number or a series")
	}
	o.Expected = expectedChange(r)
	v := difference(r, later, earlier)
	n, ok := v.(*Num)
	if !ok {
		return v
	}
	if r.Unit != wording.AnyUnit || n.Unit == percentUnit {
		out := s.within(o, asRate(r), n)
		s.otherReading(o, r, later, earlier)
		return out
	}
	// no growth rate exists: the change in its own unit, of ranks in places
	if n.Unit == rankUnit {
		n.Unit = plainUnit
	}
	o.Expected = fmt.Sprintf("%s: a change of %s 0", r.Text, map[int]string{1: ">", -1: "<"}[r.Direction])
	return s.within(o, r, n)
}

// difference is the change that the words speak of: in the unit they state, or
// else as a rate where there is one.
func difference(r *wording.Rule, later, earlier *Num) ref.Val {
	switch {
	case r.Unit == wording.Money || r.Unit == wording.Points:
		return plus(later, earlier, -1)
	case r.Unit == wording.AnyUnit && later.Unit == rankUnit: // a rank that rises is a smaller number
		return plus(earlier, later, -1)
	case r.Unit == wording.AnyUnit && (earlier.V <= 0 || later.V <= 0 || turns(earlier) || turns(later)): // the direction alone
		return plus(later, earlier, -1)
	}
	return relative(later, earlier)
}

// rate judges words about a measure that is itself a change: it "fell by 32 %"
// where it is −32 %. Without a number nobody knows whether the rate fell or the
// thing itself.
func (s *Sayer) rate(o *Outcome, r *wording.Rule, n *Num) ref.Val {
	if r.From != 0 || r.To != 0 {
		return types.NewErr("a growth rate counted over a window: write the level on the left, T[2014] %s", r.Text)
	}
	if r.Stated == nil {
		return types.NewErr("a growth rate that %s: does it lie below the year before, or below zero? write G[2014] < G[2013], or G[2014] < 0", r.Text)
	}
	o.Expected = expectedChange(r)
	return s.within(o, asRate(r), n)
}

// otherReading tells where a change of a percentage, stated in per cent, would
// come out otherwise if points were meant.
func (s *Sayer) otherReading(o *Outcome, r *wording.Rule, later, earlier *Num) {
	if r.Unit != wording.Percent || later.Unit != percentUnit || o.Truth == Unknown {
		return
	}
	points, ok := plus(later, earlier, -1).(*Num)
	if !ok || len(points.Missing) > 0 {
		return
	}
	d, ok := wording.Decimal(points.V)
	if ok && r.Interval.Contains(d) != (o.Truth == True) {
		o.flag(UnitUnclear)
		o.note(fmt.Sprintf("in points, not in per cent, the change is %s", Show(points)))
	}
}

// against notes the years of a window in which the series moved against the
// words: from its first to its last year a rise may hold falls.
func (o *Outcome) against(r *wording.Rule, x *Series, from, to int) {
	said := 0
	for y := from + 1; y <= to && y-from < 500 && r.Direction != 0 && said < 3; y++ {
		a, b := x.At(y-1), x.At(y)
		if len(a.Missing)+len(b.Missing) > 0 || rises(a, b) != -r.Direction {
			continue
		}
		g, ok := relative(b, a).(*Num)
		if ok && len(g.Missing) == 0 && math.Abs(g.V) > againstNoted {
			o.note(fmt.Sprintf("%s in %d alone", withSign(g), y))
			said++
		}
	}
}

// againstNoted is the rate of a move against the words that is worth a note.
const againstNoted = 0.05

func withSign(g *Num) string {
	if g.V > 0 {
		return "+" + Show(g)
	}
	return Show(g)
}

// turns says whether a number is of a series that can change its sign, so that
// a rate of growth means nothing: a balance, or one that has been below zero.
func turns(n *Num) bool {
	if n.From == nil {
		return false
	}
	if n.From.nature == measure.Balance {
		return true
	}
	for _, p := range n.From.points {
		if len(p.Missing) == 0 && p.V < 0 {
			return true
		}
	}
	return false
}

func asRate(r *wording.Rule) *wording.Rule {
	c := *r
	if c.Unit == wording.AnyUnit {
		c.Unit = wording.Percent
	}
	return &c
}

func expectedChange(r *wording.Rule) string { return r.Text + ": a change of " + r.Means() }
