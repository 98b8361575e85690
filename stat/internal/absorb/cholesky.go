package absorb

import (
	"math"

	"dyad/stat/internal/kernel"
)

// pivotTolerance is the share of its original diagonal that a pivot must keep;
// below it the effects are collinear there, up to rounding.
func pivotTolerance(n int) float64 { return 1e-14 * float64(16+n) }

// cholesky factors the n x n matrix s (upper triangle, row-major) in place
// into U with U'U = s. Collinear rows are cut out: their pivot becomes zero,
// and solve sets their unknown to zero. Original holds the diagonal before
// anything was eliminated.
func cholesky(s []float64, n int, original []float64) { factorize(s, n, original, nil) }

// laplacian is cholesky for the system of two factors. Its rows add up to zero,
// and so do those of what is left at every stage, so that each pivot is had
// from the rest of its row without any cancellation, however unequal the
// weights are. The unknown of the largest diagonal entry is set to zero: as the
// level of the others it is known best.
func laplacian(s []float64, n int, original []float64) {
	ground := &grounded{row: make([]float64, n)}
	for i, v := range original {
		if v > original[ground.at] {
			ground.at = i
		}
	}
	factorize(s, n, nil, ground)
}

// grounded is the row of the unknown that is set to zero, which takes part in
// the sums of the other rows to the end.
type grounded struct {
	at  int
	row []float64 // its entries to the right
}

// pivot is what is left of the diagonal in row r.
func (g *grounded) pivot(row []float64, r int) float64 {
	if r == g.at {
		copy(g.row[r+1:], row[r+1:])
		return 0
	}
	pivot := -kernel.Sum(row[r+1:])
	if r > g.at {
		pivot -= g.row[r]
	}
	return pivot
}

func factorize(s []float64, n int, original []float64, ground *grounded) {
	tolerance := pivotTolerance(n)
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
			least := 0.0
			if ground != nil {
				row[r] = ground.pivot(row, r)
			} else {
				least = tolerance * original[r]
			}
			if !(row[r] > least) {
				clear(row[r:])
				continue
			}
			scale := 1 / math.Sqrt(row[r])
			for i := r; i < n; i++ {
				row[i] *= scale
			}
			if ground != nil && r > ground.at {
				kernel.Axpy(ground.row[r+1:], row[r+1:], -ground.row[r]*scale)
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

// Dense is the factor of a symmetric positive semidefinite matrix in which
// collinear unknowns are set to zero.
type Dense struct {
	n      int
	factor []float64
}

// Factorize replaces the n x n matrix (upper triangle, row-major) by its factor.
func Factorize(matrix []float64, n int) Dense {
	original := make([]float64, n)
	for i := range n {
		original[i] = matrix[i*n+i]
	}
	cholesky(matrix, n, original)
	return Dense{n, matrix}
}

// Solve replaces b by a solution.
func (d Dense) Solve(b []float64) { solve(d.factor, d.n, b) }
