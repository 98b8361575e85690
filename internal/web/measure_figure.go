package web

import (
	"context"
	"net/http"

	"dyad/economy"
	"dyad/measure"
)

// measureFigure is the distribution of a measure at its own address.
func (s *Server) measureFigure(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	name, ending, err := splitFile(r.PathValue("file"))
	if err != nil {
		return nil, err
	}
	if name != "world" {
		return nil, notFound("a measure has no figure "+shorten(name), "its figure is world"+ending)
	}
	if err := known(r, "a", "b", "year", "source", "role", "set", "basket", "layout", "theme", "width"); err != nil {
		return nil, err
	}
	ask, err := worldAsk(r)
	if err != nil {
		return nil, err
	}
	var a, b economy.Code
	if q := r.URL.Query(); q.Get("a") != "" && q.Get("b") != "" {
		if a, b, err = measure.Pair(q.Get("a"), q.Get("b")); err != nil {
			return nil, err
		}
	}
	t, err := n.Env.WorldTable(ctx, ask)
	if err != nil {
		return nil, asNotFound(err)
	}
	return drawn(t.Distribution(n.Env, a, b), ending, r)
}
