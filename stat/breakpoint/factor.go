package breakpoint

import "math"

// factor is the triangular factor of a regression to which observations are added
// one at a time by Givens rotations. What the rotations leave of an observation's
// y is its recursive residual (Brown, Durbin and Evans 1975), whose square is what
// the observation adds to the residual sum of squares.
type factor struct {
	k    int
	r    []float64 // k rows of k coefficients and y
	used []bool    // rows that hold something
	rank int
	n    int
	rss  float64
	wide []float64 // sizes of the columns, against which zero is told
	in   []float64 // the observation being rotated in
}

func newFactor(d *data) *factor {
	return &factor{k: d.k, r: make([]float64, d.k*(d.k+1)), used: make([]bool, d.k), wide: d.wide, in: make([]float64, d.k+1)}
}

func (f *factor) reset() {
	clear(f.r)
	clear(f.used)
	f.rank, f.n, f.rss = 0, 0, 0
}

// add takes in an observation. An entry below 1e-10 of its column is zero: the
// coefficients before it explain the column.
func (f *factor) add(x []float64, y float64) {
	f.n++
	k, in := f.k, f.in
	copy(in, x)
	in[k] = y
	for c := range k {
		if math.Abs(in[c]) <= 1e-10*f.wide[c] {
			continue
		}
		r := f.r[c*(k+1) : (c+1)*(k+1)]
		if !f.used[c] {
			copy(r[c:], in[c:])
			f.used[c] = true
			f.rank++
			return
		}
		h := math.Hypot(r[c], in[c])
		cos, sin := r[c]/h, in[c]/h
		for j := c; j <= k; j++ {
			r[j], in[j] = cos*r[j]+sin*in[j], cos*in[j]-sin*r[j]
		}
	}
	f.rss += in[k] * in[k]
}

// coefficients by back-substitution; none where the rank is not full.
func (f *factor) coefficients() []float64 {
	if f.rank < f.k {
		return nil
	}
	b := make([]float64, f.k)
	for c := f.k - 1; c >= 0; c-- {
		r := f.r[c*(f.k+1):]
		v := r[f.k]
		for j := c + 1; j < f.k; j++ {
			v -= r[j] * b[j]
		}
		b[c] = v / r[c]
	}
	return b
}

// inverseDiagonal is the diagonal of (X'X)⁻¹ = R⁻¹R⁻¹'; full rank only.
func (f *factor) inverseDiagonal() []float64 {
	k := f.k
	out := make([]float64, k)
	column := make([]float64, k)
	for c := range k { // column c of R⁻¹
		clear(column)
		for i := c; i >= 0; i-- {
			v := 0.0
			if i == c {
				v = 1
			}
			for j := i + 1; j <= c; j++ {
				v -= f.r[i*(k+1)+j] * column[j]
			}
			column[i] = v / f.r[i*(k+1)+i]
			out[i] += column[i] * column[i]
		}
	}
	return out
}
