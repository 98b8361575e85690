package ppml

import (
	"math"
	"slices"

	"dyad/stat/internal/absorb"
	"dyad/stat/internal/kernel"
)

// fitter holds a model in the order of its design, and where the iteration
// stands. Columns of the caller are used as they are where the order allows.
type fitter struct {
	family  Family
	threads int
	d       *absorb.Design
	y       []float64
	prior   []float64 // prior weights, zero at holes; nil: all one (holes have no mean)
	offset  []float64 // nil: none
	names   []string
	x       [][]float64
	shift   []float64 // a typical value of each regressor, for scale only
	moved   []float64 // what was taken out of it, see distant.go
	reach   []float64 // its largest distance from there
	size    []float64 // the outcome's size in each group of the effects
	scale   float64   // the outcome's reach where it is not in the working weights, else one

	beta  []float64 // by column of x
	alpha []float64 // effect vector
	eta   []float64
	mu    []float64
	w     []float64 // working weights: prior times the variance

	// The projections of the regressors and of the residual on the effects.
	ax, bx  [][]float64
	ae, be  []float64
	moments moments // at the present estimates

	active        []int     // columns of x that are not collinear
	profiled      int       // factor whose effects are solved in closed form, -1: none
	actual        []float64 // the outcome's totals by its groups
	saturated     float64
	starting      bool // the working residual is that of the starting values
	spaces        []space
	nullAlpha     []float64 // effects of the model without regressors
	nullConstant  float64
	products      int
	change, ratio []float64   // the last profile step, where the rows do not have it yet
	final         [][]float64 // X~'WX~ at the estimates
	suspects      []int       // positions whose means may be on their way to zero
	searched      bool        // all zeros have been searched for separation
}

// space is what one goroutine needs for a pass over the rows.
type space struct {
	columns  [][]float64
	residual []float64
	spare    []float64
	cross    []float64 // k x k
	score    []float64 // k
	first    []float64 // k, sums of weighted regressors
	sums     []float64 // by group of the profiled factor
	total    [4]float64
	be       []float64 // where this worker adds up right-hand sides
	bx       [][]float64
	private  [][]float64
	stirling [4][]float64
}

func newFitter(m Model, o Options, rows []int32) *fitter {
	f := &fitter{family: m.Family, threads: o.Threads}
	factors := make([]absorb.Factor, len(m.Effects))
	for q, e := range m.Effects {
		factors[q] = absorb.Factor{ID: e.ID, Groups: e.Groups}
	}
	f.d = absorb.New(factors, rows, len(m.Y), o.Threads)
	n := f.d.Positions
	f.y = f.takeZero(m.Y)
	if m.Weights != nil {
		f.prior = f.takeZero(m.Weights)
	} else if len(f.d.Holes) > 0 && f.family == Gaussian {
		f.prior = make([]float64, n)
		for i := range f.prior {
			if f.d.Row(i) >= 0 {
				f.prior[i] = 1
			}
		}
	}
	if m.Offset != nil {
		f.offset = f.take(m.Offset)
	}
	if m.Intercept && len(m.Effects) == 0 {
		one := make([]float64, n)
		for i := range one {
			one[i] = 1
		}
		f.names, f.x = append(f.names, InterceptName), append(f.x, one)
	}
	for c, x := range m.X {
		f.names, f.x = append(f.names, x.Name), append(f.x, f.take(x.X))
		if o.Release && !f.d.Aligned {
			m.X[c].X = nil
		}
	}
	k := len(f.x)
	f.beta, f.alpha = make([]float64, k), make([]float64, f.d.Length())
	f.ax, f.bx = make([][]float64, k), make([][]float64, k)
	for c := range k {
		f.ax[c], f.bx[c] = make([]float64, f.d.Length()), make([]float64, f.d.Length())
		f.active = append(f.active, c)
	}
	f.ae, f.be = make([]float64, f.d.Length()), make([]float64, f.d.Length())
	f.eta, f.mu = make([]float64, n), make([]float64, n)
	f.w = f.mu
	if f.prior != nil {
		f.w = make([]float64, n)
	}
	f.profiled = -1
	if f.family == Poisson {
		for q := range f.d.Factors() {
			if f.profiled < 0 || f.groups(q) > f.groups(f.profiled) {
				f.profiled = q
			}
		}
	}
	f.spaces = make([]space, max(1, o.Threads))
	for i := range f.spaces {
		s := &f.spaces[i]
		s.columns = make([][]float64, k)
		for c := range s.columns {
			s.columns[c] = make([]float64, f.d.LongestChunk())
		}
		s.residual = make([]float64, f.d.LongestChunk())
		s.spare = make([]float64, f.d.LongestChunk())
		s.cross, s.score = make([]float64, k*k), make([]float64, k)
		s.first = make([]float64, k)
		if f.profiled >= 0 {
			s.sums = f.spaces[0].sums
			if i == 0 || !f.d.Disjoint() {
				s.sums = make([]float64, f.groups(f.profiled))
			}
		}
	}
	f.shift, f.reach = make([]float64, k), make([]float64, k)
	f.moved = make([]float64, k)
	absorb.Parallel(o.Threads, k, func(_, c int) {
		f.centre(c)
		f.move(c)
	})
	return f
}

