package web

import (
	"context"
	"net/http"
	"net/url"
)

// settle makes a snapshot quick: what questions need comes into memory, and the
// pages that everybody meets first are made. What fails here fails again for the
// one who asks, in words.
func (s *Server) settle(ctx context.Context, n *snapshot) {
	if err := n.Env.Warm(ctx); err != nil && ctx.Err() == nil {
		s.log.Printf("bringing the lake into memory: %v", err)
	}
	ctx, cancel := context.WithTimeout(ctx, 2*s.limits.Make)
	defer cancel()
	for _, first := range []struct {
		at   string
		make maker
	}{{"/", s.startPage}, {"/claims", s.claimsPage}, {"/sources", s.sourcesPage}} {
		r := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: first.at}}
		if _, err := s.answer(ctx, n, first.make, r); err != nil && ctx.Err() == nil {
			s.log.Printf("preparing %s: %v", first.at, err)
		}
	}
}
