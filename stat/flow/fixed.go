package flow

import "math"

// grid is the fixed-point unit that numbers are counted in: value = integer / scale.
type grid struct {
	scale float64
	// exact says that every number is a whole number of units, as decimals are meant: 0.1 is
	// one tenth and not the float64 next to it.
	exact bool
}

// finest is one over the finest decimal unit that is tried.
const finest = 1e12

// wholeFloats is the range in which every integer is a float64.
const wholeFloats = 1 << 53

// newGrid is the coarsest decimal unit of which all values are multiples, or where there
// is none in which `largest` is at most `most`, the finest power of two in which it is: then
// values are rounded where they must. Values above `largest` are not looked at.
func newGrid(largest, most float64, columns ...[]float64) grid {
	scale := 1.0
	for _, values := range columns {
		for _, v := range values {
			for math.Abs(v) <= largest && !isMultiple(v, scale) {
				if scale *= 10; scale > finest {
					return binaryGrid(largest, most, columns)
				}
			}
		}
	}
	if largest > most/scale {
		return binaryGrid(largest, most, columns)
	}
	return grid{scale, true}
}

// isMultiple says whether v is the float64 nearest to a whole number of units.
func isMultiple(v, scale float64) bool {
	if v == math.Trunc(v) {
		return true
	}
	r := math.Round(v * scale)
	return math.Abs(r) <= wholeFloats && r/scale == v
}

func binaryGrid(largest, most float64, columns [][]float64) grid {
	_, e := math.Frexp(most / max(largest, 1e-300))
	g := grid{math.Ldexp(1, min(e-1, 1000)), true}
	for _, values := range columns {
		for _, v := range values {
			if x := v * g.scale; math.Abs(v) <= largest && x != math.Trunc(x) {
				g.exact = false
				return g
			}
		}
	}
	return g
}

// count is v in units; what is infinite is unlimited.
func (g grid) count(v float64) int64 {
	if math.IsInf(v, 1) {
		return unlimited
	}
	if v == math.Trunc(v) && math.Abs(v) < wholeFloats && g.scale >= 1 && g.scale < wholeFloats {
		return int64(v) * int64(g.scale)
	}
	return int64(math.Round(v * g.scale))
}

// value is what a number of units is.
func (g grid) value(x int64) float64 {
	if -wholeFloats <= x && x <= wholeFloats {
		return float64(x) / g.scale
	}
	// Whole and remainder apart keep the digits that one division would round twice.
	if s := int64(g.scale); g.scale == float64(s) {
		return float64(x/s) + float64(x%s)/g.scale
	}
	return float64(x) / g.scale
}

// loses says whether v, which matters beside `whole`, is off by a millionth or more in units.
func (g grid) loses(v, whole float64) bool {
	return !g.exact && math.Abs(v) > 1e-12*whole && math.Abs(g.value(g.count(v))-v) > 1e-6*math.Abs(v)
}
