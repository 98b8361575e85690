package kernel

import (
	"math"
	"testing"
)

// The oracle is math.Exp.
func TestExp(t *testing.T) { everyForm(t, testExp) }

func testExp(t *testing.T) {
	x := []float64{0, 1, -1, 0.34657359027997264, -0.3465735902799727, 700, -700, 708.9}
	for i := range 4001 {
		x = append(x, float64(i-2000)*0.35)
	}
	for i := range 1000 {
		x = append(x, float64(i-500)*1e-3)
	}
	y := make([]float64, len(x))
	Exp(y, x)
	for i, v := range x {
		want := math.Exp(v)
		if v >= -708 && v <= 709 && math.Abs(y[i]-want) > 4e-16*want {
			t.Errorf("exp(%g) is %g, want %g", v, y[i], want)
		}
	}
	if y[8+0] > 1e-300 || y[8+4000] < 1e300 { // -700 and 700
		t.Errorf("ends: %g and %g", y[8], y[4008])
	}
}

// The oracle is math.Log.
func TestLog(t *testing.T) { everyForm(t, testLog) }

func testLog(t *testing.T) {
	x := []float64{1, 2, 0.5, math.Sqrt2, math.Nextafter(math.Sqrt2, 2), 1 / math.Sqrt2, 0, -1, 0x1p-1022, 0x1p-1074, 3e-310, math.MaxFloat64, math.Inf(1),
		math.Nextafter(1, 0), math.Nextafter(1, 2), 1e-300, 1e300}
	for i := range 4003 {
		x = append(x, math.Exp(float64(i-2000)*0.35), 1+float64(i-2000)*1e-4)
	}
	y := make([]float64, len(x))
	Log(y, x)
	for i, v := range x {
		want := 0.0
		if v > 0 {
			want = math.Log(v)
		}
		if y[i] != want && !(math.Abs(y[i]-want) <= 4e-16*math.Abs(want)) {
			t.Errorf("log(%g) is %g, want %g", v, y[i], want)
		}
	}
}
