package ppml

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Repair says that a covariance was not positive semidefinite as computed, which
// the difference of sums that multi-way clusters take need not be, and that its
// negative eigenvalues were set to zero (Cameron, Gelbach and Miller 2011).
type Repair struct {
	Eigenvalues int     // how many were negative
	Share       float64 // the sum of these over that of the positive ones, as sizes
	Zeroed      bool    // none was positive: nothing is left
}

const (
	// indefinite is how far below zero an eigenvalue must lie, relative to the
	// terms that the covariance is the difference of, to be no rounding.
	indefinite = 1e-10
	// nothing is a variance, relative to its terms, that is what the tolerance of
	// the estimation leaves of zero.
	nothing = 1e-14
)

// settle repairs a covariance that is not positive semidefinite, and takes away
// what is no variance: the row and column of a coefficient without one are NaN,
// and why says so, naming how the variance was made. The sizes are those of the
// terms that each variance was summed up from.
func settle(m [][]float64, sizes []float64, how string) (settled [][]float64, repair *Repair, why []string) {
	why = make([]string, len(m))
	negative := make([]bool, len(m))
	for a := range m {
		negative[a] = m[a][a] < -indefinite*sizes[a]
	}
	settled, repair = positivePart(m, sizes)
	for a := range settled {
		if v := settled[a][a]; v > nothing*sizes[a] && !(negative[a] && v <= indefinite*sizes[a]) {
			continue
		}
		why[a] = fmt.Sprintf("its variance, %s, is zero but for rounding", how)
		if negative[a] {
			why[a] = fmt.Sprintf("its variance, %s, is negative", how)
		}
	}
	for a := range settled {
		for b := range settled {
			if why[a] != "" || why[b] != "" {
				settled[a][b] = math.NaN()
			}
		}
	}
	return settled, repair, why
}

// positivePart takes the negative eigenvalues out of a symmetric matrix; nil
// for a matrix that has none. Whether it has any is asked of the matrix in the
// units of its terms, in which regressors of any unit weigh the same.
func positivePart(m [][]float64, sizes []float64) ([][]float64, *Repair) {
	if len(m) == 0 {
		return m, nil
	}
	values, _, ok := eigen(m, sizes)
	if !ok || values[0] >= -indefinite {
		return m, nil
	}
	values, vectors, ok := eigen(m, nil)
	if !ok {
		return m, nil
	}
	out := scaled(m, 1)
	r := &Repair{}
	below, above := 0.0, 0.0
	for k, v := range values {
		if v >= 0 {
			above += v
			continue
		}
		if v < -indefinite*max(-values[0], values[len(values)-1]) {
			r.Eigenvalues++
		}
		below -= v
		for i := range out {
			for j := range out {
				out[i][j] -= v * vectors.At(i, k) * vectors.At(j, k)
			}
		}
	}
	if r.Zeroed = above <= 0; !r.Zeroed {
		r.Share = below / above
	}
	return out, r
}

// eigen is the decomposition of a symmetric matrix, in ascending order, after
// its rows and columns have been divided by the roots of sizes (nil: as it is).
func eigen(m [][]float64, sizes []float64) ([]float64, *mat.Dense, bool) {
	dense := mat.NewSymDense(len(m), nil)
	for i := range m {
		for j := i; j < len(m); j++ {
			v := m[i][j]
			if sizes != nil {
				if v = 0; sizes[i] > 0 && sizes[j] > 0 {
					v = m[i][j] / math.Sqrt(sizes[i]) / math.Sqrt(sizes[j])
				}
			}
			dense.SetSym(i, j, v)
		}
	}
	var e mat.EigenSym
	if !e.Factorize(dense, true) {
		return nil, nil, false
	}
	var vectors mat.Dense
	e.VectorsTo(&vectors)
	return e.Values(nil), &vectors, true
}
