package ppml

import "math"

// move takes the mean out of a regressor that lies far from zero for its spread
// (1e8 and a little more or less): sums of its squares would be nothing but the
// mean's. The constant or the effects take up the difference.
func (f *fitter) move(c int) {
	const far = 1e3
	if f.reach[c] == 0 || math.Abs(f.shift[c]) <= far*f.reach[c] {
		return
	}
	near := make([]float64, len(f.x[c]))
	for i, v := range f.x[c] {
		if f.weight(i) > 0 {
			near[i] = v - f.shift[c]
		}
	}
	f.x[c], f.moved[c], f.shift[c] = near, f.shift[c], 0
}

// moveBack gives the constant, and its row and column of the covariance and of
// matrices like it (nil: none), for the regressors as the caller has them.
func (f *fitter) moveBack(covariances ...[][]float64) {
	for a, constant := range f.active {
		if f.names[constant] != InterceptName {
			continue
		}
		for _, column := range f.active {
			f.beta[constant] -= f.moved[column] * f.beta[column]
		}
		for _, covariance := range covariances {
			if covariance != nil {
				f.moveCovariance(covariance, a)
			}
		}
	}
}

func (f *fitter) moveCovariance(covariance [][]float64, constant int) {
	for b, column := range f.active {
		for c := range f.active {
			covariance[constant][c] -= f.moved[column] * covariance[b][c]
		}
	}
	for c := range f.active {
		for b, column := range f.active {
			covariance[c][constant] -= f.moved[column] * covariance[c][b]
		}
	}
}
