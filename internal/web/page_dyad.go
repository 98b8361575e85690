package web

import (
	"context"
	"net/http"

	"dyad/claim/review"
	"dyad/dossier"
)

// dyadSection is a section of the account with its figures at their addresses.
type dyadSection struct {
	dossier.Section
	Shown []shown
}

// dyadPage is the account of a dyad: the sections of package dossier, each
// number leading to how it was made.
func (s *Server) dyadPage(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	a, b := dyadOf(r)
	acc, err := n.Env.NewAccount(ctx, a, b)
	if err != nil {
		return nil, err
	}
	var sections []dyadSection
	hasClaims := false
	for _, sec := range acc.Sections {
		hasClaims = hasClaims || sec.ID == "claims"
		d := dyadSection{Section: sec}
		for _, f := range sec.Figures {
			d.Shown = append(d.Shown, n.show(f, "/d/"+string(a)+"/"+string(b)+"/"+f.Name))
		}
		sections = append(sections, d)
	}
	var claims []review.Claim
	if !hasClaims {
		if claims, err = s.claimsOn(ctx, n, a, b); err != nil {
			return nil, err
		}
	}
	return s.page("dyad", page{Title: acc.Title, A: a, B: b, Snapshot: n.Env.Snapshot, Data: map[string]any{
		"Account": acc, "Sections": sections, "Sources": acc.Used(), "Claims": claims,
	}})
}
