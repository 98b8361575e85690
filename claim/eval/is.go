package eval

import (
	"fmt"
	"math"

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

// oneNumber brings the left side of `is` to one number.
func (s *Sayer) oneNumber(r *wording.Rule, x ref.Val) (*Num, ref.Val) {
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
			from, to := s.ends(r, v)
			if why := s.ahead(from); why != "" {
				return missing(why), nil
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
		return unscaled(r, n)
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

// unscaled refuses dollars whose scale seems to be lost: $95.2 held against 95
// billion.
func unscaled(r *wording.Rule, n *Num) ref.Val {
	if r.Scaled() || r.Stated == nil || r.Stated.Sign() == 0 {
		return nil
	}
	stated, _ := r.Stated.Float64()
	if stated = math.Abs(stated); stated >= 1e6 || math.Abs(n.V) < lostScale*stated {
		return nil
	}
	return types.NewErr("%q has no scale and is held against %s: write %s, or compare with %s USD", r.Text, Show(n), amounts(numberText(stated), stated), numberText(stated))
}

// lostScale is how many times larger a measured amount must be for a stated one
// to look like billions or millions without the word.
const lostScale = 1000

// figure judges words about one number.
func (s *Sayer) figure(o *Outcome, r *wording.Rule, x ref.Val) ref.Val {
	n, e := s.oneNumber(r, x)
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
		if n.Floor == nil {
			return o.open(n.Missing...)
		}
		return s.withinPart(o, r, n)
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

// withinPart holds a sum of which a part is known against a rule: it settles
// what no further amount could alter.
func (s *Sayer) withinPart(o *Outcome, r *wording.Rule, n *Num) ref.Val {
	part := n.part()
	if e := fits(r, part); e != nil {
		return e
	}
	d, ok := wording.Decimal(part.V)
	if !ok {
		return o.open(n.Missing...)
	}
	above := r.Interval.Below(d) && (r.Truncated == nil || r.Truncated.Below(d))
	if holds := r.Interval.Hi == nil && r.Interval.Contains(d); holds || above {
		o.Computed = part
		o.Margin = r.Interval.Margin(part.V)
		o.fragileByMargin()
		o.note(n.Missing[0])
		if above {
			o.broken(part)
		}
		return o.settle(holds)
	}
	return o.open(n.Missing...)
}

// asPercent shows a ratio in the unit of the words it is held against.
func asPercent(n *Num) *Num {
	c := *n
	c.Unit = percentUnit
	return &c
}

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
