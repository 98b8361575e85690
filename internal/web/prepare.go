package web

import (
	"context"
	"net/http"
	"net/url"
)

// warm brings what questions need into memory. What fails here fails again for
// the one who asks, in words.
func (s *Server) warm(ctx context.Context, n *snapshot) {
	if err := n.Env.Warm(ctx); err != nil && ctx.Err() == nil {
		s.log.Printf("bringing the lake into memory: %v", err)
	}
}

// prepare makes the pages that everybody meets first, and what they remember for
// others.
func (s *Server) prepare(ctx context.Context, n *snapshot) {
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
