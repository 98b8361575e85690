package ppml

import (
	"math"

	"dyad/stat/internal/absorb"
	"dyad/stat/internal/kernel"
)

// gradient fills the right-hand sides of the effects' equations (D'Wx for each
// regressor, D'r for the residual) and returns the largest relative gradient.
func (f *fitter) gradient() float64 {
	k := len(f.active)
	largest := make([]float64, k+1)
	if len(f.buffers) < f.threads {
		f.buffers = make([][]float64, f.threads)
		for i := range f.buffers {
			f.buffers[i] = make([]float64, 2*f.d.LongestChunk())
		}
	}
	size := make([]float64, f.d.Length())
	absorb.Parallel(f.threads, k+1, func(worker, task int) {
		buffer := f.buffers[worker][:f.d.LongestChunk()]
		residual := f.buffers[worker][f.d.LongestChunk():]
		if task == 0 {
			clear(f.be)
			for c := range f.d.Chunks() {
				low, high := f.d.Chunk(c)
				f.residual(buffer, low, high)
				f.d.Gather(f.be, buffer[:high-low], c)
				f.scale(buffer, low, high)
				f.d.Gather(size, buffer[:high-low], c)
			}
			for g, b := range f.be {
				if size[g] > 0 {
					largest[0] = max(largest[0], math.Abs(b)/size[g])
				}
			}
			return
		}
		column := f.active[task-1]
		x, b := f.x[column], f.bx[column]
		clear(b)
		shift := f.shift[column]
		score, total := 0.0, 0.0
		for c := range f.d.Chunks() {
			low, high := f.d.Chunk(c)
			part, w := x[low:high], f.w[low:high]
			out := buffer[:high-low]
			for i, v := range part {
				out[i] = w[i] * v
			}
			f.d.Gather(b, out, c)
			f.residual(residual, low, high)
			f.scale(buffer, low, high)
			for i, v := range part {
				score += (v - shift) * residual[i]
				total += math.Abs(v-shift) * out[i]
			}
		}
		if total > 0 {
			largest[task] = math.Abs(score) / total
		}
	})
	worst := 0.0
	for _, l := range largest {
		worst = max(worst, l)
	}
	return worst
}

// scale writes the size of the terms of the score: outcome and mean together.
func (f *fitter) scale(dst []float64, low, high int) {
	y := f.y[low:high]
	if f.family == Gaussian {
		for i, v := range f.eta[low:high] {
			dst[i] = f.weight(low+i) * (math.Abs(y[i]) + math.Abs(v)) / 2
		}
		return
	}
	w := f.w[low:high]
	if f.prior == nil {
		for i, v := range w {
			dst[i] = (y[i] + v) / 2
		}
		return
	}
	for i, v := range w {
		dst[i] = (f.prior[low+i]*y[i] + v) / 2
	}
}

// project solves the effects' equations of the active regressors and, if
// asked, of the residual.
func (f *fitter) project(regressors, residual float64) {
	var b, a [][]float64
	var tolerance []float64
	if residual > 0 {
		b, a, tolerance = append(b, f.be), append(a, f.ae), append(tolerance, residual)
	}
	for _, c := range f.active {
		b, a, tolerance = append(b, f.bx[c]), append(a, f.ax[c]), append(tolerance, regressors)
	}
	report := f.d.Solve(f.w, b, a, tolerance)
	f.products += report.Products
}

// cross returns X~'WX~ (by active column), X~'(r - W D ae) and, for each active
// column, its own weighted sum of squares around the typical value.
func (f *fitter) cross() (matrix [][]float64, score, squares []float64) {
	k := len(f.active)
	all := make([][]float64, len(f.spaces))
	for i := range f.spaces {
		clear(f.spaces[i].cross)
		clear(f.spaces[i].score)
		all[i] = make([]float64, k)
	}
	which := map[*space]int{}
	for i := range f.spaces {
		which[&f.spaces[i]] = i
	}
	f.chunks(func(s *space, chunk, low, high int) {
		n := high - low
		w := f.w[low:high]
		r := s.residual[:n]
		f.residual(r, low, high)
		spare := s.spare[:n]
		if f.d.Factors() > 0 {
			f.d.Expand(spare, f.ae, chunk)
			for i, v := range spare {
				r[i] -= w[i] * v
			}
		}
		own := all[which[s]]
		f.within(s, chunk, low, high)
		for a, column := range f.active {
			x, shift := f.x[column][low:high], f.shift[column]
			t := s.columns[a][:n]
			sum := 0.0
			for i, v := range x {
				c := v - shift
				sum += w[i] * c * c
				spare[i] = w[i] * t[i]
			}
			own[a] += sum
			for b := 0; b <= a; b++ {
				s.cross[a*k+b] += kernel.Dot(spare, s.columns[b][:n])
			}
			s.score[a] += kernel.Dot(t, r)
		}
	})
	matrix = make([][]float64, k)
	score, squares = make([]float64, k), make([]float64, k)
	for a := range k {
		matrix[a] = make([]float64, k)
	}
	for i := range f.spaces {
		for a := range k {
			for b := 0; b <= a; b++ {
				matrix[a][b] += f.spaces[i].cross[a*k+b]
			}
			score[a] += f.spaces[i].score[a]
			squares[a] += all[i][a]
		}
	}
	for a := range k {
		for b := range a {
			matrix[b][a] = matrix[a][b]
		}
	}
	return matrix, score, squares
}

// within writes the active regressors of a chunk, cleared of the effects, to
// the columns of s.
func (f *fitter) within(s *space, chunk, low, high int) {
	for a, column := range f.active {
		t := s.columns[a][:high-low]
		x := f.x[column][low:high]
		if f.d.Factors() == 0 {
			copy(t, x)
			continue
		}
		f.d.Expand(t, f.ax[column], chunk)
		for i, v := range x {
			t[i] = v - t[i]
		}
	}
}
