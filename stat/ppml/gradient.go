package ppml

import (
	"math"

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
		s.total[2] += total(r)
		s.total[3] += total(w)
		for a, column := range f.active {
			x := f.x[column][low:high]
			kernel.Multiply(spare, w, x)
			f.d.Gather(s.bx[column], spare, chunk)
			s.score[a] += kernel.Dot(x, r)
			s.first[a] += total(spare)
			s.second[a] += kernel.Dot(spare, x)
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
	for a, column := range f.active {
		c := f.shift[column]
		score := first.score[a] - c*first.total[2]
		spread := first.second[a] - 2*c*first.first[a] + c*c*first.total[3]
		if size := spread / f.reach[column]; size > 0 {
			worst = math.Max(worst, math.Abs(score)/size)
		}
	}
	return worst
}

// clear resets the sums of a worker.
func (s *space) clear() {
	s.total = [4]float64{}
	clear(s.cross)
	clear(s.score)
	clear(s.first)
	clear(s.second)
}

// add adds another worker's sums.
func (s *space) add(other *space) {
	for i, v := range other.total {
		s.total[i] += v
	}
	kernel.Axpy(s.cross, other.cross, 1)
	kernel.Axpy(s.score, other.score, 1)
	kernel.Axpy(s.first, other.first, 1)
	kernel.Axpy(s.second, other.second, 1)
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

func total(v []float64) float64 {
	var s0, s1, s2, s3 float64
	for len(v) >= 4 {
		s0 += v[0]
		s1 += v[1]
		s2 += v[2]
		s3 += v[3]
		v = v[4:]
	}
	for _, x := range v {
		s0 += x
	}
	return (s0 + s1) + (s2 + s3)
}
