package eval

import (
	"fmt"
	"math"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dyad/claim/wording"
)

// kindOf names a unit in messages.
func kindOf(unit string) string {
	switch unit {
	case plainUnit:
		return "a bare number"
	case percentUnit:
		return "a percentage"
	case dollarUnit:
		return "an amount in USD"
	case rankUnit:
		return "a rank"
	}
	return "a value in " + unit
}

func mismatch(a, b *Num, verb string) ref.Val {
	return types.NewErr("cannot %s %s and %s", verb, kindOf(a.Unit), kindOf(b.Unit))
}

// plus adds; subtracts with sign −1. A bare number takes the unit of the other,
// but 1 + a percentage is a factor.
func plus(a, b *Num, sign float64) ref.Val {
	out := both(a, b)
	switch {
	case a.Unit == b.Unit:
		out.Unit = a.Unit
	case a.Unit == plainUnit && b.Unit == percentUnit, a.Unit == percentUnit && b.Unit == plainUnit:
		out.Unit = plainUnit
	case a.Unit == plainUnit:
		out.Unit = b.Unit
	case b.Unit == plainUnit:
		out.Unit = a.Unit
	default:
		verb := "add"
		if sign < 0 {
			verb = "subtract"
		}
		return mismatch(a, b, verb)
	}
	out.V = a.V + sign*b.V
	return out
}

func times(a, b *Num) ref.Val {
	out := both(a, b)
	out.V = a.V * b.V
	switch {
	case a.Unit == plainUnit || a.Unit == percentUnit:
		out.Unit = b.Unit
	case b.Unit == plainUnit || b.Unit == percentUnit:
		out.Unit = a.Unit
	default:
		out.Unit = a.Unit + "·" + b.Unit
	}
	return out
}

func over(a, b *Num) ref.Val {
	out := both(a, b)
	switch {
	case a.Unit == b.Unit:
		out.Unit = plainUnit
	case b.Unit == plainUnit || b.Unit == percentUnit:
		out.Unit = a.Unit
	default:
		out.Unit = a.Unit + "/" + b.Unit
	}
	if len(out.Missing) > 0 {
		return out
	}
	if b.V == 0 {
		out.Missing = []string{"a division by zero" + named(b)}
		return out
	}
	out.V = a.V / b.V
	return out
}

func named(n *Num) string {
	if n.From != nil {
		return fmt.Sprintf(": %s in %d is 0", n.From.Name, n.Year)
	}
	return ""
}

// order compares two numbers: −1, 0, 1; twelve digits count. What is known
// only from below is compared by what it is at least.
func order(a, b *Num) (int, ref.Val) {
	if len(a.Missing)+len(b.Missing) > 0 {
		return 0, unknown(joinText(a.Missing, b.Missing))
	}
	if e := alike(a, b); e != nil {
		return 0, e
	}
	x, okX := wording.Decimal(a.V)
	y, okY := wording.Decimal(b.V)
	if !okX || !okY {
		return 0, unknown([]string{"a value that is not a number"})
	}
	return x.Cmp(y), nil
}

// alike refuses to hold a percentage against a bare number: 0.5 and 50
// would both look right. Zero is zero in every unit.
func alike(a, b *Num) ref.Val {
	switch {
	case a.Unit == b.Unit, a.Unit == plainUnit && a.V == 0, b.Unit == plainUnit && b.V == 0:
		return nil
	case a.Unit == percentUnit && b.Unit == plainUnit && len(b.Rows) == 0:
		return types.NewErr("a percentage held against the bare number %v: write %v%%", b.V, b.V)
	case b.Unit == percentUnit && a.Unit == plainUnit && len(a.Rows) == 0:
		return types.NewErr("a percentage held against the bare number %v: write %v%%", a.V, a.V)
	case a.Unit == plainUnit, b.Unit == plainUnit:
		return nil
	}
	return mismatch(a, b, "compare")
}

func compare(a, b *Num, holds func(int) bool) ref.Val {
	c, v := order(a, b)
	if v != nil {
		return v
	}
	for _, other := range []int{-1, 0, 1} {
		possible := other == c || a.OrMore != "" && other > c || b.OrMore != "" && other < c
		if possible && holds(other) != holds(c) {
			return unknown(joinText(orMore(a), orMore(b)))
		}
	}
	return types.Bool(holds(c))
}

func orMore(n *Num) []string {
	if n.OrMore == "" {
		return nil
	}
	return []string{n.OrMore}
}

// holdsFor are the comparisons by operator.
var holdsFor = map[string]func(int) bool{
	"_<_": func(c int) bool { return c < 0 }, "_<=_": func(c int) bool { return c <= 0 },
	"_>_": func(c int) bool { return c > 0 }, "_>=_": func(c int) bool { return c >= 0 },
	"eq": func(c int) bool { return c == 0 }, "ne": func(c int) bool { return c != 0 },
}

func power(a *Num, e float64) *Num {
	c := *a
	c.V, c.From = math.Pow(a.V, e), nil
	return &c
}
