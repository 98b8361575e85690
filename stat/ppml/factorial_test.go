package ppml

import (
	"math"
	"testing"
)

// The oracle is math.Lgamma.
func TestLogFactorial(t *testing.T) {
	for _, y := range []float64{1e-300, 1e-9, 0.1, 0.5, 1, 1.5, 2, 3, 7.999, 8, 8.5, 9, 9.001, 12, 39, 40, 41.5, 1e3, 1e6, 1e12, 1e300} {
		want, _ := math.Lgamma(y + 1)
		if got := logFactorial(y, math.Log(y)); !(math.Abs(got-want) <= 4e-15*(1+math.Abs(want))) {
			t.Errorf("ln(%g!) is %g, want %g", y, got, want)
		}
	}
}
