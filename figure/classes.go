package figure

import (
	"dyad/stat/quantile"
	"math"
	"sort"
)

// classBreaks gives the inner limits of at most n classes of about equal count,
// each rounded to one significant digit so that a reader can keep it in mind.
func classBreaks(values []float64, n int) []float64 {
	var sorted []float64
	for _, v := range values {
		if finite(v) {
			sorted = append(sorted, v)
		}
	}
	sort.Float64s(sorted)
	if len(sorted) == 0 {
		return nil
	}
	var breaks []float64
	for k := 1; k < n; k++ {
		b := roundOne(quantile.Of(sorted, float64(k)/float64(n)))
		if b > sorted[0] && b <= sorted[len(sorted)-1] && (len(breaks) == 0 || b > breaks[len(breaks)-1]) {
			breaks = append(breaks, b)
		}
	}
	return breaks
}

// roundOne rounds to one significant digit.
func roundOne(v float64) float64 {
	if v == 0 {
		return 0
	}
	power := math.Floor(math.Log10(math.Abs(v)) + 1e-12)
	if power < 0 { // dividing keeps 0.3 exact, multiplying by 0.1 would not
		scale := math.Pow(10, -power)
		return math.Round(v*scale) / scale
	}
	scale := math.Pow(10, power)
	return math.Round(v/scale) * scale
}

// classOf is the class of a value: the number of limits at or below it.
func classOf(breaks []float64, v float64) int {
	return sort.Search(len(breaks), func(i int) bool { return breaks[i] > v })
}
