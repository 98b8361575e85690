package eval

import (
	"fmt"
	"math"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dyad/claim/wording"
	"dyad/internal/numeral"
	"dyad/stat/trend"
)

const (
	significance = 0.05
	upYears      = 0.80
)

// steady: up every year, or a trend. Both are reported; the words hold when
// either does.
func (s *Sayer) steady(o *Outcome, r *wording.Rule, v ref.Val) ref.Val {
	x, ok := v.(*Series)
	if !ok {
		return types.NewErr("%q needs a series on the left: T[2000..2014]", r.Text)
	}
	from, to := s.window(r, x)
	if why := s.ahead(from); why != "" {
		return o.open(why)
	}
	limit, _ := r.Fall.Float64()
	word := map[int]string{1: "up", -1: "down"}[r.Direction]
	turn := map[int]string{1: "fall", -1: "rise"}[r.Direction]
	o.Expected = fmt.Sprintf("%s: %s every year %d–%d, or Mann–Kendall p < %.2f, %s in at least %.0f %% of the years and no %s above %.0f %%",
		r.Text, word, from, to, significance, word, 100*upYears, turn, 100*limit)
	if r.Strict {
		o.Expected = fmt.Sprintf("%s: %s every year %d–%d", r.Text, word, from, to)
	}
	if from == 0 || to-from < 2 {
		return o.open(fmt.Sprintf("%s: fewer than three years between %d and %d", x.Name, from, to))
	}
	c := o.course(x, from, to, r.Direction)
	o.Computed = &Num{V: float64(c.up) / math.Max(1, float64(c.steps)), Unit: percentUnit}
	strict := c.up == c.steps && len(c.absent) == 0
	p := 1.0
	if len(c.values) >= 4 {
		test, err := trend.MannKendall(c.values)
		if err != nil {
			return o.open(fmt.Sprintf("%s: %v", x.Name, err))
		}
		if p = test.P; test.Z*float64(r.Direction) < 0 {
			p = 1
		}
	}
	o.note(fmt.Sprintf("strict: %s in %d of %d years", word, c.up, c.steps))
	if c.worstYear != nil {
		o.note(fmt.Sprintf("worst %s %.1f %% in %d", turn, 100*c.worst, c.worstYear.Year))
	}
	if r.Strict && len(o.Breaking) > 0 {
		o.Margin = 100 * c.worst
		o.fragileByMargin()
		return o.settle(false)
	}
	if len(c.absent) > 0 {
		if c.worst > limit {
			return o.settle(false) // no missing year can mend this
		}
		return o.open(gaps(c.absent)...)
	}
	if r.Strict {
		o.Margin = 100 * c.least
		o.fragileByMargin()
		return o.settle(true)
	}
	o.note(fmt.Sprintf("trend: Mann–Kendall p = %.2g", p))
	trending := p < significance && float64(c.up) >= upYears*float64(c.steps) && c.worst <= limit
	if c.worst > 0 {
		o.Margin = 100 * math.Abs(c.worst-limit)
	}
	if !strict && trending {
		o.note("holds as a trend, not in every year")
	}
	o.Margin = nearest(o.Margin)
	if !strict {
		o.fragileByMargin()
	}
	if strict || trending {
		return o.settle(true)
	}
	return o.settle(false)
}

func nearest(m float64) float64 {
	if math.IsNaN(m) {
		return math.Inf(1)
	}
	return m
}

// course is how a series went from year to year, seen in one direction.
type course struct {
	values    []float64
	absent    []*Num
	up, steps int
	least     float64 // the smallest step up, as a part of the value: how far the row is from breaking
	worst     float64 // the largest step the other way, as a part of the value before
	worstYear *Num
}

// course goes over the years of a window; the steps the other way break the row.
func (o *Outcome) course(x *Series, from, to, direction int) course {
	c := course{least: math.Inf(1)}
	for y := from; y <= to; y++ {
		n := x.At(y)
		if len(n.Missing) > 0 {
			c.absent = append(c.absent, n)
			continue
		}
		c.values = append(c.values, n.V)
		o.Rows = joinRows(o.Rows, n.Rows)
		before := x.At(y - 1)
		if y == from || len(before.Missing) > 0 {
			continue
		}
		c.steps++
		step := (n.V - before.V) * float64(direction)
		if step > 0 {
			c.up++
			if n.V != 0 {
				c.least = math.Min(c.least, step/math.Abs(n.V))
			}
			continue
		}
		rate := 0.0
		if before.V != 0 {
			rate = -step / math.Abs(before.V)
		}
		row := rowOf(n)
		row.Text = numeral.Minus(fmt.Sprintf("%s after %s (%+.1f %%)", Show(n), Show(before), -100*rate*float64(direction)))
		o.Breaking = append(o.Breaking, row)
		if rate >= c.worst {
			c.worst, c.worstYear = rate, n
		}
	}
	return c
}

// shift: a break or change of slope at a named year, by a Chow test on the
// series (its logarithm where all values are positive) with a straight line in
// time on either side. The size is the level of the later line against the
// earlier one carried on, in the middle of the later years.
func (s *Sayer) shift(o *Outcome, r *wording.Rule, v ref.Val) ref.Val {
	x, ok := v.(*Series)
	if !ok {
		return types.NewErr("%q needs a series on the left: T[2000..2017]", r.Text)
	}
	from, to := s.window(r, x)
	if why := s.ahead(r.Since); why != "" {
		return o.open(why)
	}
	o.Expected = fmt.Sprintf("%s: Chow test at %d over %d–%d, p < %.2f and %s", r.Text, r.Since, from, to, significance,
		map[int]string{1: "above the earlier line", -1: "below the earlier line"}[r.Direction])
	var years, values []float64
	for y := from; y <= to && from != 0; y++ {
		n := x.At(y)
		if len(n.Missing) > 0 {
			return o.open(n.Missing...)
		}
		years, values = append(years, float64(y)), append(values, n.V)
		o.Rows = joinRows(o.Rows, n.Rows)
	}
	b, err := chow(years, values, r.Since)
	if err != nil {
		return o.open(fmt.Sprintf("%s: %v", x.Name, err))
	}
	o.Computed = &Num{V: b.effect, Unit: x.Unit}
	if b.logs {
		o.Computed = &Num{V: math.Exp(b.effect) - 1, Unit: percentUnit}
	}
	o.note(fmt.Sprintf("Chow F = %.2f, p = %.2g; in the middle of the later years %s against the earlier line carried on", b.f, b.p, Show(o.Computed)))
	right := b.effect*float64(r.Direction) > 0
	switch {
	case b.p >= significance:
		o.flag(NotSignificant)
		return o.open(fmt.Sprintf("no significant break at %d (p = %.2g): the data neither bear it out nor refute it", r.Since, b.p))
	case right:
		return o.settle(true)
	}
	return o.settle(false)
}
