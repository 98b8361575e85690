package eval

import (
	"fmt"
	"math"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dyad/claim/wording"
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

// ends are the first and the last year of a change over a window: a window that
// names no end stops where the data do, if that is before the claim's date.
func (s *Sayer) ends(r *wording.Rule, x *Series) (from, to int) {
	from, to = s.window(r, x)
	if r.To == 0 && s.program.over.To == 0 && x.to == 0 {
		if _, last := x.known(); last != 0 {
			to = min(to, last)
		}
	}
	return from, to
}

// ahead says why words of the claim's date cannot speak of a window: it begins
// after the date. Empty where it does not.
func (s *Sayer) ahead(from int) string {
	if s.Until == 0 || from <= s.Until {
		return ""
	}
	return fmt.Sprintf("the claim is of %s: it cannot speak of the years from %d on", s.AsOf, from)
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
		if other.Floor != nil && r.Direction > 0 && *other.Floor >= n.V {
			other = other.part() // a part of it alone is above
		}
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
		from, until := s.window(r, x)
		if why := s.ahead(from); why != "" && r.Count == 0 {
			return o.open(why)
		}
		to = until
	}
	if x == nil || x.Unit != rankUnit {
		return types.NewErr("%q needs a rank on the left: R[2017], R being a measure whose values are ranks", r.Text)
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
