package breakpoint

import (
	"fmt"
	"math"
)

// Design says what is regressed in every segment. Its zero value is Mean.
type Design struct {
	line    bool
	columns [][]float64
}

// Mean is a level in every segment: y ~ 1, one coefficient.
func Mean() Design { return Design{} }

// Line is a level and a slope in every segment: y ~ 1 + t with t = 1, 2, … over
// the whole series, two coefficients.
func Line() Design { return Design{line: true} }

// Columns are the regressors, each with a value for every observation; a constant
// is one of them only if it is given.
func Columns(columns ...[]float64) Design { return Design{columns: columns} }

// MaxObservations bounds the length of a series: every segment's sum of squares is
// kept, up to 100 MB of them.
const MaxObservations = 5000

// Squares and their sums stay in range between these sizes.
const smallest, largest = 1e-140, 1e140

// data is a series with its regressors by row; x is nil for Mean.
type data struct {
	y    []float64
	x    []float64
	k    int
	size float64   // largest |y|
	wide []float64 // largest |x| of each column
}

func prepare(y []float64, d Design) (*data, error) {
	n := len(y)
	if n > MaxObservations {
		return nil, fault(ErrTooLong, "%d, at most %d", n, MaxObservations)
	}
	size, err := largestOf("observation", y)
	if err != nil {
		return nil, err
	}
	out := &data{y: y, k: 1, size: size}
	switch {
	case d.line:
		t := make([]float64, n)
		one := make([]float64, n)
		for i := range t {
			one[i], t[i] = 1, float64(i+1)
		}
		d.columns = [][]float64{one, t}
	case d.columns == nil:
		if n < 2 {
			return nil, fault(ErrTooShort, "%d, and a mean with scatter needs 2", n)
		}
		return out, nil
	}
	out.k = len(d.columns)
	if out.k == 0 {
		return nil, fault(ErrShape, "no regressor at all")
	}
	if n <= out.k {
		return nil, fault(ErrTooShort, "%d for %d coefficients", n, out.k)
	}
	out.x = make([]float64, n*out.k)
	out.wide = make([]float64, out.k)
	for c, column := range d.columns {
		if len(column) != n {
			return nil, fault(ErrShape, "regressor %d has %d values for %d observations", c+1, len(column), n)
		}
		if out.wide[c], err = largestOf(fmt.Sprintf("regressor %d, observation", c+1), column); err != nil {
			return nil, err
		}
		for i, v := range column {
			out.x[i*out.k+c] = v
		}
	}
	if f := out.fit(0, n); f.rank < out.k {
		return nil, fault(ErrCollinear, "%d of %d are independent over the whole series", f.rank, out.k)
	}
	return out, nil
}

func largestOf(what string, v []float64) (float64, error) {
	size := 0.0
	for i, x := range v {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return 0, &Error{ErrNotFinite, fmt.Sprintf("%s %d is %g", what, i+1, x), i}
		}
		if size = max(size, math.Abs(x)); size > largest {
			return 0, &Error{ErrMagnitude, fmt.Sprintf("%s %d is %g", what, i+1, x), i}
		}
	}
	if size > 0 && size < smallest {
		return 0, fault(ErrMagnitude, "%s: none is beyond %g", what, size)
	}
	return size, nil
}

// exact says that a sum of squares over n observations is what rounding leaves
// of a fit without any scatter.
func (d *data) exact(rss float64, n int) bool {
	noise := 1e-13 * d.size
	return rss <= float64(n)*noise*noise
}

func (d *data) row(i int) []float64 { return d.x[i*d.k : (i+1)*d.k] }
