package absorb

// Report says how a solution was reached.
type Report struct {
	Iterations int     // of conjugate gradients, the most any column took
	Products   int     // operator products over all columns
	Residual   float64 // largest relative residual left by conjugate gradients
	// Slack holds, for columns i and j, the product a_i'(b_j - D'WD a_j) of a
	// solution and a residual; nil where nothing was left to iteration.
	Slack [][]float64
}

// Solve finds, for every column of b, an effect vector a with D'WD a = b.
// Weights are by position, zero at holes; each column of b must be D'Wv for
// some v, so that a solution exists although D is rank deficient (any solution
// will do). Columns of a hold the starting values where iteration is needed;
// it stops at the relative residual given by tolerance.
func (d *Design) Solve(weights []float64, b, a [][]float64, tolerance []float64) Report {
	if d.Factors() == 0 || len(b) == 0 {
		return Report{}
	}
	if d.Shape == Cube {
		return d.conjugate(d.newCubeOperator(weights), b, a, tolerance)
	}
	var iterate, factor []int
	for k := range d.components {
		if d.components[k].direct {
			factor = append(factor, k)
		} else {
			iterate = append(iterate, k)
		}
	}
	d.solveDirect(factor, weights, b, a)
	if len(iterate) == 0 {
		return Report{}
	}
	return d.conjugate(d.newSparseOperator(iterate, weights), b, a, tolerance)
}
