package ppml

// EstimateMemory returns roughly how many bytes Fit will need beside the
// caller's own columns, supposing that the rows must be put in another order.
func EstimateMemory(m Model, o Options) int64 {
	o = o.withDefaults()
	n, k := int64(len(m.Y)), int64(len(m.X))
	columns := 1 + k + 2 + 1 // outcome, regressors, predictor and mean, fitted values
	if m.Weights != nil {
		columns += 2
	}
	if m.Offset != nil {
		columns++
	}
	groups := int64(0)
	for _, f := range m.Effects {
		groups += int64(f.Groups)
	}
	bytes := 8*n*columns + 4*n*int64(1+len(m.Effects)) + n
	bytes += 8 * groups * (2*k + 6 + 5*int64(o.Threads))
	for _, c := range o.Clusters {
		bytes += 4*n + 8*k*int64(c.Groups)*int64(o.Threads)
	}
	return bytes
}
