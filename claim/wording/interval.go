package wording

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Interval is a set of values between exact ends. A nil end is open to
// infinity; LoOpen and HiOpen leave the end itself out.
type Interval struct {
	Lo, Hi         *big.Rat
	LoOpen, HiOpen bool
}

// Contains says whether the value lies in the interval.
func (iv Interval) Contains(v *big.Rat) bool {
	if iv.Lo != nil {
		if c := v.Cmp(iv.Lo); c < 0 || c == 0 && iv.LoOpen {
			return false
		}
	}
	if iv.Hi != nil {
		if c := v.Cmp(iv.Hi); c > 0 || c == 0 && iv.HiOpen {
			return false
		}
	}
	return true
}

// Below says whether the whole interval lies below the value.
func (iv Interval) Below(v *big.Rat) bool {
	if iv.Hi == nil {
		return false
	}
	c := iv.Hi.Cmp(v)
	return c < 0 || c == 0 && iv.HiOpen
}

// Margin is how far the value would have to move, in per cent of itself, to
// cross the nearest end of the interval; infinite where there is no end.
func (iv Interval) Margin(v float64) float64 {
	best := math.Inf(1)
	for _, end := range []*big.Rat{iv.Lo, iv.Hi} {
		if end == nil {
			continue
		}
		e, _ := end.Float64()
		best = math.Min(best, Distance(v, e))
	}
	return best
}

// Distance is |edge − v| in per cent of |v|.
func Distance(v, edge float64) float64 {
	switch {
	case v == edge:
		return 0
	case v == 0:
		return math.Inf(1)
	}
	return 100 * math.Abs(edge-v) / math.Abs(v)
}

// above is the part of the interval above a value, below the part below it.
func (iv Interval) above(v *big.Rat) Interval {
	if iv.Lo == nil || iv.Lo.Cmp(v) <= 0 {
		iv.Lo, iv.LoOpen = v, true
	}
	return iv
}

func (iv Interval) below(v *big.Rat) Interval {
	if iv.Hi == nil || iv.Hi.Cmp(v) >= 0 {
		iv.Hi, iv.HiOpen = v, true
	}
	return iv
}

// towards is the part of the interval on one side of zero.
func (iv Interval) towards(direction int) Interval {
	if direction > 0 {
		return iv.above(new(big.Rat))
	}
	return iv.below(new(big.Rat))
}

// negate mirrors the interval at zero.
func (iv Interval) negate() Interval {
	out := Interval{LoOpen: iv.HiOpen, HiOpen: iv.LoOpen}
	if iv.Hi != nil {
		out.Lo = new(big.Rat).Neg(iv.Hi)
	}
	if iv.Lo != nil {
		out.Hi = new(big.Rat).Neg(iv.Lo)
	}
	return out
}

// hull is the smallest interval that holds both; both have two ends.
func hull(a, b Interval) Interval {
	out := a
	if c := b.Lo.Cmp(a.Lo); c < 0 || c == 0 && a.LoOpen {
		out.Lo, out.LoOpen = b.Lo, b.LoOpen
	}
	if c := b.Hi.Cmp(a.Hi); c > 0 || c == 0 && a.HiOpen {
		out.Hi, out.HiOpen = b.Hi, b.HiOpen
	}
	return out
}

// text prints the interval in the units of print: "[95.25, 95.35) bn".
func (iv Interval) text(scale *big.Rat, suffix string) string {
	show := func(r *big.Rat) string { return printRat(new(big.Rat).Quo(r, scale)) }
	switch {
	case iv.Lo == nil && iv.Hi == nil:
		return "any value"
	case iv.Hi == nil && iv.LoOpen:
		return "> " + show(iv.Lo) + suffix
	case iv.Hi == nil:
		return "≥ " + show(iv.Lo) + suffix
	case iv.Lo == nil && iv.HiOpen:
		return "< " + show(iv.Hi) + suffix
	case iv.Lo == nil:
		return "≤ " + show(iv.Hi) + suffix
	}
	open, shut := "[", "]"
	if iv.LoOpen {
		open = "("
	}
	if iv.HiOpen {
		shut = ")"
	}
	return open + show(iv.Lo) + ", " + show(iv.Hi) + shut + suffix
}

func printRat(r *big.Rat) string {
	s := r.FloatString(12)
	s = strings.TrimRight(s, "0")
	s = strings.TrimSuffix(s, ".")
	if s == "-0" {
		s = "0"
	}
	return strings.Replace(s, "-", "−", 1)
}

// Decimal turns a measured number into the decimal it stands for: twelve
// significant digits, so that 0.1+0.2 is 0.3 and 84.07/69.6 does not fall off
// an edge by a bit. The second result is false for NaN and infinities.
func Decimal(v float64) (*big.Rat, bool) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil, false
	}
	return new(big.Rat).SetString(strconv.FormatFloat(v, 'e', 11, 64))
}
