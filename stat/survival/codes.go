package survival

import "slices"

// Codes numbers labels in their sorted order, for Data.Group, and returns the
// label of each number.
func Codes(labels []string) (codes []int, names []string) {
	number := map[string]int{}
	for _, l := range labels {
		if _, known := number[l]; !known {
			number[l] = 0
			names = append(names, l)
		}
	}
	slices.Sort(names)
	for i, name := range names {
		number[name] = i
	}
	codes = make([]int, len(labels))
	for i, l := range labels {
		codes[i] = number[l]
	}
	return codes, names
}
