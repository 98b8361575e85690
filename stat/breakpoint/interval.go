package breakpoint

import (
	"fmt"
	"math"
)

// IntervalOptions of Intervals; the zero value is strucchange's default.
type IntervalOptions struct {
	// Level of confidence; zero is 0.95.
	Level float64
	// SameRegressors takes the regressors' second moments, SameErrors the errors'
	// variance as equal in all segments; else each segment has its own.
	SameRegressors, SameErrors bool
}

// Interval is the confidence interval of one break date, in numbers of
// observations counted from one.
type Interval struct {
	After int
	// Lower and Upper bound After. They can lie outside of the series (below one,
	// above N): the data then do not bound the date on that side.
	Lower, Upper int
	// Missing says why there are no bounds, which are then zero.
	Missing string
}

// Intervals of the break dates of the best partition with m breaks, by the limit
// distribution of Bai (1997) under shifts that shrink as the series grows, with errors that
// are not autocorrelated, as in Bai and Perron (2003, section 4) and strucchange's
// confint. Bounds are rounded outwards to whole observations.
func (r *Result) Intervals(m int, o IntervalOptions) ([]Interval, error) {
	p, err := r.partition(m)
	if err != nil {
		return nil, err
	}
	if o.Level == 0 {
		o.Level = 0.95
	}
	if !(o.Level > 0 && o.Level < 1) {
		return nil, fault(ErrLevel, "%g", o.Level)
	}
	segments, err := r.Segments(m)
	if err != nil {
		return nil, err
	}
	out := make([]Interval, m)
	for i, after := range p.After {
		out[i] = Interval{After: after}
		later, earlier, missing := r.bounds(segments[i], segments[i+1], p.RSS, o)
		if missing != "" {
			out[i].Missing = missing
			continue
		}
		out[i].Lower, out[i].Upper = after-int(math.Ceil(later)), after-int(math.Floor(earlier))
	}
	return out, nil
}

// maxDistance is beyond any series: a bound further off tells as much.
const maxDistance = 1e9

// bounds are the quantiles of the estimate's distance from the date: how far the
// estimate may be too late (positive) and too early (negative).
func (r *Result) bounds(a, b Segment, rss float64, o IntervalOptions) (later, earlier float64, missing string) {
	if a.Missing != "" || b.Missing != "" {
		return 0, 0, "the regressors are collinear in a segment beside it"
	}
	sigma1, sigma2 := a.RSS/float64(a.Last-a.First+1), b.RSS/float64(b.Last-b.First+1)
	if o.SameErrors {
		sigma1, sigma2 = rss/float64(r.N), rss/float64(r.N)
	}
	noise := 1e-13 * r.data.size
	if sigma1 <= noise*noise || sigma2 <= noise*noise {
		return 0, 0, "a segment beside it fits within rounding: no scatter to measure the date by"
	}
	shift := make([]float64, r.K)
	for j := range shift {
		shift[j] = b.Coefficients[j] - a.Coefficients[j]
	}
	q1, q2 := r.data.moment(shift, a.First-1, a.Last), r.data.moment(shift, b.First-1, b.Last)
	if o.SameRegressors {
		q1 = r.data.moment(shift, 0, r.N)
		q2 = q1
	}
	if q1 <= 0 || q2 <= 0 {
		return 0, 0, "the segments beside it do not differ"
	}
	xi := q2 / q1
	v := argmax{xi: xi, phi: xi * sigma2 / sigma1}
	tail := (1 - o.Level) / 2
	if centre := v.below(0); !(centre >= tail && centre <= 1-tail) {
		return 0, 0, fmt.Sprintf("the date lies almost surely on one side: P(V ≤ 0) = %.4f", centre)
	}
	later, ok := v.quantile(1-tail, true)
	earlier, ok2 := v.quantile(tail, false)
	scale := sigma1 / q1
	later, earlier = later*scale, earlier*scale
	if !ok || !ok2 || later > maxDistance || -earlier > maxDistance {
		return 0, 0, "the interval has no bound"
	}
	return later, earlier, ""
}

// moment is δ'Qδ, Q the mean of xx' over the observations first … end−1.
func (d *data) moment(shift []float64, first, end int) float64 {
	if d.x == nil {
		return shift[0] * shift[0]
	}
	sum := 0.0
	for i := first; i < end; i++ {
		v := 0.0
		for j, x := range d.row(i) {
			v += x * shift[j]
		}
		sum += v * v
	}
	return sum / float64(end-first)
}
