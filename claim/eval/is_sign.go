package eval

import (
	"fmt"
	"math"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dyad/claim/wording"
	"dyad/economy"
)

// sign: positive, negative, above a level in every year of the window.
func (s *Sayer) sign(o *Outcome, r *wording.Rule, v ref.Val) ref.Val {
	var x *Series
	var ns []*Num
	switch t := v.(type) {
	case *Num:
		x = t.From
		ns = []*Num{t}
		if r.From != 0 || r.To != 0 {
			if x == nil {
				return types.NewErr("%q needs a series on the left", r.Text)
			}
			ns = nil
		}
	case *Series:
		x = t
	}
	rule := *r
	if r.Who != "" {
		if x == nil || x.A == "" {
			return types.NewErr("%q needs a balance of two economies on the left", r.Text)
		}
		e, err := economy.Named(r.Who)
		if err != nil {
			return types.NewErr("%v", err)
		}
		positive := wording.Rule{}
		switch string(e.Code) {
		case x.A:
			positive.Direction = 1
		case x.B:
			positive.Direction = -1
		default:
			return types.NewErr("%s is not one of %s and %s, of which %s speaks", e.Code, x.A, x.B, x.Name)
		}
		rule.Direction = positive.Direction
		rule.Interval = signOf(positive.Direction)
		o.Expected = fmt.Sprintf("%s: %s %s", r.Text, x.Name, map[int]string{1: "> 0", -1: "< 0"}[positive.Direction])
	} else {
		o.Expected = fmt.Sprintf("%s: %s", r.Text, rule.Level())
	}
	if ns == nil {
		from, to := s.window(r, x)
		if why := s.ahead(from); why != "" {
			return o.open(why)
		}
		if from == 0 || to < from {
			return o.open(x.absent(max(from, to)))
		}
		o.Expected += fmt.Sprintf(" in each year %d–%d", from, to)
		for y := from; y <= to && y-from < 500; y++ {
			ns = append(ns, x.At(y))
		}
	}
	var absent []*Num
	o.Margin = math.Inf(1)
	worst := math.Inf(1)
	for _, n := range ns {
		if n.Floor != nil && settled(rule.Interval, *n.Floor) {
			n = n.part()
		}
		if len(n.Missing) > 0 {
			absent = append(absent, n)
			continue
		}
		if r.Stated != nil {
			if e := fits(&rule, n); e != nil {
				return e
			}
		}
		d, _ := wording.Decimal(n.V)
		holds := d != nil && rule.Interval.Contains(d)
		m := signMargin(&rule, n)
		o.Rows = joinRows(o.Rows, n.Rows)
		signed := m
		if !holds {
			o.broken(n)
			signed = -m
		}
		if signed < worst {
			worst, o.Computed = signed, n
		}
		o.Margin = math.Min(o.Margin, m)
	}
	if len(o.Breaking) > 0 { // to hold after all, every broken year must turn
		o.Margin = -worst
	}
	o.fragileByMargin()
	switch {
	case len(o.Breaking) > 0:
		return o.settle(false)
	case len(absent) > 0:
		return o.open(gaps(absent)...)
	}
	return o.settle(true)
}

// settled says whether an interval holds, or cannot hold, whatever is added to
// the known part of a sum.
func settled(iv wording.Interval, part float64) bool {
	d, ok := wording.Decimal(part)
	return ok && (iv.Below(d) || iv.Hi == nil && iv.Contains(d))
}

func signOf(direction int) wording.Interval {
	zero, _ := wording.Decimal(0)
	if direction > 0 {
		return wording.Interval{Lo: zero, LoOpen: true}
	}
	return wording.Interval{Hi: zero, HiOpen: true}
}

func exactly(n int) wording.Interval {
	v, _ := wording.Decimal(float64(n))
	return wording.Interval{Lo: v, Hi: v}
}

// signMargin is how far the inputs must move to turn the sign: a balance of 1
// on a turnover of 100 turns when both flows move by one per cent.
func signMargin(r *wording.Rule, n *Num) float64 {
	if r.Stated == nil && len(n.Rows) == 1 && len(n.Rows[0].Inputs) > 1 {
		sum := 0.0
		for _, in := range n.Rows[0].Inputs {
			if in.Missing {
				return math.Inf(1)
			}
			sum += math.Abs(in.Value)
		}
		if sum > 0 {
			return 100 * math.Abs(n.V) / sum
		}
	}
	return r.Interval.Margin(n.V)
}
