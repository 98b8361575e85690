package ppml

import "math"

// The sizes that can be computed with: squares, and products with the outcome,
// must stay well within the range of floating-point numbers.
const (
	largestOutcome   = 1e280 // Poisson, weight included; the smallest is its inverse
	largestSquared   = 1e140 // of what is squared: a Gaussian outcome, a regressor
	largestCurvature = 1e290 // outcome times a regressor's square
	largestOffset    = 600   // Poisson
)

// checkMagnitude refuses columns that are out of range as a whole. Single values
// may be as small as they like.
func (f *fitter) checkMagnitude() error {
	outcome := f.largestOutcome()
	limit := largestOutcome
	if f.family == Gaussian {
		limit = largestSquared
	}
	if outcome > 0 && !within(outcome, limit) || math.IsNaN(outcome) {
		return fault("outcome", "another unit", "too large or too small to compute with: the largest value, times its weight, is %g", outcome)
	}
	for i, o := range f.offset {
		if f.family == Poisson && math.Abs(o) > largestOffset && f.weight(i) > 0 {
			return fault("offset", "take a constant off it, which the constant or the effects make up for",
				"too large to compute with: the exponential of %g", o)
		}
	}
	for c, name := range f.names {
		reach := math.Abs(f.shift[c]+f.moved[c]) + f.reach[c]
		if reach == 0 || name == InterceptName {
			continue
		}
		if !within(reach, largestSquared) || f.reach[c] > 0 && outcome > 0 && !within(outcome*f.reach[c]*f.reach[c], largestCurvature) {
			return fault("regressor "+name, "another unit", "too large or too small to compute with: values as large as %g, with an outcome as large as %g", reach, outcome)
		}
	}
	return nil
}

func within(size, limit float64) bool { return size <= limit && size >= 1/limit }

// largestOutcome is the largest outcome, times its weight.
func (f *fitter) largestOutcome() float64 {
	largest := 0.0
	for i, y := range f.y {
		largest = max(largest, f.weight(i)*math.Abs(y))
	}
	return largest
}

// unit is a power of two of the outcome's size: scores measured in it can be
// squared, and to divide by it is exact.
func (f *fitter) unit() float64 {
	if largest := f.largestOutcome(); f.family == Poisson && largest > 0 {
		return math.Ldexp(1, math.Ilogb(largest))
	}
	return 1
}
