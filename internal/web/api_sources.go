package web

import (
	"context"
	"net/http"

	"dyad/trade"
)

// apiSources is `dyad sources --format json`.
func (s *Server) apiSources(_ context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	return jsonOf(n.Env.Releases)
}

// apiForensics is `dyad forensics A B --format json`, a page at a time.
func (s *Server) apiForensics(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r, "a", "b", "limit", "offset"); err != nil {
		return nil, err
	}
	limit, err := numberOf(r, "limit", 100, 1, 10_000)
	if err != nil {
		return nil, err
	}
	offset, err := numberOf(r, "offset", 0, 0, 10_000_000)
	if err != nil {
		return nil, err
	}
	a, b, err := oneOrTwo(r)
	if err != nil {
		return nil, err
	}
	found, err := n.findings(ctx, a, b)
	if err != nil {
		return nil, err
	}
	offset = min(offset, len(found))
	return jsonOf(append([]trade.Finding{}, found[offset:min(len(found), offset+limit)]...))
}
