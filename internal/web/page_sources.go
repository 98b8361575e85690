package web

import (
	"context"
	"net/http"

	"dyad/trade"
)

// kindOfFinding is the findings of one kind, the weightiest first; More is how
// many further ones there are.
type kindOfFinding struct {
	Kind  string
	Count int
	Shown []trade.Finding
	More  int
}

const findingsShown = 12

// sourcesPage is where everything comes from: provenance, caveats, what was
// rejected, and what looks odd.
func (s *Server) sourcesPage(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	found, err := n.findings(ctx, "", "")
	if err != nil {
		return nil, err
	}
	data := map[string]any{"Sources": n.Env.Releases, "Findings": byKind(found)}
	return s.page("sources", page{Title: "Sources", Here: "sources", Snapshot: n.Env.Snapshot, Data: data})
}

// byKind keeps the order of the kinds and of the findings within each.
func byKind(found []trade.Finding) []kindOfFinding {
	var out []kindOfFinding
	for _, f := range found {
		if len(out) == 0 || out[len(out)-1].Kind != f.Kind {
			out = append(out, kindOfFinding{Kind: f.Kind})
		}
		k := &out[len(out)-1]
		if k.Count++; len(k.Shown) < findingsShown {
			k.Shown = append(k.Shown, f)
		} else {
			k.More++
		}
	}
	return out
}
