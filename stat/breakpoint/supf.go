package breakpoint

// SupTest is the outcome of a sup-F test.
type SupTest struct {
	// F is the largest statistic, k times Chow's F; After the last observation before
	// the change that has it, counted from one (of equals the earliest).
	F     float64
	After int
	// From and To are the first and last place of a change that were tried.
	From, To int
	// P is the approximate asymptotic probability without a change (Hansen 1997);
	// where one place alone was tried, that of Chow's test.
	P float64
}

// SupF tests for one change at an unknown date (Andrews 1993): the largest of the
// statistics of all places that leave a minimal segment, o.Segment, on either side,
// as strucchange's Fstats and sctest have it. It knows probabilities for up to
// MaxSupF coefficients.
func SupF(y []float64, d Design, o Options) (SupTest, error) {
	data, err := prepare(y, d)
	if err != nil {
		return SupTest{}, err
	}
	h, err := o.segment(len(y), data.k)
	if err != nil {
		return SupTest{}, err
	}
	if err := enoughKnown(data.k); err != nil {
		return SupTest{}, err
	}
	s := data.split(0, len(y), h)
	if s.exact {
		return SupTest{}, fault(ErrExact, "two regressions, split after observation %d", s.after)
	}
	t := SupTest{F: s.f, After: s.after, From: h, To: len(y) - h}
	if t.From == t.To {
		t.P = upperF(t.F/float64(data.k), float64(data.k), float64(len(y)-2*data.k))
	} else {
		t.P = upperSupF(t.F, data.k, s.trimming)
	}
	return t, nil
}

// split is the change within some observations that has the largest statistic.
type split struct {
	f        float64
	after    int // counted from one, over the whole series
	exact    bool
	trimming float64
}

// split tries every change that leaves h observations on either side between
// first and, not included, end.
func (d *data) split(first, end, h int) split {
	n := end - first
	f := d.scratch()
	before, since := make([]float64, n), make([]float64, n)
	d.grow(f, first, 1, before)
	d.grow(f, end-1, -1, since)
	least, at := 0.0, 0
	for c := h; c <= n-h; c++ {
		if sum := before[c-1] + since[n-c-1]; at == 0 || less(sum, least) {
			least, at = sum, c
		}
	}
	s := split{after: first + at, trimming: trimmed(n, h)}
	if s.exact = d.exact(least, n); !s.exact {
		s.f = max(0, (before[n-1]-least)/(least/float64(n-2*d.k)))
	}
	return s
}
