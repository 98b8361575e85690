package trend

import "math"

// Test is the outcome of a Mann–Kendall test.
type Test struct {
	N int
	// S is the number of pairs that rise less the number that fall.
	S int64
	// Tau is S over the number of pairs, from −1 to 1 (Kendall's tau-a).
	Tau float64
	// Variance is that of S without a trend, ties taken into account, times Factor.
	Variance float64
	// Factor is n/n*, by which autocorrelation multiplies the variance; 1 in the
	// plain test.
	Factor float64
	// Z is the statistic with the correction for continuity, P its two-sided
	// probability without a trend.
	Z, P float64
	// Missing says why there is neither Z nor P, which are then zero and one; empty
	// otherwise.
	Missing string
}

// MannKendall tests the values, in the order of time, for a monotone trend. It
// errs with ErrTooShort and ErrNotFinite.
func MannKendall(y []float64) (Test, error) {
	if err := check(y); err != nil {
		return Test{}, err
	}
	return corrected(y, 1), nil
}

// corrected is the test with the variance multiplied by the factor.
func corrected(y []float64, factor float64) Test {
	s, ties := score(y)
	n := float64(len(y))
	return outcome(len(y), s, n*(n-1)/2, variance(len(y), ties), factor)
}

func outcome(n int, s int64, pairs, variance, factor float64) Test {
	t := Test{N: n, S: s, Tau: float64(s) / pairs, Variance: variance * factor, Factor: factor, P: 1}
	if s == 0 || t.Variance <= 0 {
		return t
	}
	distance := math.Abs(float64(s)) - 1
	t.Z = math.Copysign(distance/math.Sqrt(t.Variance), float64(s))
	t.P = math.Erfc(math.Abs(t.Z) / math.Sqrt2)
	return t
}
