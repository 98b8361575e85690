package ppml

import (
	"math"
	"slices"

	"dyad/stat/internal/kernel"
)

// gradient fills the right-hand sides of the effects' equations (D'Wx for each
// active regressor, D'r for the residual) and returns the largest relative
// gradient.
func (f *fitter) gradient() float64 {
	shared := f.d.Disjoint() || f.d.Factors() == 0
	for i := range f.spaces {
		s := &f.spaces[i]
		s.clear()
		s.be, s.bx = f.be, f.bx
		if i > 0 && !shared {
			s.own(f)
		}
		clear(s.be)
		for _, column := range f.active {
			clear(s.bx[column])
		}
	}
	f.chunks(func(s *space, chunk, low, high int) {
		n := high - low
		f.settle(chunk, low, high)
		w, r, spare := f.w[low:high], s.residual[:n], s.spare[:n]
		f.residual(r, low, high)
		f.d.Gather(s.be, r, chunk)
		s.total[2] += kernel.Sum(r)
		s.total[3] += kernel.Sum(w)
		for a, column := range f.active {
			x := f.x[column][low:high]
			kernel.Multiply(spare, w, x)
			f.d.Gather(s.bx[column], spare, chunk)
			s.score[a] += kernel.Dot(x, r)
			s.first[a] += kernel.Sum(spare)
			for b := 0; b <= a; b++ {
				s.cross[a*len(f.active)+b] += kernel.Dot(spare, f.x[f.active[b]][low:high])
			}
		}
	})
	f.change = nil
	first := &f.spaces[0]
	for i := 1; i < len(f.spaces); i++ {
		s := &f.spaces[i]
		first.add(s)
		if shared {
			continue
		}
		kernel.Axpy(f.be, s.be, 1)
		for _, column := range f.active {
			kernel.Axpy(f.bx[column], s.bx[column], 1)
		}
	}
	worst := 0.0
	for g, b := range f.be {
		if f.size[g] > 0 {
			worst = math.Max(worst, math.Abs(b)/f.size[g])
		}
	}
	k := len(f.active)
	f.moments = moments{first.total[3], slices.Clone(first.first[:k]), slices.Clone(first.cross[:k*k]), slices.Clone(first.score[:k])}
	for a, column := range f.active {
		score := first.score[a] - f.shift[column]*first.total[2]
		spread := f.moments.spread(a, f.shift[column])
		if size := f.scale * spread / f.reach[column]; size > 0 {
			worst = math.Max(worst, math.Abs(score)/size)
		}
	}
	return worst
}

// moments are weighted sums over all rows, by active regressor.
type moments struct {
	total float64   // of the weights
	first []float64 // of w x
	cross []float64 // of w x x', k x k, lower triangle
	score []float64 // of x r
}

// spread is the weighted sum of squares of regressor a around c.
func (m moments) spread(a int, c float64) float64 {
	return m.cross[a*len(m.first)+a] - 2*c*m.first[a] + c*c*m.total
}

// clear resets the sums of a worker.
func (s *space) clear() {
	s.total = [4]float64{}
	clear(s.cross)
	clear(s.score)
	clear(s.first)
}

// add adds another worker's sums.
func (s *space) add(other *space) {
	for i, v := range other.total {
		s.total[i] += v
	}
	kernel.Axpy(s.cross, other.cross, 1)
	kernel.Axpy(s.score, other.score, 1)
	kernel.Axpy(s.first, other.first, 1)
}

// own gives a worker right-hand sides of its own.
func (s *space) own(f *fitter) {
	if s.private == nil {
		s.private = make([][]float64, len(f.x)+1)
		for c := range s.private {
			s.private[c] = make([]float64, f.d.Length())
		}
	}
	s.be, s.bx = s.private[len(f.x)], s.private[:len(f.x)]
}
