package ppml

import "math"

// pivots runs a Cholesky factorization in order and asks of each pivot whether
// it is large enough; refused columns are skipped.
func pivots(matrix [][]float64, enough func(k int, left float64) bool) []bool {
	n := len(matrix)
	kept := make([]bool, n)
	lower := make([][]float64, n)
	for k := range n {
		lower[k] = make([]float64, k+1)
		left := matrix[k][k]
		for j := range k {
			if !kept[j] {
				continue
			}
			s := matrix[k][j]
			for i := range j {
				s -= lower[k][i] * lower[j][i]
			}
			lower[k][j] = s / lower[j][j]
			left -= lower[k][j] * lower[k][j]
		}
		if kept[k] = enough(k, left); kept[k] {
			lower[k][k] = math.Sqrt(math.Max(left, 0))
			kept[k] = lower[k][k] > 0
		}
		if !kept[k] {
			clear(lower[k])
		}
	}
	return kept
}

// factorize returns the lower Cholesky factor of a positive definite matrix,
// scaled to a unit diagonal first, with the scale.
func factorize(matrix [][]float64) (lower [][]float64, scale []float64, ok bool) {
	n := len(matrix)
	lower, scale = make([][]float64, n), make([]float64, n)
	for i := range n {
		if !(matrix[i][i] > 0) {
			return nil, nil, false
		}
		scale[i] = 1 / math.Sqrt(matrix[i][i])
	}
	for i := range n {
		lower[i] = make([]float64, n)
		for j := 0; j <= i; j++ {
			s := matrix[i][j] * scale[i] * scale[j]
			for k := range j {
				s -= lower[i][k] * lower[j][k]
			}
			if i > j {
				lower[i][j] = s / lower[j][j]
				continue
			}
			if !(s > 1e-15) {
				return nil, nil, false
			}
			lower[i][i] = math.Sqrt(s)
		}
	}
	return lower, scale, true
}

// solveSymmetric solves a positive definite system.
func solveSymmetric(matrix [][]float64, right []float64) ([]float64, bool) {
	lower, scale, ok := factorize(matrix)
	if !ok {
		return nil, false
	}
	n := len(right)
	x := make([]float64, n)
	for i := range n {
		x[i] = right[i] * scale[i]
		for k := range i {
			x[i] -= lower[i][k] * x[k]
		}
		x[i] /= lower[i][i]
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			x[i] -= lower[k][i] * x[k]
		}
		x[i] /= lower[i][i]
	}
	for i := range x {
		x[i] *= scale[i]
	}
	return x, true
}

// invert inverts a positive definite matrix.
func invert(matrix [][]float64) ([][]float64, bool) {
	n := len(matrix)
	inverse := make([][]float64, n)
	for j := range n {
		unit := make([]float64, n)
		unit[j] = 1
		x, ok := solveSymmetric(matrix, unit)
		if !ok {
			return nil, false
		}
		inverse[j] = x
	}
	for i := range n {
		for j := range i {
			v := (inverse[i][j] + inverse[j][i]) / 2
			inverse[i][j], inverse[j][i] = v, v
		}
	}
	return inverse, true
}

// sandwich returns bread * meat * bread for symmetric matrices.
func sandwich(bread, meat [][]float64) [][]float64 {
	n := len(bread)
	product := make([][]float64, n)
	for i := range n {
		left := make([]float64, n)
		for j := range n {
			for k := range n {
				left[j] += bread[i][k] * meat[k][j]
			}
		}
		product[i] = make([]float64, n)
		for j := range n {
			for k := range n {
				product[i][j] += left[k] * bread[k][j]
			}
		}
	}
	for i := range n {
		for j := range i {
			v := (product[i][j] + product[j][i]) / 2
			product[i][j], product[j][i] = v, v
		}
	}
	return product
}
