package gravity

import (
	"dyad/regress"
	"fmt"
	"math"
	"slices"
)

// yearEffects are the estimated effects of a year by economy, NaN where the
// estimation has none, and the group of economies that trade connects: a
// difference between groups is not determined.
type yearEffects struct {
	exporter, importer           []float64
	exporterGroup, importerGroup []int32
	// constant is the value that a covariate without a coefficient has in all rows
	// of the year; NaN where it varies or has a coefficient.
	constant []float64
}

// effectsOf reads the effects of a year off the rows that took part.
func (m *expectModel) effectsOf(e *regress.Estimate, rows []sample) *yearEffects {
	n := len(m.p.names)
	out := &yearEffects{exporter: missing(n), importer: missing(n)}
	parent := make([]int32, 2*n) // exporters, then importers
	for k := range parent {
		parent[k] = int32(k)
	}
	find := func(k int32) int32 {
		for parent[k] != k {
			parent[k] = parent[parent[k]]
			k = parent[k]
		}
		return k
	}
	for _, r := range rows {
		i, j := m.p.exporter[r.row], m.p.importer[r.row]
		out.exporter[i] = e.EffectAt(0, r.at)
		out.importer[j] = e.EffectAt(1, r.at)
		parent[find(i)] = find(int32(n) + j)
	}
	for k := range int32(n) {
		out.exporterGroup = append(out.exporterGroup, find(k))
		out.importerGroup = append(out.importerGroup, find(int32(n)+k))
	}
	out.constant = missing(len(m.x))
	for k, x := range m.x {
		if _, ok := e.Coefficient(x.Name); ok || len(rows) == 0 || isReference(e, x) {
			continue
		}
		first := x.X[rows[0].row]
		if !slices.ContainsFunc(rows, func(r sample) bool { return x.X[r.row] != first }) {
			out.constant[k] = first
		}
	}
	return out
}

// isReference says whether a regressor is the indicator of a value that the
// estimate has seen and measures the others by: its coefficient is zero.
func isReference(e *regress.Estimate, x regress.Regressor) bool {
	unseen := slices.ContainsFunc(x.Levels, func(l regress.Level) bool { return !e.Saw(l) })
	return len(x.Levels) > 0 && !unseen && !slices.Contains(e.Collinear, x.Name)
}

func missing(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
	}
	return out
}

// predict is what the model expects of a flow with these covariates, or NaN and
// the reason.
func (m *expectModel) predict(e *regress.Estimate, effects *yearEffects, values []float64, from, to int32) (float64, string) {
	names := m.p.names
	for k, x := range m.x {
		if math.IsNaN(values[k]) {
			return math.NaN(), fmt.Sprintf("%s of %s to %s is not known", x.Name, names[from], names[to])
		}
		if c := effects.constant[k]; !math.IsNaN(c) && values[k] != c { // nobody else is like this, so its effect is not known
			return math.NaN(), fmt.Sprintf("%s of %s to %s is %g, of all others in the estimate %g", x.Name, names[from], names[to], values[k], c)
		}
	}
	if math.IsNaN(effects.exporter[from]) {
		return math.NaN(), names[from] + " exports to nobody else in the estimate"
	}
	if math.IsNaN(effects.importer[to]) {
		return math.NaN(), names[to] + " imports from nobody else in the estimate"
	}
	if effects.exporterGroup[from] != effects.importerGroup[to] {
		return math.NaN(), "without this dyad nothing links the exports of " + names[from] + " with the imports of " + names[to]
	}
	log := effects.exporter[from] + effects.importer[to]
	for k, x := range m.x {
		if c, ok := e.Coefficient(x.Name); ok { // else collinear: the effects contain it
			log += c.Estimate * values[k]
		}
	}
	return math.Exp(log), ""
}
