package numeral

import (
	"math"
	"strconv"
	"strings"
)

// WithError writes an estimate and, in brackets, its error, both with the same
// decimals: those asked for, or as many as give the error two significant
// digits. Where that takes more than ten, both are in scientific notation.
func WithError(estimate, stdError float64, digits int) (text, errorText string) {
	const most = 10
	if stdError > 0 && !math.IsInf(stdError, 0) {
		leading, _ := strconv.Atoi(strings.SplitAfter(strconv.FormatFloat(stdError, 'e', 1, 64), "e")[1]) // as rounded
		digits = max(digits, 1-leading)
	}
	write := func(x float64) string {
		switch {
		case math.IsNaN(x) || math.IsInf(x, 0):
			return Missing
		case digits > most:
			return Minus(strconv.FormatFloat(x, 'e', 2, 64))
		}
		text := strconv.FormatFloat(x, 'f', digits, 64)
		if strings.Trim(text, "-0.") == "" {
			text = strings.TrimPrefix(text, "-") // a zero has no sign
		}
		return Minus(text)
	}
	return write(estimate), "(" + write(stdError) + ")"
}
