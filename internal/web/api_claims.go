package web

import (
	"context"
	"net/http"
)

// apiClaims is `dyad check article --format json`.
func (s *Server) apiClaims(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	rv, err := s.reviewOf(ctx, n)
	if err != nil {
		return nil, err
	}
	b, err := rv.JSON()
	return &answer{body: b, kind: kinds[".json"]}, err
}

// apiCheck judges the claim file in the body.
func (s *Server) apiCheck(w http.ResponseWriter, r *http.Request) {
	n := s.holder.take()
	if n == nil {
		s.fail(w, r, errBusy)
		return
	}
	defer n.leave()
	if err := s.posted(r); err != nil {
		s.fail(w, r, err)
		return
	}
	text, err := s.body(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	result, err := s.check(r.Context(), n, text)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	a, err := jsonOf(result)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	s.send(w, r, http.StatusOK, a)
}
