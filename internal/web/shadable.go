package web

import (
	"context"

	"dyad/dossier"
	"dyad/measure"
)

// shadable are the measures that can shade the map as they stand: those that have
// values for dyads in this lake. They are found once.
func (n *snapshot) shadable(ctx context.Context) []*measure.Measure {
	n.shading.Lock()
	defer n.shading.Unlock()
	if n.shades != nil {
		return n.shades
	}
	var out []*measure.Measure
	for _, name := range n.Env.Catalogue.Names() {
		m, err := n.Env.Catalogue.Get(name)
		if err != nil || !asksWorld(m) {
			continue
		}
		t, err := n.Env.WorldTable(ctx, dossier.WorldAsk{Measure: name, All: true})
		if err != nil || len(t.Values) == 0 || t.Values[0].B == "" { // the last: of single economies
			continue
		}
		out = append(out, m)
	}
	if ctx.Err() == nil {
		n.shades = out
	}
	return out
}

// asksWorld says whether a measure can be asked for all dyads without further
// parameters.
func asksWorld(m *measure.Measure) bool {
	if m.World == nil {
		return false
	}
	for _, p := range m.Params {
		if p.Default == "" && (p.Name == "base" || p.Name == "basket" && m.Unit == "%") {
			return false
		}
	}
	return true
}