// centre finds a regressor's mean and its reach. The mean is zero for the
// constant, and for every regressor of a model that spans none: there the
// residuals need not add up to zero, and nothing may be moved.
func (f *fitter) centre(c int) {
	constant := f.d.Factors() > 0 || slices.Contains(f.names, InterceptName)
	if constant && f.names[c] != InterceptName {
		f.shift[c] = f.mean(f.x[c])
	}
	for i, v := range f.x[c] {
		if d := math.Abs(v - f.shift[c]); d > f.reach[c] && f.weight(i) > 0 {
			f.reach[c] = d
		}
	}
}

func (f *fitter) groups(q int) int { return f.d.Start[q+1] - f.d.Start[q] }

// take returns a column in the design's order: the caller's own slice where
// nothing has to move, else a copy. What it holds at holes has no meaning.
func (f *fitter) take(column []float64) []float64 {
	if f.d.Aligned {
		return column
	}
	taken := make([]float64, f.d.Positions)
	absorb.ParallelRange(f.threads, len(taken), func(_, low, high int) {
		for i := low; i < high; i++ {
			if row := f.d.Row(i); row >= 0 {
				taken[i] = column[row]
			}
		}
	})
	return taken
}

// giveBack makes the caller's regressors again from the fitter's, for another
// fitter on fewer rows. Rows that no longer take part are zero.
func (f *fitter) giveBack(m Model) {
	first := len(f.x) - len(m.X) // after the constant
	for c := range m.X {
		if m.X[c].X != nil {
			continue
		}
		column := make([]float64, len(m.Y))
		for i, v := range f.x[first+c] {
			if row := f.d.Row(i); row >= 0 {
				column[row] = v + f.moved[first+c]
			}
		}
		m.X[c].X, f.x[first+c] = column, nil
	}
}

// takeZero is take with zeros at holes.
func (f *fitter) takeZero(column []float64) []float64 {
	taken := f.take(column)
	filled := slices.ContainsFunc(f.d.Holes, func(i int32) bool { return taken[i] != 0 })
	if !filled {
		return taken
	}
	if f.d.Aligned { // the caller's
		taken = slices.Clone(column)
	}
	for _, i := range f.d.Holes {
		taken[i] = 0
	}
	return taken
}

// weight is the prior weight at a position.
func (f *fitter) weight(i int) float64 {
	if f.prior != nil {
		return f.prior[i]
	}
	if f.d.Source != nil && f.d.Source[i] < 0 {
		return 0
	}
	return 1
}

func (f *fitter) mean(x []float64) float64 {
	if f.prior == nil {
		sum, from := 0.0, 0
		for _, i := range f.d.Holes {
			sum += kernel.Sum(x[from:i])
			from = int(i) + 1
		}
		sum += kernel.Sum(x[from:])
		return sum / float64(len(x)-len(f.d.Holes))
	}
	sum, total := 0.0, 0.0
	for i, v := range x {
		p := f.weight(i)
		sum += p * v
		total += p
	}
	return sum / total
}

// residual writes the weighted working residual of a chunk: prior times
// (outcome less mean), or, at the start, that of the starting values.
func (f *fitter) residual(dst []float64, low, high int) {
	y, mu := f.y[low:high], f.mu[low:high]
	if f.starting { // the predictor holds the starting values' logs less the offset
		z := f.eta[low:high]
		for i, m := range mu {
			dst[i] = m*z[i] + y[i] - m
		}
		if f.prior != nil {
			kernel.Multiply(dst[:high-low], dst, f.prior[low:high])
		}
		return
	}
	level := mu
	if f.family == Gaussian {
		level = f.eta[low:high]
	}
	kernel.Subtract(dst[:high-low], y, level, 0)
	if f.prior != nil {
		kernel.Multiply(dst[:high-low], dst, f.prior[low:high])
	}
}

// chunks runs a pass over all chunks.
func (f *fitter) chunks(work func(s *space, chunk, low, high int)) {
	f.d.Each(func(worker, chunk int) {
		low, high := f.d.Chunk(chunk)
		work(&f.spaces[worker], chunk, low, high)
	})
}
