package trend

import "slices"

// score is Mann's S: the pairs that rise less the pairs that fall. What falls is
// counted while a copy is sorted by merging; equal pairs are counted in the
// sorted copy, whose groups of equal values are returned as their sizes.
func score(y []float64) (s int64, ties []int64) {
	n := int64(len(y))
	sorted := slices.Clone(y)
	falls := mergeSort(sorted, make([]float64, len(y)))
	equal := int64(0)
	for i := 0; i < len(sorted); {
		j := i + 1
		for j < len(sorted) && sorted[j] == sorted[i] {
			j++
		}
		if t := int64(j - i); t > 1 {
			ties = append(ties, t)
			equal += t * (t - 1) / 2
		}
		i = j
	}
	return n*(n-1)/2 - equal - 2*falls, ties
}

// mergeSort sorts v and returns how many pairs stood in falling order.
func mergeSort(v, spare []float64) (falls int64) {
	if len(v) <= 16 {
		for i := 1; i < len(v); i++ {
			x, j := v[i], i
			for ; j > 0 && v[j-1] > x; j-- {
				v[j] = v[j-1]
			}
			v[j] = x
			falls += int64(i - j)
		}
		return falls
	}
	half := len(v) / 2
	falls = mergeSort(v[:half], spare[:half]) + mergeSort(v[half:], spare[half:])
	copy(spare, v)
	left, right := spare[:half], spare[half:]
	i, j := 0, 0
	for k := range v {
		if j == len(right) || i < len(left) && left[i] <= right[j] {
			v[k] = left[i]
			i++
			continue
		}
		v[k] = right[j]
		j++
		falls += int64(len(left) - i)
	}
	return falls
}

// variance of S without a trend, less what ties take from it.
func variance(n int, ties []int64) float64 {
	term := func(t float64) float64 { return t * (t - 1) * (2*t + 5) }
	v := term(float64(n))
	for _, t := range ties {
		v -= term(float64(t))
	}
	return v / 18
}
