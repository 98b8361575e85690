package eval

import (
	"fmt"
	"math"
	"sort"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dyad/claim/wording"
	"dyad/economy"
)

// window is the years that words about a series speak of: what the words say,
// else the claim's `over`, else the window of the series, else all years with
// data, up to the claim's date.
func (s *Sayer) window(r *wording.Rule, x *Series) (from, to int) {
	first, last := x.known()
	pick := func(vs ...int) int {
		for _, v := range vs {
			if v != 0 {
				return v
			}
		}
		return 0
	}
	from = pick(r.From, s.program.over.From, x.from, first)
	to = pick(r.To, s.program.over.To, x.to, s.Until, last)
	return from, to
}

// record: strictly above every other year of the window.
func (s *Sayer) record(o *Outcome, r *wording.Rule, v ref.Val) ref.Val {
	n, ok := v.(*Num)
	if !ok || n.From == nil {
		return types.NewErr("a record needs the year it was set on the left: T[2014] is record")
	}
	o.Computed = n
	from, to := s.window(r, n.From)
	if r.To == 0 && s.program.over.To == 0 && n.From.to == 0 && (s.Until == 0 || s.Until < n.Year) {
		to = n.Year
	}
	if from > n.Year {
		from = n.Year
	}
	to = max(to, n.Year)
	most := "highest"
	if r.Direction < 0 {
		most = "lowest"
	}
	o.Expected = fmt.Sprintf("%s: the %s of %d–%d, alone", r.Text, most, from, to)
	if len(n.Missing) > 0 {
		return o.open(n.Missing...)
	}
	if from == to {
		return o.open(fmt.Sprintf("%s has no other year to hold %d against", n.From.Name, n.Year))
	}
	var absent []*Num
	best := math.NaN()
	for y := from; y <= to; y++ {
		if y == n.Year {
			continue
		}
		other := n.From.At(y)
		if len(other.Missing) > 0 {
			absent = append(absent, other)
			continue
		}
		d := (other.V - n.V) * float64(r.Direction)
		if d >= 0 {
			o.broken(other)
		}
		if math.IsNaN(best) || d > (best-n.V)*float64(r.Direction) {
			best = other.V
		}
	}
	if !math.IsNaN(best) {
		o.Margin = wording.Distance(n.V, best)
		o.fragileByMargin()
	}
	switch {
	case len(o.Breaking) > 0:
		return o.settle(false)
	case len(absent) > 0:
		return o.open(gaps(absent)...)
	}
	return o.settle(true)
}

func (o *Outcome) fragileByMargin() {
	if o.Margin <= FragileWithin {
		o.flag(Fragile)
	}
}

// streak: the rank in each of so many years up to the year on the left.
func (s *Sayer) streak(o *Outcome, r *wording.Rule, v ref.Val) ref.Val {
	var x *Series
	to := 0
	switch t := v.(type) {
	case *Num:
		x, to = t.From, t.Year
		if x == nil && t.Unit == rankUnit && r.Count == 1 {
			o.Expected = fmt.Sprintf("%s: rank %d", r.Text, r.Rank)
			rule := &wording.Rule{Kind: wording.Value, Text: r.Text, Interval: exactly(r.Rank)}
			return s.within(o, rule, t)
		}
	case *Series:
		x = t
		_, to = s.window(r, x)
	}
	if x == nil || x.Unit != rankUnit {
		return types.NewErr("%q needs a rank on the left: trade.rank(RUS, CHN)[2017]", r.Text)
	}
	from := r.From
	if r.Count > 0 {
		from = to - r.Count + 1
	} else if from == 0 {
		from, _ = s.window(r, x)
	}
	o.Expected = fmt.Sprintf("%s: rank %d in each year %d–%d", r.Text, r.Rank, from, to)
	if from == to {
		o.Expected = fmt.Sprintf("%s: rank %d in %d", r.Text, r.Rank, to)
	}
	if from > to {
		return types.NewErr("a window that begins (%d) after it ends (%d)", from, to)
	}
	var absent []*Num
	var worst *Num // the first year that breaks it
	for y := from; y <= to; y++ {
		n := x.At(y)
		if len(n.Missing) > 0 {
			absent = append(absent, n)
			continue
		}
		o.Computed, o.Rows = n, joinRows(o.Rows, n.Rows)
		for _, row := range n.Rows {
			if row.Has(NarrowLead) {
				o.flag(Fragile)
				o.note(fmt.Sprintf("%d: a narrow lead (%s)", y, row.Note))
			}
			if row.Note != "" && y == to {
				o.note(fmt.Sprintf("%d: %s", y, row.Note))
			}
		}
		if int(n.V) != r.Rank {
			if len(o.Breaking) == 0 {
				worst = n
			}
			o.broken(n)
		}
	}
	if worst != nil {
		o.Computed = worst
	}
	switch {
	case len(o.Breaking) > 0:
		return o.settle(false)
	case len(absent) > 0:
		return o.open(gaps(absent)...)
	}
	if r.Ordinal {
		before := x.At(from - 1)
		switch {
		case len(before.Missing) > 0:
			o.flag(AtLeast)
			o.note(fmt.Sprintf("whether %d began the row is not known: %s", from, before.Missing[0]))
		case int(before.V) == r.Rank:
			o.flag(AtLeast)
			o.note(fmt.Sprintf("rank %d in %d too: the row is longer than stated", r.Rank, from-1))
		}
	}
	return o.settle(true)
}

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
			return types.NewErr("%q needs a balance on the left: trade.balance(RUS, CHN)", r.Text)
		}
		e, err := economy.Resolve(r.Who)
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

// largest: above its fellows of the same year, or rank 1.
func (s *Sayer) largest(o *Outcome, v ref.Val) ref.Val {
	n, ok := v.(*Num)
	if !ok {
		return types.NewErr("the largest in which year? S['hydrocarbons'][2017] is the largest")
	}
	o.Computed = n
	if n.Unit == rankUnit {
		o.Expected = o.Words + ": rank 1"
		return s.within(o, &wording.Rule{Kind: wording.Value, Text: o.Words, Interval: exactly(1)}, n)
	}
	if n.From == nil || len(n.From.family) < 2 {
		return types.NewErr("the largest among what? use a measure with several series, as in trade.structure(RUS, CHN)['hydrocarbons'][2017], or a rank")
	}
	o.Expected = fmt.Sprintf("%s: above the %d others in %d", o.Words, len(n.From.family)-1, n.Year)
	if len(n.Missing) > 0 {
		return o.open(n.Missing...)
	}
	var labels []string
	var absent []*Num
	for l := range n.From.family {
		labels = append(labels, l)
	}
	sort.Strings(labels)
	best := math.Inf(-1)
	for _, l := range labels {
		if l == n.From.label {
			continue
		}
		other := n.From.family[l].At(n.Year)
		if len(other.Missing) > 0 {
			absent = append(absent, other)
			continue
		}
		if other.V >= n.V {
			o.broken(other)
		}
		best = math.Max(best, other.V)
	}
	o.Margin = wording.Distance(n.V, best)
	o.fragileByMargin()
	switch {
	case len(o.Breaking) > 0:
		return o.settle(false)
	case len(absent) > 0:
		return o.open(gaps(absent)...)
	}
	return o.settle(true)
}
