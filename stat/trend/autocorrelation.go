package trend

import (
	"cmp"
	"math"
	"slices"
)

// HamedRao is the Mann–Kendall test with the variance of Hamed and Rao (1998):
//
//	n/n* = 1 + 2/(n(n−1)(n−2)) Σ (n−k)(n−k−1)(n−k−2) r_k
//
// over all lags k whose autocorrelation r_k, in the ranks of the residuals from
// Sen's line, is beyond the two-sided 5 % bounds of white noise, ±1.96/√n. A
// factor of zero or less, which strongly alternating series have, is no variance:
// the test is then missing and says so. Values are taken as equally spaced; the
// slope takes all pairs, so that series beyond MaxPairs are refused.
func HamedRao(y []float64) (Test, error) {
	residuals, err := detrended(y)
	if err != nil {
		return Test{}, err
	}
	const twoSided5 = 1.959963984540054 // the normal distribution's 97.5 % point
	n := float64(len(y))
	bound := twoSided5 / math.Sqrt(n)
	sum := 0.0
	for lag, r := range autocorrelations(ranks(residuals), len(y)-1) {
		k := float64(lag + 1)
		if math.Abs(r) > bound {
			sum += (n - k) * (n - k - 1) * (n - k - 2) * r
		}
	}
	return withFactor(y, 1+2*sum/(n*(n-1)*(n-2))), nil
}

// YueWang is the Mann–Kendall test with the variance of Yue and Wang (2004) for a
// first-order process:
//
//	n/n* = 1 + 2 Σ (1 − k/n) r₁^k,  k = 1 … n−1
//
// where r₁ is the autocorrelation at lag one of the residuals from Sen's line.
// Values are taken as equally spaced, and series beyond MaxPairs refused.
func YueWang(y []float64) (Test, error) {
	residuals, err := detrended(y)
	if err != nil {
		return Test{}, err
	}
	r := autocorrelations(residuals, 1)[0]
	factor, power := 1.0, 1.0
	for k := 1; k < len(y); k++ {
		power *= r
		factor += 2 * (1 - float64(k)/float64(len(y))) * power
	}
	return withFactor(y, factor), nil
}

func withFactor(y []float64, factor float64) Test {
	if factor > 0 {
		return corrected(y, factor)
	}
	t := corrected(y, 1)
	t.Z, t.P, t.Variance, t.Factor = 0, 1, 0, factor
	t.Missing = "the autocorrelation leaves S no positive variance"
	return t
}

// detrended is what Sen's line leaves of the values.
func detrended(y []float64) ([]float64, error) {
	slope, err := SenSlope(nil, y, 0.95)
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(y))
	for i, v := range y {
		out[i] = v - slope.Slope*float64(i+1)
	}
	return out, nil
}

// autocorrelations of lags 1 … last about the mean of the whole series, every
// sum over n as usual. A series without variation has none: zeros.
func autocorrelations(y []float64, last int) []float64 {
	mean := 0.0
	for _, v := range y {
		mean += v / float64(len(y))
	}
	out := make([]float64, last)
	whole, size := 0.0, 0.0
	for _, v := range y {
		whole += (v - mean) * (v - mean)
		size = max(size, math.Abs(v))
	}
	if noise := 1e-13 * size; whole <= float64(len(y))*noise*noise {
		return out
	}
	for lag := 1; lag <= last; lag++ {
		sum := 0.0
		for i := lag; i < len(y); i++ {
			sum += (y[i] - mean) * (y[i-lag] - mean)
		}
		out[lag-1] = sum / whole
	}
	return out
}

// ranks from one, equal values sharing the mean of theirs.
func ranks(y []float64) []float64 {
	order := make([]int, len(y))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(y[a], y[b]) })
	out := make([]float64, len(y))
	for i := 0; i < len(order); {
		j := i + 1
		for j < len(order) && y[order[j]] == y[order[i]] {
			j++
		}
		for _, at := range order[i:j] {
			out[at] = float64(i+j+1) / 2
		}
		i = j
	}
	return out
}
