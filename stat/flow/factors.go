package flow

import "math"

// factors are those of a square matrix by elimination with partial pivoting: P·A = L·U.
type factors struct {
	n    int
	a    []float64 // by rows, L below the diagonal and U on and above it
	perm []int32   // row i of P·A is row perm[i] of A
	work []float64
}

// factor overwrites a, n by n by rows. It reports false for a singular matrix.
func (f *factors) factor(a []float64, n int) bool {
	f.n, f.a = n, a
	f.perm = f.perm[:0]
	for i := range n {
		f.perm = append(f.perm, int32(i))
	}
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i*n+k]) > math.Abs(a[p*n+k]) {
				p = i
			}
		}
		if pivot := math.Abs(a[p*n+k]); !(pivot > 1e-13) {
			return false
		}
		if p != k {
			for j := range n {
				a[k*n+j], a[p*n+j] = a[p*n+j], a[k*n+j]
			}
			f.perm[k], f.perm[p] = f.perm[p], f.perm[k]
		}
		row := a[k*n : k*n+n]
		for i := k + 1; i < n; i++ {
			other := a[i*n : i*n+n]
			if other[k] == 0 {
				continue
			}
			m := other[k] / row[k]
			other[k] = m
			for j := k + 1; j < n; j++ {
				other[j] -= m * row[j]
			}
		}
	}
	return true
}

// solve overwrites b by the solution of A·x = b.
func (f *factors) solve(b []float64) {
	n := f.n
	x := append(f.work[:0], b...)
	for i := range n {
		s := x[f.perm[i]]
		for j, l := range f.a[i*n : i*n+i] {
			s -= l * b[j]
		}
		b[i] = s
	}
	for i := n - 1; i >= 0; i-- {
		s := b[i]
		for j := i + 1; j < n; j++ {
			s -= f.a[i*n+j] * b[j]
		}
		b[i] = s / f.a[i*n+i]
	}
	f.work = x
}
