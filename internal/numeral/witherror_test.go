package numeral

import (
	"math"
	"testing"
)

// An estimate and its error have the same decimals; the oracle is rounding by hand.
func TestWithError(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		estimate, stdError float64
		digits             int
		want               string
	}{
		{-0.75, 0.04, 4, "−0.7500 (0.0400)"},
		{-0.0007, 0.000476, 4, "−0.00070 (0.00048)"},
		{-1.35e-05, 0.00022, 4, "−0.00001 (0.00022)"},
		{0.00001234, 0.04, 4, "0.0000 (0.0400)"},
		{-0.00001234, 0.04, 4, "0.0000 (0.0400)"}, // no sign before a zero
		{0.5, 0.000999, 4, "0.5000 (0.0010)"},
		{0.5, 0.000994, 4, "0.50000 (0.00099)"},
		{1234.5678, 0.0000031, 4, "1234.5678000 (0.0000031)"},
		{2.5e-13, 1.25e-14, 4, "2.50e−13 (1.25e−14)"},
		{12, 3, 2, "12.00 (3.00)"},
		{0.12, 0.034, 1, "0.120 (0.034)"},
		{1, 0, 4, "1.0000 (0.0000)"},
		{1, nan, 4, "1.0000 (–)"},
		{nan, nan, 4, "– (–)"},
	} {
		a, b := WithError(c.estimate, c.stdError, c.digits)
		if got := a + " " + b; got != c.want {
			t.Errorf("%g (%g), %d decimals: %s, want %s", c.estimate, c.stdError, c.digits, got, c.want)
		}
	}
}
