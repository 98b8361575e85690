package web

import (
	"context"
	"net/http"

	"dyad/desk"
	"dyad/figure/named"
	"dyad/measure"
)

type figureRecord struct {
	Name  string `json:"name"`
	About string `json:"about"`
	Needs string `json:"needs"`
}

func (s *Server) apiFigures(_ context.Context, _ *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	out := []figureRecord{}
	for _, m := range named.All() {
		out = append(out, figureRecord{m.Name, m.About, m.Needs})
	}
	return jsonOf(out)
}

// apiFigure is `dyad figure NAME A B -o FILE.json`.
func (s *Server) apiFigure(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	ask, err := figureAsk(r)
	if err != nil {
		return nil, err
	}
	if ask.A, ask.B, err = measure.Pair(r.PathValue("a"), r.PathValue("b")); err != nil {
		return nil, asNotFound(err)
	}
	var f desk.Figure
	if f, err = n.Env.DrawnFigure(ctx, r.PathValue("name"), ask); err != nil {
		return nil, asNotFound(err)
	}
	return drawn(f.Chart, ".json", r)
}
