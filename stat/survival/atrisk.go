package survival

import (
	"fmt"
	"math"
	"sort"
)

// AtRisk counts, for each group and each of the times, the subjects with entry <
// time <= exit: the row of numbers under a drawn curve. Times ascend.
func AtRisk(d Data, times []float64) ([][]int, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	for i, t := range times {
		if math.IsNaN(t) || i > 0 && t < times[i-1] {
			return nil, &Error{"times", i, t, fmt.Sprintf("times must ascend; the one before is %v", times[max(i-1, 0)])}
		}
	}
	counts := make([][]int, d.groups())
	for g := range counts {
		counts[g] = make([]int, len(times)+1)
	}
	for i, exit := range d.Exit {
		count := counts[0]
		if d.Group != nil {
			count = counts[d.Group[i]]
		}
		from := 0
		if d.Entry != nil {
			from = sort.Search(len(times), func(j int) bool { return times[j] > d.Entry[i] })
		}
		// Changes at the ends of each stay; they are summed up below.
		count[from]++
		count[sort.Search(len(times), func(j int) bool { return times[j] > exit })]--
	}
	for g, count := range counts {
		for j := 1; j < len(times); j++ {
			count[j] += count[j-1]
		}
		counts[g] = count[:len(times)]
	}
	return counts, nil
}
