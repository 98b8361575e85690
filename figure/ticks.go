package figure

import "math"

// axis maps values to pixels.
type axis struct {
	low, high float64 // values
	from, to  float64 // pixels at low and high
	log       bool
}

func (a axis) at(v float64) float64 {
	low, high := a.low, a.high
	if a.log {
		v, low, high = math.Log10(v), math.Log10(low), math.Log10(high)
	}
	if high == low {
		return (a.from + a.to) / 2
	}
	return a.from + (v-low)/(high-low)*(a.to-a.from)
}

// ticks gives about n round values (steps of 1, 2, 5 × a power of ten) within
// [low, high], and the decimals needed to write them.
func ticks(low, high float64, n int) (values []float64, decimals int) {
	if !finite(low) || !finite(high) || high <= low || n < 1 {
		return nil, 0
	}
	raw := (high - low) / float64(n)
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	step := 10 * power
	for _, m := range []float64{1, 2, 5} {
		if raw <= m*power*1.06 {
			step = m * power
			break
		}
	}
	if step <= 0 || !finite(step) || (high-low)/step > 1000 {
		return nil, 0
	}
	decimals = int(math.Max(0, math.Min(12, -math.Floor(math.Log10(step)+1e-9))))
	first, last := math.Ceil(low/step-1e-9), math.Floor(high/step+1e-9)
	for i := first; i <= last; i++ {
		v := i * step
		if v == 0 {
			v = 0 // not −0
		}
		values = append(values, v)
	}
	return values, decimals
}

// yearTicks gives whole years within [low, high], at most n of them, at steps
// of 1, 2, 5, 10, 20, 50 … years.
func yearTicks(low, high float64, n int) []float64 {
	if n < 1 {
		n = 1
	}
	first, last := math.Ceil(low-1e-9), math.Floor(high+1e-9)
	for _, step := range []float64{1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000} {
		var out []float64
		for y := math.Ceil(first/step) * step; y <= last; y += step {
			out = append(out, y)
			if len(out) > n {
				break
			}
		}
		if len(out) > 0 && len(out) <= n {
			return out
		}
	}
	if first <= last {
		return []float64{first}
	}
	return nil
}

// span gives the smallest and the largest of the finite values.
func span(values []float64) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if finite(v) {
			low, high, ok = math.Min(low, v), math.Max(high, v), true
		}
	}
	return low, high, ok
}

// valueDomain is the vertical range for values that are read against zero.
func valueDomain(values []float64) (low, high float64) {
	low, high, ok := span(values)
	if !ok {
		return 0, 1
	}
	low, high = math.Min(low, 0), math.Max(high, 0)
	if low == high {
		return 0, 1
	}
	room := (high - low) * 0.04
	if low < 0 {
		low -= room
	}
	if high > 0 {
		high += room
	}
	return low, high
}
