package trade

import (
	"math"
	"slices"
)

// deviation is a year whose value lies far from those around it.
type deviation struct {
	year         int
	value, usual float64
	z            float64
}

const (
	aroundYears = 8    // years on either side that say what is usual
	fewYears    = 6    // below this many nothing is called usual
	farZ        = 3.5  // the cut of Iglewicz and Hoaglin
	farApart    = 0.05 // and at least so many logarithmic points off
	leastSpread = 0.01 // no series is steadier than the rounding of its figures
)

// outOfLine finds the years whose value is far from the median of the years
// around: |z| > 3.5 with z = (x − median) / (1.4826 · MAD), the modified z-score,
// and at least five per cent apart. The year itself does not count among those
// around it.
//
// Source: Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers.
func outOfLine(byYear map[int]float64) []deviation {
	years := make([]int, 0, len(byYear))
	for y := range byYear {
		years = append(years, y)
	}
	slices.Sort(years)
	var out []deviation
	for _, y := range years {
		var around []float64
		for _, o := range years {
			if o != y && o >= y-aroundYears && o <= y+aroundYears {
				around = append(around, byYear[o])
			}
		}
		if len(around) < fewYears {
			continue
		}
		usual := median(around)
		for i, v := range around {
			around[i] = math.Abs(v - usual)
		}
		spread := max(1.4826*median(around), leastSpread)
		if z := (byYear[y] - usual) / spread; math.Abs(z) > farZ && math.Abs(byYear[y]-usual) > farApart {
			out = append(out, deviation{y, byYear[y], usual, z})
		}
	}
	return out
}

func median(vs []float64) float64 {
	sorted := slices.Sorted(slices.Values(vs))
	n := len(sorted)
	if n%2 == 1 {
		return sorted[n/2]
	}
	return (sorted[n/2-1] + sorted[n/2]) / 2
}
