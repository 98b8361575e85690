package ppml

import "dyad/stat/internal/kernel"

// project solves the effects' equations of the active regressors and, unless
// its tolerance is zero, of the residual.
func (f *fitter) project(regressors, residual float64) {
	var b, a [][]float64
	var tolerance []float64
	if residual > 0 {
		b, a, tolerance = append(b, f.be), append(a, f.ae), append(tolerance, residual)
	}
	if regressors > 0 {
		for _, c := range f.active {
			b, a, tolerance = append(b, f.bx[c]), append(a, f.ax[c]), append(tolerance, regressors)
		}
	}
	report := f.d.Solve(f.w, b, a, tolerance)
	f.products += report.Products
}

// cross returns X~'WX~ (by active column), X~'(r - W D ae) and, for each active
// column, its own weighted sum of squares around the typical value.
func (f *fitter) cross() (matrix [][]float64, score, squares []float64) {
	k := len(f.active)
	for i := range f.spaces {
		f.spaces[i].clear()
	}
	f.chunks(func(s *space, chunk, low, high int) {
		n := high - low
		w, r, spare := f.w[low:high], s.residual[:n], s.spare[:n]
		f.residual(r, low, high)
		if f.d.Factors() > 0 {
			f.d.Expand(spare, f.ae, chunk)
			kernel.Multiply(spare, spare, w)
			kernel.Axpy(r, spare, -1)
		}
		f.within(s, chunk, low, high)
		s.total[3] += total(w)
		for a, column := range f.active {
			x, t := f.x[column][low:high], s.columns[a][:n]
			kernel.Multiply(spare, w, x)
			s.first[a] += total(spare)
			s.second[a] += kernel.Dot(spare, x)
			kernel.Multiply(spare, w, t)
			for b := 0; b <= a; b++ {
				s.cross[a*k+b] += kernel.Dot(spare, s.columns[b][:n])
			}
			s.score[a] += kernel.Dot(t, r)
		}
	})
	sum := &f.spaces[0]
	for i := 1; i < len(f.spaces); i++ {
		sum.add(&f.spaces[i])
	}
	matrix, score, squares = square(k), make([]float64, k), make([]float64, k)
	copy(score, sum.score)
	for a, column := range f.active {
		c := f.shift[column]
		squares[a] = sum.second[a] - 2*c*sum.first[a] + c*c*sum.total[3]
		for b := 0; b <= a; b++ {
			matrix[a][b], matrix[b][a] = sum.cross[a*k+b], sum.cross[a*k+b]
		}
	}
	return matrix, score, squares
}

// within writes the active regressors of a chunk, cleared of the effects, to
// the columns of s.
func (f *fitter) within(s *space, chunk, low, high int) {
	for a, column := range f.active {
		t, x := s.columns[a][:high-low], f.x[column][low:high]
		if f.d.Factors() == 0 {
			copy(t, x)
			continue
		}
		f.d.Within(t, x, f.ax[column], chunk)
	}
}
