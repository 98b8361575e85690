package web

import (
	"context"
	"net/http"
)

// sourcesPage is where everything comes from: provenance, caveats, what was
// rejected, and what looks odd.
func (s *Server) sourcesPage(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	data := map[string]any{"Sources": n.Sources, "CanForensics": n.Forensics != nil}
	if n.Forensics != nil {
		found, err := n.Forensics(ctx)
		if err != nil {
			return nil, err
		}
		data["Findings"] = found
	}
	return s.page("sources", page{Title: "Sources", Here: "sources", Snapshot: n.Env.Snapshot, Data: data})
}
