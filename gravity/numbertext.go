package gravity

import (
	"math"
	"strconv"
	"strings"
)

// decimal writes x with the digits asked for, and small numbers with three
// significant ones, so that nothing that is not zero reads as zero.
func decimal(x float64, digits int) string {
	if math.IsNaN(x) {
		return "–"
	}
	if x != 0 && math.Abs(x) < 0.5*math.Pow(10, -float64(digits)+1) {
		return minus(strconv.FormatFloat(x, 'g', 3, 64))
	}
	return minus(strconv.FormatFloat(x, 'f', digits, 64))
}

// estimateAndError writes an estimate and, in brackets, its error, both with the same
// decimals: those asked for, or as many as give the error two significant
// digits. Where that takes more than ten, both are in scientific notation.
func estimateAndError(c Coefficient, digits int) (estimate, stdError string) {
	const most = 10
	if c.StdError > 0 && !math.IsInf(c.StdError, 0) {
		leading, _ := strconv.Atoi(strings.SplitAfter(strconv.FormatFloat(c.StdError, 'e', 1, 64), "e")[1]) // as rounded
		digits = max(digits, 1-leading)
	}
	if digits > most {
		scientific := func(x float64) string { return minus(strconv.FormatFloat(x, 'e', 2, 64)) }
		return scientific(c.Estimate), "(" + scientific(c.StdError) + ")"
	}
	fixed := func(x float64) string {
		if math.IsNaN(x) {
			return "–"
		}
		text := strconv.FormatFloat(x, 'f', digits, 64)
		if strings.Trim(text, "-0.") == "" {
			text = strings.TrimPrefix(text, "-") // a zero has no sign
		}
		return minus(text)
	}
	return fixed(c.Estimate), "(" + fixed(c.StdError) + ")"
}

// minus writes a number with the sign, not the hyphen.
func minus(number string) string { return strings.ReplaceAll(number, "-", "−") }

// thousands writes 1234567 as 1,234,567.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
