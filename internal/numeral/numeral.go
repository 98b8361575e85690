// Package numeral writes numbers for people and for programs: thousands apart,
// the minus sign and not the hyphen, no zero for what is not zero, and nothing
// for what is missing.
package numeral

import (
	"math"
	"strconv"
	"strings"
)

// Missing is what people read where there is no number.
const Missing = "–"

// Decimal writes x with the digits asked for, and small numbers with three
// significant ones, so that nothing that is not zero reads as zero. A number
// that is missing or infinite is Missing.
func Decimal(x float64, digits int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Missing
	}
	if x != 0 && math.Abs(x) < 0.5*math.Pow(10, -float64(digits)+1) {
		return Minus(strconv.FormatFloat(x, 'g', 3, 64))
	}
	return Minus(strconv.FormatFloat(x, 'f', digits, 64))
}

// Minus writes a number with the sign, not the hyphen.
func Minus(number string) string { return strings.ReplaceAll(number, "-", "−") }

// Thousands writes 1234567 as 1,234,567.
func Thousands[T ~int | ~int32 | ~int64](n T) string { return Grouped(strconv.FormatInt(int64(n), 10)) }

// Grouped sets the thousands of a number's text apart, decimals left as they are.
func Grouped(number string) string {
	whole, rest := number, ""
	if at := strings.IndexByte(number, '.'); at >= 0 {
		whole, rest = number[:at], number[at:]
	}
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + rest
}

// Plural chooses the form of a word.
func Plural[T ~int | ~int64](n T, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Exact is a number in full precision for programs, empty where it is missing or
// infinite.
func Exact(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// JSON is nil, JSON's null, for a number that JSON cannot hold.
func JSON(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
