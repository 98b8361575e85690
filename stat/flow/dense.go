package flow

import "math"

// solveDense solves a·x = b by elimination with partial pivoting, a being square by rows. Both
// are overwritten, b by the solution. It reports false for a singular matrix.
func solveDense(a, b []float64) bool {
	n := len(b)
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i*n+k]) > math.Abs(a[p*n+k]) {
				p = i
			}
		}
		if pivot := a[p*n+k]; pivot == 0 || math.IsNaN(pivot) {
			return false
		}
		if p != k {
			for j := k; j < n; j++ {
				a[k*n+j], a[p*n+j] = a[p*n+j], a[k*n+j]
			}
			b[k], b[p] = b[p], b[k]
		}
		row := a[k*n : k*n+n]
		for i := k + 1; i < n; i++ {
			f := a[i*n+k] / row[k]
			if f == 0 {
				continue
			}
			other := a[i*n : i*n+n]
			for j := k; j < n; j++ {
				other[j] -= f * row[j]
			}
			b[i] -= f * b[k]
		}
	}
	for k := n - 1; k >= 0; k-- {
		for j := k + 1; j < n; j++ {
			b[k] -= a[k*n+j] * b[j]
		}
		b[k] /= a[k*n+k]
	}
	return true
}
