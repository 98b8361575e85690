package eval

import (
	"fmt"
	"math"
	"strings"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dyad/claim/wording"
)

// judgeWords is `X is WORDS`: the third argument is the number of the wording
// in the program.
func judgeWords(args ...ref.Val) ref.Val {
	s, k := args[0].(*Sayer), int(args[2].(types.Int))
	w := s.program.words[k]
	o := &Outcome{Words: w.text, Margin: math.NaN()}
	s.outcomes[k] = o
	if x, ok := args[1].(*Series); ok && x.ambiguous() {
		return types.NewErr("%s", x.choose())
	}
	r := w.rule
	var v ref.Val
	switch r.Kind {
	case wording.Value:
		v = s.figure(o, r, args[1])
	case wording.Change:
		v = s.change(o, r, args[1])
	case wording.Record:
		v = s.record(o, r, args[1])
	case wording.Streak:
		v = s.streak(o, r, args[1])
	case wording.Steady:
		v = s.steady(o, r, args[1])
	case wording.Sign:
		v = s.sign(o, r, args[1])
	case wording.Largest:
		v = s.largest(o, args[1])
	case wording.Shift:
		v = s.shift(o, r, args[1])
	default:
		v = vague(o, args[1])
	}
	if o.Computed != nil {
		o.Rows = joinRows(o.Rows, o.Computed.Rows)
	}
	return v
}

// number brings the left side of `is` to one number.
func oneNumber(r *wording.Rule, x ref.Val) (*Num, ref.Val) {
	switch v := x.(type) {
	case *Num:
		switch {
		case r.Unit == wording.Level && r.Base != 0:
			if v.From == nil {
				return nil, types.NewErr("an earlier level needs a year of a series on the left: T[2010] all but regained its 2008 level")
			}
			return ratioOf(v, v.From.At(r.Base))
		case r.Unit == wording.Fold && r.From != 0:
			if v.From == nil {
				return nil, types.NewErr("counted since %d, a multiple needs a series or a year of one on the left", r.From)
			}
			later := v
			if r.To != 0 {
				later = v.From.At(r.To)
			}
			return ratioOf(later, v.From.At(r.From))
		}
		return v, nil
	case *Series:
		if r.Unit == wording.Fold {
			from, to := v.span()
			if r.From != 0 {
				from = r.From
			}
			if r.To != 0 {
				to = r.To
			}
			return ratioOf(v.At(to), v.At(from))
		}
		return nil, types.NewErr("%s is a series: say which year, as in [2014]", v.Name)
	}
	return nil, types.NewErr("on the left of `is` stands a number or a series")
}

func ratioOf(a, b *Num) (*Num, ref.Val) {
	v := over(a, b)
	if n, ok := v.(*Num); ok {
		return n, nil
	}
	return nil, v
}

// fits says whether words of a unit can speak of a number of another.
func fits(r *wording.Rule, n *Num) ref.Val {
	switch r.Unit {
	case wording.Money:
		if n.Unit != dollarUnit && n.Unit != plainUnit {
			return types.NewErr("%s is not an amount of money: %q speaks of dollars", kindOf(n.Unit), r.Text)
		}
	case wording.Percent, wording.Share:
		if n.Unit != percentUnit && n.Unit != plainUnit {
			return types.NewErr("%s is not a share or a rate: %q; divide by the whole, or take growth(T, 2014)", kindOf(n.Unit), r.Text)
		}
	case wording.Points:
		if n.Unit != percentUnit {
			return types.NewErr("%s is not a percentage: %q", kindOf(n.Unit), r.Text)
		}
	case wording.Fold, wording.Level:
		if n.Unit != plainUnit {
			return types.NewErr("%s is not a multiple: %q needs a ratio, T[2014] / T[2001]", kindOf(n.Unit), r.Text)
		}
	default:
		if n.Unit == percentUnit {
			return types.NewErr("the value is a percentage, %q is not: write it with %%", r.Text)
		}
		if r.Unit == wording.AnyUnit && r.Stated != nil {
			v, _ := r.Stated.Float64()
			return alike(n, &Num{V: v, Scaled: r.Scaled()})
		}
	}
	return nil
}

// figure judges words about one number.
func (s *Sayer) figure(o *Outcome, r *wording.Rule, x ref.Val) ref.Val {
	n, e := oneNumber(r, x)
	if e != nil {
		return e
	}
	o.Expected = r.Text + ": " + r.Means()
	if r.Direction != 0 {
		return s.arrived(o, r, n)
	}
	return s.within(o, r, n)
}

// arrived judges "rose to 66.2%": the number, and the direction in which it
// was reached from the year before.
func (s *Sayer) arrived(o *Outcome, r *wording.Rule, n *Num) ref.Val {
	v := s.within(o, r, n)
	if types.IsError(v) || len(n.Missing) > 0 {
		return v
	}
	if n.From == nil {
		return types.NewErr("%q needs a year of a series on the left, for the direction is judged by the year before: write T[2014], or (T / U)[2014]", r.Text)
	}
	before := n.From.At(n.Year - 1)
	o.Expected += fmt.Sprintf(", %s %s in %d", map[int]string{1: "above", -1: "below"}[r.Direction], Show(before), n.Year-1)
	o.Rows = joinRows(o.Rows, before.Rows)
	if len(before.Missing) > 0 {
		if o.Truth == True {
			return o.open(before.Missing...)
		}
		return v
	}
	moved := rises(before, n)
	away := wording.Distance(n.V, before.V)
	right := moved == r.Direction
	switch {
	case right && o.Truth == True:
		o.Margin = math.Min(o.Margin, away)
		if away <= FragileWithin {
			o.flag(Fragile)
		}
	case !right && o.Truth == True:
		o.Margin, o.Flags = away, nil
		o.broken(n)
		o.broken(before)
		o.fragileByMargin()
		return o.settle(false)
	case !right && o.Truth == False: // both must turn
		o.Margin, o.Flags = math.Max(o.Margin, away), nil
		o.fragileByMargin()
	}
	return v
}

