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
	case yearUnit:
		return "a year"
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

// alike refuses to hold a number with a unit against a bare one where both
// readings would look right: 50 and 0.5 for a percentage, 95 and 95 bn for an
// amount of money. Zero is zero in every unit.
func alike(a, b *Num) ref.Val {
	switch {
	case a.Unit == b.Unit, a.Unit == plainUnit && a.V == 0, b.Unit == plainUnit && b.V == 0:
		return nil
	case b.Unit == plainUnit:
		return bareAgainst(a, b)
	case a.Unit == plainUnit:
		return bareAgainst(b, a)
	}
	return mismatch(a, b, "compare")
}

// bareAgainst holds a number without unit against one that has a unit.
func bareAgainst(with, bare *Num) ref.Val {
	n := numberText(bare.V)
	switch {
	case with.Unit == percentUnit && len(bare.Rows) == 0:
		try := n + "%"
		if v := math.Abs(bare.V); v <= 1 { // 0.2 may be meant as a part
			try = fmt.Sprintf("%s%%, or %s%%", numberText(tidy(bare.V*100)), n)
		}
		return types.NewErr("a percentage held against the bare number %s: write %s", n, try)
	case with.Unit == dollarUnit && len(bare.Rows) > 0:
		return mismatch(with, bare, "compare")
	case with.Unit == dollarUnit && !bare.Scaled:
		return types.NewErr("an amount in USD held against the bare number %s: write %s", n, amounts(n, bare.V))
	case (with.Unit == rankUnit || with.Unit == yearUnit) && bare.Scaled:
		return types.NewErr("%s held against %s: write a whole number without a scale", kindOf(with.Unit), Show(bare))
	}
	return nil
}

// amounts are the two readings of a bare number that was meant as dollars.
func amounts(n string, v float64) string {
	switch a := math.Abs(v); {
	case a >= 1e9:
		return numberText(tidy(v/1e9)) + " bn, or " + n + " USD"
	case a >= 1e6:
		return numberText(tidy(v/1e6)) + " million, or " + n + " USD"
	}
	return n + " bn or " + numberText(v*1e9) + " USD"
}

func compare(a, b *Num, holds func(int) bool) ref.Val {
	a, b = a.part(), b.part()
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

// part is what is known of a missing sum, as the least it can be; the number
// itself where it is no such sum.
func (n *Num) part() *Num {
	if n.Floor == nil {
		return n
	}
	c := *n
	c.V, c.OrMore, c.Missing, c.Floor = *n.Floor, n.Missing[0], nil, nil
	return &c
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
