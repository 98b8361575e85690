package gravity

import (
	"dyad/regress"
	"fmt"
	"math"
)

// yearEffects are the estimated effects of a year by economy, NaN where the
// estimation has none, and the group of economies that trade connects: a
// difference between groups is not determined.
type yearEffects struct {
	exporter, importer           []float64
	exporterGroup, importerGroup []int32
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
	return out
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
