package ppml

// gaussianTwin is a least-squares problem on the same columns and effects, with
// room of its own for outcome, weights and estimates.
func (f *fitter) gaussianTwin() *fitter {
	n, k, e := len(f.y), len(f.x), f.d.Length()
	g := &fitter{family: Gaussian, threads: f.threads, d: f.d, names: f.names, x: f.x, shift: f.shift, reach: f.reach, size: f.size, profiled: -1, spaces: f.spaces}
	g.beta, g.alpha = make([]float64, k), make([]float64, e)
	g.ax, g.bx = make([][]float64, k), make([][]float64, k)
	for c := range k {
		g.ax[c], g.bx[c] = make([]float64, e), make([]float64, e)
	}
	g.ae, g.be = make([]float64, e), make([]float64, e)
	g.eta, g.mu, g.w = make([]float64, n), f.mu, make([]float64, n)
	g.active = append(g.active, f.active...)
	return g
}

// unweightedTwin is a least-squares problem in which every row that takes part
// has weight one, with the regressors that are not collinear there.
func (f *fitter) unweightedTwin() *fitter {
	g := f.gaussianTwin()
	for i := range g.w {
		if f.weight(i) > 0 {
			g.w[i] = 1
		}
	}
	g.prior, g.y = g.w, make([]float64, len(f.y))
	g.prepare()
	return g
}

// prepare projects the regressors on the effects under the weights, and leaves
// out those that are collinear there.
func (f *fitter) prepare() {
	f.gradient()
	clear(f.ae)
	f.project(1e-11, 1e-11)
	clear(f.ae)
	matrix, _ := f.cross()
	kept := pivots(matrix, func(a int, left float64) bool { return left > exactShare*f.moments.spread(a, f.shift[f.active[a]]) })
	var active []int
	for a, column := range f.active {
		if kept[a] {
			active = append(active, column)
		}
	}
	f.active = active
}

// regress makes one weighted regression of what is left of the outcome. The
// regressors must have been prepared under the same weights.
func (f *fitter) regress() {
	f.effectGradient()
	f.d.Solve(f.w, [][]float64{f.be}, [][]float64{f.ae}, []float64{1e-11})
	matrix, score := f.cross()
	beta, ok := solveSymmetric(matrix, score)
	if !ok {
		beta = make([]float64, len(score))
	}
	m := f.newMove(beta)
	f.advance(&m, 1)
}

// effectGradient fills D'r alone.
func (f *fitter) effectGradient() {
	clear(f.be)
	buffer := make([]float64, f.d.LongestChunk())
	for c := range f.d.Chunks() {
		low, high := f.d.Chunk(c)
		f.residual(buffer, low, high)
		f.d.Gather(f.be, buffer[:high-low], c)
	}
}
