package measure

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Text writes a row's value as a reader meets it: "107.7 bn", "−1.9 %", "1st".
// A missing value is "missing".
func (r Row) Text() string {
	if r.Missing {
		return "missing"
	}
	return Format(r.Value, r.Unit)
}

// Format writes a value in its unit. US dollars are scaled to thousands (k),
// millions (m), billions (bn) or trillions (tn), with four digits at most.
func Format(v float64, unit string) string {
	switch unit {
	case "USD":
		return Dollars(v)
	case "%":
		return small(v) + " %"
	case "×":
		if math.Abs(v) >= 100 {
			return Plain(v, 0) + " ×"
		}
		return Plain(v, 2) + " ×"
	case "rank":
		return Ordinal(int(math.Round(v)))
	case "0–1":
		return Plain(v, 3)
	}
	return strconv.FormatFloat(v, 'g', 5, 64) + " " + unit
}

// WritesUnit says whether Format writes the unit behind the value, so that it
// need not stand beside it again. Dollars are scaled, and their name is not.
func WritesUnit(unit string) bool { return unit != "USD" && unit != "0–1" }

// small writes a number with one digit after the point, and one that would
// then read as nothing with its first two digits.
func small(v float64) string {
	switch a := math.Abs(v); {
	case a == 0:
	case a < 0.0001:
		return "<0.0001"
	case a < 0.05:
		return strings.Replace(strconv.FormatFloat(v, 'g', 2, 64), "-", "−", 1)
	}
	return Plain(v, 1)
}

// Dollars scales an amount: 95243800000 is "95.2 bn".
func Dollars(v float64) string {
	for _, s := range []struct {
		of   float64
		unit string
	}{{1e12, "tn"}, {1e9, "bn"}, {1e6, "m"}, {1e3, "k"}} {
		// The scale is chosen after rounding, so that 999.96 m is 1.0 bn.
		if math.Abs(v) >= s.of*0.99995 {
			digits := 1
			if s.of == 1e12 {
				digits = 2
			}
			return Plain(v/s.of, digits) + " " + s.unit
		}
	}
	return Plain(v, 0)
}

// Plain writes a number with a true minus sign and never "−0".
func Plain(v float64, digits int) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', digits, 64)
	if v < 0 && !isZero(s) {
		return "−" + s
	}
	return s
}

func isZero(s string) bool {
	for _, c := range s {
		if c != '0' && c != '.' {
			return false
		}
	}
	return true
}

// Ordinal writes 1st, 2nd, 3rd, 4th, 11th.
func Ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, suffix)
}
