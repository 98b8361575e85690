package web

import (
	"context"
	"net/http"
	"net/url"
)

// prepare makes the pages that everybody meets first, so that nobody waits for
// them. What fails here fails again for the one who asks, in words.
func (s *Server) prepare(n *snapshot) {
	ctx, cancel := context.WithTimeout(s.ctx, 2*s.limits.Make)
	defer cancel()
	for at, make := range map[string]maker{"/": s.startPage, "/sources": s.sourcesPage, "/claims": s.claimsPage} {
		r := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: at}}
		if _, err := s.answer(ctx, n, make, r); err != nil && ctx.Err() == nil {
			s.log.Printf("preparing %s: %v", at, err)
		}
	}
}
