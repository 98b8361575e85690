package survival

import "math"

// meets is how near a curve must come to a level to meet it; R's tolerance in
// quantile.survfit, the root of the machine's precision.
const meets = 0x1p-26

// Quantile is the time by which the share q of the subjects has had an event, and
// its confidence limits, the times at which the limits of the curve cross the
// same level (Brookmeyer and Crowley 1982), by the rule of R's quantile.survfit: the
// middle of the flat piece where the curve meets the level, and missing where it
// does not get there. A q outside of (0, 1] is missing.
func (c Curve) Quantile(q float64) (time, lower, upper Value) {
	if !(q > 0 && q <= 1) {
		return Missing, Missing, Missing
	}
	estimate := func(p Point) float64 { return 1 - p.Estimate }
	low := func(p Point) float64 { return 1 - p.Lower.number }
	high := func(p Point) float64 { return 1 - p.Upper.number }
	// The lower limit of the curve comes down first.
	return crossing(c.Points, q, estimate), crossing(c.Points, q, low), crossing(c.Points, q, high)
}

// Median is Quantile(0.5).
func (c Curve) Median() (time, lower, upper Value) { return c.Quantile(0.5) }

// crossing is the time at which the height of the points, 0 before the first,
// comes to q. A height that is not known is NaN. Plain limits may turn back; the
// place is then that of the least height which is enough, as R has it.
func crossing(points []Point, q float64, height func(Point) float64) Value {
	if len(points) == 0 || q < meets {
		return Missing
	}
	const none = -1
	enough, beyond := none, none // the least heights of at least q, within tolerance, and above it
	var least, more float64
	last, seen := 0.0, 0.0 // the last height that was new; the height before
	for i, p := range points {
		h := height(p)
		if h == seen || math.IsNaN(h) && math.IsNaN(seen) {
			continue
		}
		seen, last = h, h
		if h+meets >= q && (enough == none || h < least) {
			enough, least = i, h
		}
		if h-meets >= q && (beyond == none || h < more) {
			beyond, more = i, h
		}
	}
	switch {
	case enough == none:
		return Missing
	case math.Abs(q-last) < meets: // the curve ends on the level
		return Known((points[enough].Time + points[len(points)-1].Time) / 2)
	case beyond == none:
		return Missing
	}
	return Known((points[enough].Time + points[beyond].Time) / 2)
}
