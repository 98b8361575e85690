package absorb

import (
	"math"

	"dyad/stat/internal/kernel"
)

// dropped pivots are those that elimination has brought below this share of
// the diagonal they started from: the effects are collinear there.
const pivotTolerance = 1e-13

// cholesky factors the n x n matrix s (upper triangle, row-major) in place
// into U with U'U = s. Collinear rows are cut out: their pivot becomes zero,
// and solve sets their unknown to zero. Original holds the diagonal before
// anything was eliminated.
func cholesky(s []float64, n int, original []float64) {
	for k := 0; k < n; k += 4 {
		end := min(k+4, n)
		for r := k; r < end; r++ {
			row := s[r*n : (r+1)*n]
			for e := k; e < r; e++ {
				above := s[e*n : (e+1)*n]
				if above[r] != 0 {
					kernel.Axpy(row[r:], above[r:], -above[r])
				}
			}
			if !(row[r] > pivotTolerance*original[r]) {
				clear(row[r:])
				continue
			}
			scale := 1 / math.Sqrt(row[r])
			for i := r; i < n; i++ {
				row[i] *= scale
			}
		}
		if end < k+4 {
			return
		}
		u0, u1, u2, u3 := s[k*n:(k+1)*n], s[(k+1)*n:(k+2)*n], s[(k+2)*n:(k+3)*n], s[(k+3)*n:(k+4)*n]
		for i := end; i < n; i++ {
			kernel.Axpy4(s[i*n+i:(i+1)*n], u0[i:], u1[i:], u2[i:], u3[i:], -u0[i], -u1[i], -u2[i], -u3[i])
		}
	}
}

// solve replaces b by the solution of U'U x = b.
func solve(u []float64, n int, b []float64) {
	for r := range n {
		row := u[r*n : (r+1)*n]
		if row[r] == 0 {
			b[r] = 0
			continue
		}
		b[r] /= row[r]
		kernel.Axpy(b[r+1:n], row[r+1:], -b[r])
	}
	for r := n - 1; r >= 0; r-- {
		row := u[r*n : (r+1)*n]
		if row[r] == 0 {
			b[r] = 0
			continue
		}
		b[r] = (b[r] - kernel.Dot(row[r+1:], b[r+1:n])) / row[r]
	}
}
