package ppml

import (
	"math"
	"testing"
)

// The oracle is math.Lgamma.
func TestLogFactorial(t *testing.T) {
	y := []float64{0, 1e-300, 1e-9, 0.1, 0.5, 1, 1.5, 2, 3, 7.999, 8, 8.5, 9, 9.001, 12, 39, 40, 41.5, 1e3, 1e6, 1e12, 1e300}
	got := new(space).factorials(y)
	for i, v := range y {
		want, _ := math.Lgamma(v + 1)
		if !(math.Abs(got[i]-want) <= 8e-15*(1+math.Abs(want))) {
			t.Errorf("ln(%g!) is %g, want %g", v, got[i], want)
		}
	}
}
