package trend

import (
	"fmt"
	"math"
	"slices"
)

// Slope is Sen's slope with its interval, in units of the values per unit of time.
type Slope struct {
	// Slope is the median of the slopes of all pairs; Intercept the median of
	// y − Slope·t.
	Slope, Intercept float64
	// Lower and Upper bound the slope at the level asked for.
	Lower, Upper float64
}

// MaxPairs bounds the length of a series whose pairs are listed (100 MB of
// slopes).
const MaxPairs = 5000

// SenSlope is the median slope of all pairs (Sen 1968) and its interval at the
// level, 0.95 say: the slopes whose ranks lie z·√Var(S)/2 either side of the
// middle, rounded to whole ranks, half to even; an interval wider than the list has the
// list's ends. t are the times, strictly rising, or nil for 1, 2, …. It takes n²/2
// numbers of memory and refuses more than MaxPairs values (ErrTooLong).
func SenSlope(t, y []float64, level float64) (Slope, error) {
	if err := checkTimes(t, y, level); err != nil {
		return Slope{}, err
	}
	n := len(y)
	time := func(i int) float64 {
		if t == nil {
			return float64(i + 1)
		}
		return t[i]
	}
	slopes := make([]float64, 0, n*(n-1)/2)
	for i := range y {
		for j := i + 1; j < n; j++ {
			slope := (y[j] - y[i]) / (time(j) - time(i))
			if math.IsInf(slope, 0) {
				return Slope{}, &Error{ErrNotFinite, fmt.Sprintf("the slope from value %d to value %d overflows", i+1, j+1), j}
			}
			slopes = append(slopes, slope)
		}
	}
	slices.Sort(slopes)
	_, ties := score(y)
	z := math.Sqrt2 * math.Erfinv(level)
	half := z * math.Sqrt(variance(n, ties)) / 2
	middle := float64(len(slopes)) / 2
	lower := int(max(math.RoundToEven(middle-half), 1)) // ranks from one
	upper := int(min(math.RoundToEven(middle+half)+1, float64(len(slopes))))
	out := Slope{Slope: median(slopes), Lower: slopes[lower-1], Upper: slopes[upper-1]}
	rest := make([]float64, n)
	for i, v := range y {
		rest[i] = v - out.Slope*time(i)
	}
	slices.Sort(rest)
	out.Intercept = median(rest)
	return out, nil
}

func checkTimes(t, y []float64, level float64) error {
	if err := check(y); err != nil {
		return err
	}
	if len(y) > MaxPairs {
		return &Error{ErrTooLong, fmt.Sprintf("%d, at most %d", len(y), MaxPairs), -1}
	}
	if !(level > 0 && level < 1) {
		return &Error{ErrLevel, fmt.Sprintf("%g", level), -1}
	}
	if t == nil {
		return nil
	}
	if len(t) != len(y) {
		return &Error{ErrTimes, fmt.Sprintf("%d times for %d values", len(t), len(y)), -1}
	}
	for i, v := range t {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return &Error{ErrNotFinite, fmt.Sprintf("time %d is %g", i+1, v), i}
		}
		if i > 0 && v <= t[i-1] {
			return &Error{ErrTimes, fmt.Sprintf("time %d is %g, after %g", i+1, v, t[i-1]), i}
		}
	}
	return nil
}

// median of sorted values.
func median(sorted []float64) float64 {
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return sorted[half-1] + (sorted[half]-sorted[half-1])/2
}
