package eval

import (
	"fmt"
	"math"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// functionNames are the functions an analyst may call beside the measures.
var functionNames = []string{"first", "last", "max", "min", "argmax", "argmin", "mean", "sum", "count", "growth",
	"change", "ratio", "cagr", "abs", "round", "always", "never", "ever", "consecutive", "mann_kendall", "chow", "years"}

func isFunction(name string) bool {
	for _, f := range functionNames {
		if f == name {
			return true
		}
	}
	return name == "economy" || name == "num"
}

// picked is one number of a series, chosen by better.
func picked(s *Series, better func(a, b float64) bool) (*Num, []string) {
	ns := s.over()
	if g := gaps(ns); len(g) > 0 {
		return nil, g
	}
	best := ns[0]
	for _, n := range ns[1:] {
		if better(n.V, best.V) {
			best = n
		}
	}
	return best, nil
}

func greater(a, b float64) bool { return a > b }
func less(a, b float64) bool    { return a < b }

func extreme(better func(a, b float64) bool) func(ref.Val) ref.Val {
	return func(v ref.Val) ref.Val {
		n, why := picked(v.(*Series), better)
		if n == nil {
			return missing(why...)
		}
		return n
	}
}

func extremeYear(better func(a, b float64) bool) func(ref.Val) ref.Val {
	return func(v ref.Val) ref.Val {
		n, why := picked(v.(*Series), better)
		if n == nil {
			return missing(why...)
		}
		return &Num{V: float64(n.Year), Unit: yearUnit, Rows: n.Rows}
	}
}

// fold gathers a window into one number; a missing year makes it missing.
func folded(s *Series, f func(vs []float64) float64) ref.Val {
	ns := s.over()
	out := &Num{Unit: s.Unit, Missing: gaps(ns)}
	var vs []float64
	for _, n := range ns {
		vs = append(vs, n.V)
		out.Rows = joinRows(out.Rows, n.Rows)
	}
	if len(out.Missing) == 0 {
		out.V = f(vs)
	}
	return out
}

func total(vs []float64) float64 {
	t := 0.0
	for _, v := range vs {
		t += v
	}
	return t
}

func average(vs []float64) float64 { return total(vs) / float64(len(vs)) }

func end(last bool) func(ref.Val) ref.Val {
	return func(v ref.Val) ref.Val {
		s := v.(*Series)
		from, to := s.span()
		if last {
			return s.At(to)
		}
		return s.At(from)
	}
}

// relative is later/earlier − 1 as a percentage.
func relative(later, earlier *Num) ref.Val {
	out := both(later, earlier)
	out.Unit = percentUnit
	switch {
	case len(out.Missing) > 0:
	case later.Unit != earlier.Unit:
		return mismatch(later, earlier, "compare")
	case earlier.V <= 0:
		out.Missing = []string{fmt.Sprintf("no growth rate from a value that is not positive (%s)", Show(earlier))}
	default:
		out.V = later.V/earlier.V - 1
	}
	return out
}

func growthIn(s *Series, year int) ref.Val { return relative(s.At(year), s.At(year-1)) }

func growthSeries(v ref.Val) ref.Val {
	s := v.(*Series)
	out := &Series{Name: "growth(" + s.Name + ")", By: s.By, Unit: percentUnit, points: map[int]*Num{}, from: s.from, to: s.to}
	for y := range s.points {
		if _, ok := s.points[y-1]; !ok {
			continue
		}
		g := growthIn(s, y)
		n, ok := g.(*Num)
		if !ok {
			return g
		}
		out.points[y] = n
	}
	return out
}

func growthOver(s *Series) ref.Val {
	from, to := s.span()
	return relative(s.At(to), s.At(from))
}

// cagr is the compound annual growth rate from the first to the last year.
func cagr(s *Series, from, to int) ref.Val {
	if to <= from {
		return types.NewErr("the years of a growth rate must be in order: %d, %d", from, to)
	}
	a, b := s.At(from), s.At(to)
	out := both(a, b)
	out.Unit = percentUnit
	if len(out.Missing) > 0 {
		return out
	}
	if a.V <= 0 || b.V <= 0 {
		out.Missing = []string{"no growth rate between values that are not positive"}
		return out
	}
	out.V = math.Pow(b.V/a.V, 1/float64(to-from)) - 1
	return out
}

func listOf(v ref.Val) ([]*Num, ref.Val) {
	native, ok := v.Value().([]ref.Val)
	if !ok {
		return nil, types.NewErr("not a list of numbers")
	}
	var out []*Num
	for _, e := range native {
		n, ok := e.(*Num)
		if !ok {
			return nil, types.NewErr("not a list of numbers")
		}
		out = append(out, n)
	}
	if len(out) == 0 {
		return nil, types.NewErr("an empty list")
	}
	return out, nil
}

func extremeOfList(better func(a, b float64) bool) func(ref.Val) ref.Val {
	return func(v ref.Val) ref.Val {
		ns, e := listOf(v)
		if e != nil {
			return e
		}
		out := ns[0]
		acc := &Num{}
		for _, n := range ns {
			if e := alike(out, n); e != nil {
				return e
			}
			if better(n.V, out.V) {
				out = n
			}
			acc = both(acc, n)
		}
		if len(acc.Missing) > 0 {
			return acc
		}
		return out
	}
}

// years2 reads two years.
func years2(a, b ref.Val) (int, int, ref.Val) {
	x, err := yearOf(a.(*Num))
	if err != nil {
		return 0, 0, types.NewErr("%v", err)
	}
	y, err := yearOf(b.(*Num))
	if err != nil {
		return 0, 0, types.NewErr("%v", err)
	}
	return x, y, nil
}

func spanOf(a, b ref.Val) ref.Val {
	s := &Span{}
	for i, v := range []ref.Val{a, b} {
		if sp, ok := v.(*Span); ok && sp.From == 0 && sp.To == 0 {
			continue
		}
		n, ok := v.(*Num)
		if !ok {
			return types.NewErr("a window goes from a year to a year: 2001..2014")
		}
		y, err := yearOf(n)
		if err != nil {
			return types.NewErr("%v", err)
		}
		if i == 0 {
			s.From = y
		} else {
			s.To = y
		}
	}
	if s.From != 0 && s.To != 0 && s.To < s.From {
		return types.NewErr("a window that ends (%d) before it begins (%d)", s.To, s.From)
	}
	return s
}

var _ = cel.DynType
