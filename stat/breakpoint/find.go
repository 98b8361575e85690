package breakpoint

import "math"

// Options of Find and SupF; the zero value is strucchange's default.
type Options struct {
	// Segment is the least number of observations in a segment, or below one the
	// share of the series, rounded down. Zero is 0.15.
	Segment float64
	// MaxBreaks bounds the number of breaks; zero, and whatever is more than the
	// series has room for, is ⌈n/h⌉ − 2, and at least one.
	MaxBreaks int
}

// Partition is the best partition with some number of breaks.
type Partition struct {
	// After lists the last observation before each change, counted from one.
	After []int
	// RSS is the residual sum of squares of all segments.
	RSS float64
	// BIC is n(ln 2π + 1 + ln(RSS/n)) + ln n · (k+1)(m+1).
	BIC Number
}

// Result is the best partition for every number of breaks.
type Result struct {
	// N is the number of observations, K of coefficients in each segment, H of
	// observations that a segment has at least.
	N, K, H int
	// Partitions by number of breaks, from none. They end early with a partition
	// that fits within rounding: more breaks cannot be told apart then.
	Partitions []Partition
	// Chosen is the number of breaks with the smallest BIC; of equals the smallest.
	Chosen int

	data *data
}

// Find partitions the series into segments with a regression each, for every
// number of breaks (Bai and Perron 1998, 2003). It takes n²(m + k²) steps and n²/2
// numbers of memory. y is kept, not copied.
func Find(y []float64, d Design, o Options) (*Result, error) {
	data, err := prepare(y, d)
	if err != nil {
		return nil, err
	}
	h, err := o.segment(len(y), data.k)
	if err != nil {
		return nil, err
	}
	n := len(y)
	most := max((n+h-1)/h-2, 1)
	if o.MaxBreaks < 0 {
		return nil, fault(ErrBreaks, "at most %d breaks", o.MaxBreaks)
	}
	if o.MaxBreaks > 0 {
		most = min(most, o.MaxBreaks)
	}
	r := &Result{N: n, K: data.k, H: h, data: data}
	t := newTriangle(data, h)
	if !r.add(nil, t.upTo(n - 1)[0]) {
		return r, nil
	}
	ends, rss := partitions(t, n, most)
	for i := range ends {
		if !r.add(ends[i], rss[i]) {
			break
		}
	}
	return r, nil
}

// add says whether one more break could still be told from chance.
func (r *Result) add(after []int, rss float64) bool {
	m, n := len(r.Partitions), float64(r.N)
	if r.data.exact(rss, r.N) {
		r.Partitions = append(r.Partitions, Partition{After: after, BIC: Number{Missing: "the segments fit within rounding: BIC has no lower bound"}})
		r.Chosen = m
		return false
	}
	bic := n*(math.Log(2*math.Pi)+1+math.Log(rss/n)) + math.Log(n)*float64((r.K+1)*(m+1))
	r.Partitions = append(r.Partitions, Partition{After: after, RSS: rss, BIC: Number{V: bic}})
	if bic < r.Partitions[r.Chosen].BIC.V {
		r.Chosen = m
	}
	return true
}

// segment is the least number of observations in a segment.
func (o Options) segment(n, k int) (int, error) {
	s := o.Segment
	if s == 0 {
		s = 0.15
	}
	if !(s > 0) || s >= 1 && s != math.Trunc(s) {
		return 0, fault(ErrSegment, "%g is neither a share nor a number of observations", s)
	}
	if s < 1 {
		h := int(math.Floor(float64(n) * s))
		if h <= k {
			return 0, fault(ErrTooShort, "%g of %d observations are %d, and a segment of %d coefficients needs %d", s, n, h, k, k+1)
		}
		if h > n/2 {
			return 0, fault(ErrSegment, "%d observations hold no two segments of %d", n, h)
		}
		return h, nil
	}
	if s <= float64(k) {
		return 0, fault(ErrSegment, "%g observations, and a segment of %d coefficients needs %d", s, k, k+1)
	}
	if s > float64(n/2) {
		return 0, fault(ErrTooShort, "%d hold no two segments of %g", n, s)
	}
	return int(s), nil
}

// partition with m breaks.
func (r *Result) partition(m int) (Partition, error) {
	if m < 0 || m >= len(r.Partitions) {
		return Partition{}, fault(ErrBreaks, "%d breaks, found are 0 to %d", m, len(r.Partitions)-1)
	}
	return r.Partitions[m], nil
}
