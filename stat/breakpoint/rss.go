package breakpoint

// fit regresses the observations from first up to, not including, end.
func (d *data) fit(first, end int) *factor {
	f := newFactor(d)
	for i := first; i < end; i++ {
		f.add(d.row(i), d.y[i])
	}
	return f
}

// grow puts in out[c] the residual sum of squares of the c+1 observations first,
// first+step, …, and uses f, a factor of the data, on the way (nil for a mean).
func (d *data) grow(f *factor, first, step int, out []float64) {
	if d.x == nil {
		mean, rss := 0.0, 0.0
		for c := range out {
			y := d.y[first+c*step]
			away := y - mean
			mean += away / float64(c+1)
			rss += away * (y - mean)
			out[c] = rss
		}
		return
	}
	f.reset()
	for c := range out {
		i := first + c*step
		f.add(d.row(i), d.y[i])
		out[c] = f.rss
	}
}

func (d *data) scratch() *factor {
	if d.x == nil {
		return nil
	}
	return newFactor(d)
}

// rss of the observations from first up to, not including, end.
func (d *data) rss(first, end int) float64 {
	out := make([]float64, end-first)
	d.grow(d.scratch(), first, 1, out)
	return out[len(out)-1]
}

// triangle holds the residual sum of squares of every segment of at least h
// observations, those of one end side by side, where the dynamic programme
// reads them.
type triangle struct {
	h   int
	rss []float64
}

func newTriangle(d *data, h int) triangle {
	n := len(d.y)
	ends := n - h + 1
	t := triangle{h, make([]float64, ends*(ends+1)/2)}
	grown, f := make([]float64, n), d.scratch()
	for last := h - 1; last < n; last++ {
		back := grown[:last+1]
		d.grow(f, last, -1, back)
		to := t.upTo(last)
		for first := range to {
			to[first] = back[last-first]
		}
	}
	return t
}

// upTo lists the sums of squares of the segments that end with observation last,
// by their first one.
func (t triangle) upTo(last int) []float64 {
	c := last - t.h + 1
	return t.rss[c*(c+1)/2 : (c+1)*(c+2)/2]
}
