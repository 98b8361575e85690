package eval

import (
	"dyad/internal/numeral"
	"math"
	"strconv"
	"strings"
)

// printed is the number in the unit it is shown in: a percentage in per cent.
func printed(n *Num) (float64, string) {
	if n.Unit == percentUnit {
		return tidy(n.V * 100), percentUnit
	}
	return tidy(n.V), n.Unit
}

// tidy takes away what binary fractions leave behind the twelfth digit.
func tidy(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return v
	}
	t, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 11, 64), 64)
	if err != nil {
		return v
	}
	return t
}

// Show prints a number with its unit as people write it: 95.29 bn USD, 20.8 %,
// 9.05.
func Show(n *Num) string {
	if len(n.Missing) > 0 {
		return "missing"
	}
	v, unit := printed(n)
	var s string
	switch {
	case unit == yearUnit || unit == rankUnit:
		s = strconv.FormatFloat(v, 'f', -1, 64)
		if unit == rankUnit {
			return "rank " + s
		}
		return s
	case unit == percentUnit:
		s = digits(v) + " %"
	case math.Abs(v) >= 1e12:
		s = digits(v/1e12) + " trn"
	case math.Abs(v) >= 1e9:
		s = digits(v/1e9) + " bn"
	case math.Abs(v) >= 1e6:
		s = digits(v/1e6) + " mn"
	default:
		s = digits(v)
	}
	if unit != plainUnit && unit != percentUnit {
		s += " " + unit
	}
	if n.OrMore != "" {
		s = "at least " + s
	}
	return strings.Replace(s, "-", "−", 1)
}

// digits prints four significant digits, and no fewer than the whole part has.
func digits(v float64) string {
	a := math.Abs(v)
	switch {
	case a == 0:
		return "0"
	case a == math.Trunc(a) && a < 1e5:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case a >= 1000:
		return numeral.Grouped(strconv.FormatFloat(v, 'f', 0, 64))
	case a >= 100:
		return strconv.FormatFloat(v, 'f', 1, 64)
	case a >= 1:
		return strconv.FormatFloat(v, 'f', 2, 64)
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}
