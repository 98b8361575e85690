package formula

import (
	"cmp"
	"strconv"
	"strings"
)

// decimal is a number as written, with all its digits: ±0.digits × 10^exponent.
// Zero has no digits.
type decimal struct {
	negative bool
	digits   string // neither beginning nor ending with 0
	exponent int
}

// parseDecimal reads a number of any length; ok is false for what is none.
func parseDecimal(s string) (d decimal, ok bool) {
	s = strings.TrimSpace(s)
	if s != "" && (s[0] == '-' || s[0] == '+') {
		d.negative = s[0] == '-'
		s = s[1:]
	}
	if at := strings.IndexAny(s, "eE"); at >= 0 {
		power, err := strconv.Atoi(s[at+1:])
		if err != nil || power > 1<<20 || power < -1<<20 {
			return decimal{}, false
		}
		d.exponent, s = power, s[:at]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	digits := whole + fraction
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return decimal{}, false
	}
	d.exponent += len(whole)
	d.digits = strings.TrimLeft(digits, "0")
	d.exponent -= len(digits) - len(d.digits)
	if d.digits = strings.TrimRight(d.digits, "0"); d.digits == "" {
		return decimal{}, true
	}
	return d, true
}

// compare is -1, 0 or 1 as d is less than, equal to or greater than e.
func (d decimal) compare(e decimal) int {
	switch {
	case d.sign() != e.sign():
		return cmp.Compare(d.sign(), e.sign())
	case d.digits == "":
		return 0
	}
	size := cmp.Compare(d.exponent, e.exponent)
	if size == 0 {
		size = strings.Compare(d.digits, e.digits) // without zeros at the end, the shorter one is less
	}
	return size * d.sign()
}

func (d decimal) sign() int {
	switch {
	case d.digits == "":
		return 0
	case d.negative:
		return -1
	}
	return 1
}

// SameNumber tells whether two texts are one number, to the last digit; ok is
// false where either is none.
func SameNumber(a, b string) (same, ok bool) {
	x, one := parseDecimal(a)
	y, two := parseDecimal(b)
	return one && two && x.compare(y) == 0, one && two
}

// CompareNumbers orders two texts that are numbers to the last digit; others are
// as they come.
func CompareNumbers(a, b string) int {
	x, one := parseDecimal(a)
	y, two := parseDecimal(b)
	if !one || !two {
		return 0
	}
	return x.compare(y)
}
