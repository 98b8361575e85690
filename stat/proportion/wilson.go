package proportion

import (
	"fmt"
	"math"
)

// Interval is a proportion with its confidence limits, all between 0 and 1.
type Interval struct {
	Estimate float64 `json:"estimate"`
	Lower    float64 `json:"lower"`
	Upper    float64 `json:"upper"`
}

// Error says which argument cannot be used, and why.
type Error struct {
	Argument string // "k", "n" or "level"
	Reason   string
}

func (e *Error) Error() string { return "proportion: " + e.Argument + ": " + e.Reason }

// Wilson is the proportion of k in n cases with its score interval at a level of
// confidence between 0 and 1; the level 0 stands for 0.95. No cases have no
// proportion, which is an *Error as a k outside of 0 to n is.
func Wilson(k, n int, level float64) (Interval, error) {
	if level == 0 {
		level = 0.95
	}
	switch {
	case n <= 0:
		return Interval{}, &Error{"n", fmt.Sprintf("a proportion of %d cases is not defined", n)}
	case k < 0 || k > n:
		return Interval{}, &Error{"k", fmt.Sprintf("%d is not between 0 and %d", k, n)}
	case !(level > 0 && level < 1):
		return Interval{}, &Error{"level", fmt.Sprintf("%v is not between 0 and 1", level)}
	}
	z := math.Sqrt2 * math.Erfinv(level)
	return Interval{
		Estimate: float64(k) / float64(n),
		Lower:    lower(float64(k), float64(n), z),
		Upper:    1 - lower(float64(n-k), float64(n), z),
	}, nil
}

// lower is the smaller root of n (p - k/n)² = z² p (1-p), taken from the larger one and
// the product of both, since their difference loses digits where k is small.
func lower(k, n, z float64) float64 {
	larger := k + z*z/2 + z*math.Sqrt(z*z/4+k*(1-k/n))
	return k / n * (k / larger)
}
