package breakpoint

import "math"

// Segment is the regression of one segment.
type Segment struct {
	// First and Last observation, counted from one.
	First, Last int
	// Coefficients in the order of the design; StdErr are their ordinary standard
	// errors, of variance RSS/(observations − k). Both are nil where Missing says so.
	Coefficients, StdErr []float64
	RSS                  float64
	Missing              string
}

// Segments of the best partition with m breaks.
func (r *Result) Segments(m int) ([]Segment, error) {
	p, err := r.partition(m)
	if err != nil {
		return nil, err
	}
	var out []Segment
	first := 0
	for i := range m + 1 {
		end := r.N
		if i < m {
			end = p.After[i]
		}
		out = append(out, r.data.segment(first, end))
		first = end
	}
	return out, nil
}

func (d *data) segment(first, end int) Segment {
	s := Segment{First: first + 1, Last: end}
	n := float64(end - first)
	if d.x == nil {
		mean := 0.0
		for _, y := range d.y[first:end] {
			mean += y / n
		}
		s.RSS = d.rss(first, end)
		s.Coefficients, s.StdErr = []float64{mean}, []float64{math.Sqrt(s.RSS / (n - 1) / n)}
		return s
	}
	f := d.fit(first, end)
	s.RSS = f.rss
	if s.Coefficients = f.coefficients(); s.Coefficients == nil {
		s.Missing = ErrCollinear.Error() + " in this segment"
		return s
	}
	s.StdErr = f.inverseDiagonal()
	for i, v := range s.StdErr {
		s.StdErr[i] = math.Sqrt(f.rss / (n - float64(d.k)) * v)
	}
	return s
}
