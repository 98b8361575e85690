package eval

import (
	"fmt"
	"sort"
	"strings"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// Test is a comparison made year by year: B > 0.
type Test struct {
	value
	years []int
	truth map[int]ref.Val // Bool or Unknown
	left  map[int]*Num
	right map[int]*Num
}

func (t *Test) Type() ref.Type { return testType }
func (t *Test) Value() any     { return t.years }

// testEach compares two series, or a series with a number, in each year of the
// window.
func testEach(a, b ref.Val, holds func(int) bool) ref.Val {
	t := &Test{truth: map[int]ref.Val{}, left: map[int]*Num{}, right: map[int]*Num{}}
	side := func(v ref.Val) (func(int) *Num, *Series) {
		if s, ok := v.(*Series); ok {
			return s.At, s
		}
		n := v.(*Num)
		return func(int) *Num { return n }, nil
	}
	at, sa := side(a)
	bt, sb := side(b)
	from, to := 0, 0
	for _, s := range []*Series{sa, sb} {
		if s == nil {
			continue
		}
		if s.ambiguous() {
			return types.NewErr("%s", s.choose())
		}
		f, l := s.span()
		if f == 0 || l == 0 {
			return unknown([]string{s.absent(max(f, l))})
		}
		if from == 0 || f > from {
			from = f
		}
		if to == 0 || l < to {
			to = l
		}
	}
	for y := from; y <= to && y-from <= 500; y++ {
		x, z := at(y), bt(y)
		v := compare(x, z, holds)
		if types.IsError(v) {
			return v
		}
		t.years = append(t.years, y)
		t.truth[y], t.left[y], t.right[y] = v, x, z
	}
	sort.Ints(t.years)
	if len(t.years) == 0 {
		return unknown([]string{"the two series have no year in common"})
	}
	return t
}

// all is whether the test comes out as wanted in every year: one year that
// does not settles it, else a missing year leaves it open.
func (t *Test) all(want types.Bool) ref.Val {
	var open *types.Unknown
	for _, y := range t.years {
		switch v := t.truth[y].(type) {
		case types.Bool:
			if v != want {
				return types.False
			}
		case *types.Unknown:
			open = types.MergeUnknowns(open, v)
		}
	}
	if open != nil {
		return open
	}
	return types.True
}

func (t *Test) any() ref.Val {
	switch v := t.all(types.False).(type) {
	case types.Bool:
		return !v
	default:
		return v
	}
}

// streak counts the years in a row, up to the year, in which the test holds. A
// row that reaches the first year with data, or one that is missing, may have
// begun earlier: the count is then the least it can be.
func (t *Test) streak(year int) ref.Val {
	if _, ok := t.truth[year]; !ok {
		return missing("no data for the last year of the row")
	}
	n := &Num{Unit: plainUnit}
	for y := year; ; y-- {
		v, ok := t.truth[y]
		if !ok {
			n.OrMore = fmt.Sprintf("the row reaches %d, the first year there is: it lasted %s or more", y+1, plural(int(n.V), "year"))
			return n
		}
		if u, open := v.(*types.Unknown); open {
			if n.V == 0 {
				return missing(reasons(u)...)
			}
			n.OrMore = fmt.Sprintf("the row lasted %s or more, for %d is not known: %s", plural(int(n.V), "year"), y, strings.Join(reasons(u), "; "))
			return n
		}
		if v != types.True {
			return n
		}
		n.V++
	}
}
