package figure

import (
	"math"
	"strconv"
	"strings"
)

// Scale chooses the divisor and the word in which values are best read:
// (1e9, "billion") when the largest is between 1e9 and 1e12. Values below a
// million keep (1, ""). Values that are not finite are passed over.
func Scale(values ...float64) (divisor float64, word string) {
	top := 0.0
	for _, v := range values {
		if finite(v) {
			top = math.Max(top, math.Abs(v))
		}
	}
	switch {
	case top >= 1e12:
		return 1e12, "trillion"
	case top >= 1e9:
		return 1e9, "billion"
	case top >= 1e6:
		return 1e6, "million"
	}
	return 1, ""
}

// DisplayUnit is Scale with the unit written out: ("USD", 2.3e10) gives 1e9 and
// "US$ billion". Ratios, shares and ranks ("%", "×", "") are never scaled.
func DisplayUnit(unit string, values ...float64) (divisor float64, text string) {
	switch unit {
	case "", "%", "×", "x", "share", "rank", "index", "ratio", "0–1":
		return 1, unit
	}
	divisor, word := Scale(values...)
	if unit == "USD" {
		unit = "US$"
	}
	return divisor, strings.TrimSpace(unit + " " + word)
}

// decimalsFor gives three significant digits to the largest value of a figure.
func decimalsFor(top float64) int {
	if top <= 0 || !finite(top) {
		return 0
	}
	return int(math.Max(0, math.Min(9, 2-math.Floor(math.Log10(top)+1e-9))))
}

// number writes v with a fixed count of decimals, thousands in groups of three,
// a true minus sign, and "+" before positive values when sign is set.
func number(v float64, decimals int, sign bool) string {
	if !finite(v) {
		return "no data"
	}
	if math.Abs(v) >= 1e15 {
		return magnitude(v) // three hundred digits help nobody
	}
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	var b strings.Builder
	zero := strings.Trim(text, "0.") == ""
	switch {
	case v < 0 && !zero:
		b.WriteString("−")
	case v > 0 && sign && !zero:
		b.WriteString("+")
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteByte('.')
		b.WriteString(fraction)
	}
	return b.String()
}

// magnitude writes numbers of very different size side by side: "0.02", "1,500",
// "3 million", "2e−7".
func magnitude(v float64) string {
	size := math.Abs(v)
	switch {
	case !finite(v):
		return "no data"
	case size != 0 && size < 1e-4, size >= 1e15:
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', 2, 64), "e")
		mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
		return strings.ReplaceAll(mantissa+"e"+strings.Replace(strings.TrimPrefix(exponent, "+"), "-0", "-", 1), "-", "−")
	case size >= 1e6:
		divisor, word := Scale(v)
		return magnitude(v/divisor) + " " + word
	}
	s := number(v, decimalsFor(size), false)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// period writes an X value: "2017", "2017-03" for months, "2.5" for durations.
func period(x, step float64) string {
	if math.Abs(x) >= 1e15 {
		return magnitude(x)
	}
	if x == math.Trunc(x) && step >= 1 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	if step > 0 && step < 1 && x > 1000 && x < 3000 {
		year := math.Floor(x + 1e-6)
		month := int(math.Round((x-year)*12)) + 1
		return strconv.Itoa(int(year)) + "-" + strconv.Itoa(100 + month)[1:]
	}
	return strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64)
}
