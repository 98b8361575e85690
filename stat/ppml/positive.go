package ppml

import (
	"gonum.org/v1/gonum/mat"
)

// positivePart replaces the negative eigenvalues of a symmetric matrix by zero,
// the remedy of Cameron, Gelbach and Miller (2011) for multi-way covariances
// that are not positive semidefinite.
func positivePart(m [][]float64) [][]float64 {
	n := len(m)
	dense := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			dense.SetSym(i, j, m[i][j])
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(dense, true) {
		return m
	}
	values := eigen.Values(nil)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	out := square(n)
	for k, v := range values {
		if v <= 0 {
			continue
		}
		for i := range n {
			for j := range n {
				out[i][j] += v * vectors.At(i, k) * vectors.At(j, k)
			}
		}
	}
	return out
}