// rises is 1 for a rise, −1 for a fall, 0 for neither; a rank that rises is a
// smaller number.
func rises(before, now *Num) int {
	a, okA := wording.Decimal(before.V)
	b, okB := wording.Decimal(now.V)
	switch {
	case !okA || !okB:
		return 0
	case now.Unit == rankUnit:
		return a.Cmp(b)
	}
	return b.Cmp(a)
}

// within holds a number against the interval of a rule.
func (s *Sayer) within(o *Outcome, r *wording.Rule, n *Num) ref.Val {
	o.Computed = n
	if len(n.Missing) > 0 {
		return o.open(n.Missing...)
	}
	if e := fits(r, n); e != nil {
		return e
	}
	if n.Unit == plainUnit && (r.Unit == wording.Percent || r.Unit == wording.Share) {
		o.Computed = asPercent(n)
	}
	d, ok := wording.Decimal(n.V)
	if !ok {
		return o.open("a value that is not a number")
	}
	holds := r.Interval.Contains(d)
	if n.OrMore != "" && !(holds && r.Interval.Hi == nil) && !r.Interval.Below(d) {
		return o.open(n.OrMore)
	}
	o.Margin = r.Interval.Margin(n.V)
	if !holds && r.Truncated != nil && r.Truncated.Contains(d) {
		holds = true
		o.flag(OnlyByRounding)
		o.Margin = math.Min(o.Margin, r.Truncated.Margin(n.V))
	}
	// A printed figure is itself narrower than ±2 %: to lie within it is not
	// fragile, to miss it by less is.
	if o.Margin <= FragileWithin && !(holds && r.Exact) {
		o.flag(Fragile)
	}
	if !holds {
		if n.From != nil {
			o.broken(n)
		} else {
			for _, row := range n.Rows {
				if len(o.Breaking) < 12 {
					o.Breaking = append(o.Breaking, observed(row))
				}
			}
		}
	}
	return o.settle(holds)
}

// asPercent shows a ratio in the unit of the words it is held against.
func asPercent(n *Num) *Num {
	c := *n
	c.Unit = percentUnit
	return &c
}

// change judges "fell by 31.7%": a year against the year before, a window from
// its first to its last year, or a growth rate as it stands.
func (s *Sayer) change(o *Outcome, r *wording.Rule, x ref.Val) ref.Val {
	var later, earlier *Num
	switch v := x.(type) {
	case *Series:
		from, to := v.span()
		if r.From != 0 {
			from = r.From
		}
		if r.To != 0 {
			to = r.To
		}
		if to <= from {
			return types.NewErr("%s has one year only: a change needs two", v.Name)
		}
		later, earlier = v.At(to), v.At(from)
	case *Num:
		switch {
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
	var v ref.Val
	switch {
	case r.Unit == wording.Money || r.Unit == wording.Points:
		v = plus(later, earlier, -1)
	case r.Unit == wording.AnyUnit && later.Unit == rankUnit: // a rank that rises is a smaller number
		v = plus(earlier, later, -1)
	case r.Unit == wording.AnyUnit && (earlier.V <= 0 || later.V <= 0 || turns(earlier) || turns(later)): // the direction alone
		v = plus(later, earlier, -1)
	default:
		v = relative(later, earlier)
	}
	n, ok := v.(*Num)
	if !ok {
		return v
	}
	if r.Unit != wording.AnyUnit || n.Unit == percentUnit {
		return s.within(o, asRate(r), n)
	}
	// no growth rate exists: the change in its own unit, of ranks in places
	if n.Unit == rankUnit {
		n.Unit = plainUnit
	}
	o.Expected = fmt.Sprintf("%s: a change of %s 0", r.Text, map[int]string{1: ">", -1: "<"}[r.Direction])
	return s.within(o, r, n)
}

// turns says whether a number is of a series that can change its sign, so that
// a rate of growth means nothing: a balance, or one that has been below zero.
func turns(n *Num) bool {
	for _, r := range n.Rows {
		if strings.HasSuffix(r.Measure, "balance") {
			return true
		}
	}
	if n.From == nil {
		return false
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

// vague prints the number beside words that state none.
func vague(o *Outcome, x ref.Val) ref.Val {
	o.Vague = true
	o.Expected = fmt.Sprintf("%q states no number", o.Words)
	switch v := x.(type) {
	case *Num:
		o.Computed = v
		if len(v.Missing) > 0 {
			return o.open(v.Missing...)
		}
	case *Series:
		from, to := v.span()
		o.Computed = v.At(to)
		o.note(fmt.Sprintf("%s: %s in %d, %s in %d", v.Name, Show(v.At(from)), from, Show(v.At(to)), to))
	}
	return o.open(fmt.Sprintf("%q states no number; the data say %s", o.Words, Show(o.Computed)))
}
