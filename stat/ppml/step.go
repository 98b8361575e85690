package ppml

import (
	"slices"

	"dyad/stat/internal/absorb"
	"dyad/stat/internal/kernel"
)

// project solves the effects' equations of the active regressors and, unless
// its tolerance is zero, of the residual.
func (f *fitter) project(regressors, residual float64) absorb.Report {
	var b, a [][]float64
	var tolerance []float64
	if residual > 0 {
		clear(f.ae) // the last step's projection says nothing about this one's
		b, a, tolerance = append(b, f.be), append(a, f.ae), append(tolerance, residual)
	}
	if regressors > 0 {
		for _, c := range f.active {
			b, a, tolerance = append(b, f.bx[c]), append(a, f.ax[c]), append(tolerance, regressors)
		}
	}
	report := f.d.Solve(f.w, b, a, tolerance)
	f.products += report.Products
	return report
}

// normal returns X~'WX~ (by active column), X~'(r - W D ae) and, for each active
// column, its own weighted sum of squares around the typical value, after a
// projection of residual and regressors. All of it follows from sums that the
// gradient has made already, X'WX less what the effects explain; where they
// explain so much that rounding would show, the rows are gone through instead.
func (f *fitter) normal(report absorb.Report) (matrix [][]float64, score, squares []float64) {
	k := len(f.active)
	matrix, score, squares = square(k), slices.Clone(f.moments.score), make([]float64, k)
	slack := func(a, b int) float64 { // the residual's column comes first
		if report.Slack == nil {
			return 0
		}
		return report.Slack[a+1][b+1]
	}
	for a, column := range f.active {
		score[a] -= kernel.Dot(f.bx[column], f.ae) + slack(a, -1)
		for b := 0; b <= a; b++ {
			v := f.moments.cross[a*k+b] - kernel.Dot(f.ax[f.active[b]], f.bx[column]) - slack(a, b)
			matrix[a][b], matrix[b][a] = v, v
		}
		const enough = 1e-6
		if f.family == Gaussian || !(matrix[a][a] > enough*f.moments.cross[a*k+a]) {
			matrix, score = f.cross()
			break
		}
	}
	for a, column := range f.active {
		squares[a] = f.moments.spread(a, f.shift[column])
	}
	return matrix, score, squares
}

// cross computes X~'WX~ and X~'(r - W D ae) from the rows.
func (f *fitter) cross() (matrix [][]float64, score []float64) {
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
		for a := range f.active {
			t := s.columns[a][:n]
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
	matrix, score = square(k), slices.Clone(sum.score[:k])
	for a := range k {
		for b := 0; b <= a; b++ {
			matrix[a][b], matrix[b][a] = sum.cross[a*k+b], sum.cross[a*k+b]
		}
	}
	return matrix, score
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
