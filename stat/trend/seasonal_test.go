package trend

import (
	"errors"
	"math"
	"testing"
)

// Oracle: pymannkendall 1.4.3's seasonal_test on fifty rounded months of a
// sine with a drift: S = 71, Var S = 113, z = 6.58504607868518, τ = 71/80.
func TestSeasonal(t *testing.T) {
	y := []float64{-1, 4, 9, 11, 10, 6, 0, -5, -7, -7, -7, -5, 1, 9, 11, 11, 11, 6, 2, -3, -6, -6, -5, -2,
		4, 10, 11, 14, 12, 9, 3, 0, -4, -5, -5, 0, 4, 9, 15, 15, 16, 12, 4, 2, -3, -3, -2, 0, 7, 12}
	got, err := Seasonal(y, 12)
	if err != nil {
		t.Fatal(err)
	}
	if got.S != 71 || math.Abs(got.Variance-113) > 1e-9 || math.Abs(got.Z-6.58504607868518) > 1e-12 ||
		math.Abs(got.P-4.547451304404149e-11) > 1e-16 || math.Abs(got.Tau-0.8875) > 1e-15 {
		t.Errorf("%+v", got)
	}
	if _, err := Seasonal(y, 1); !errors.Is(err, ErrPeriod) {
		t.Error(err)
	}
	if _, err := Seasonal(y[:35], 12); !errors.Is(err, ErrTooShort) {
		t.Error(err)
	}
}
