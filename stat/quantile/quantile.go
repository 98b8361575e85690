// Package quantile has quantiles of samples by one definition, so that two
// figures of the same numbers cannot differ.
package quantile

// Of is the quantile p, in [0, 1], of ascending values: linear between order
// statistics, type 7 of Hyndman and Fan (1996, The American Statistician 50(4)),
// the default of R and NumPy. It panics without values.
func Of(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	low := int(at) // at is not negative
	if low+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[low] + (at-float64(low))*(sorted[low+1]-sorted[low])
}
