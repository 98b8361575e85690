package web

import (
	"context"
	"net/http"

	"dyad/dossier"
)

// dyadSection is a section of the account with its figures at their addresses.
type dyadSection struct {
	dossier.Section
	Shown  []shown
	Claims []string // ids, each with a page of its evidence
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
	for _, sec := range acc.Sections {
		d := dyadSection{Section: sec}
		for _, f := range sec.Figures {
			d.Shown = append(d.Shown, n.show(f, "/d/"+string(a)+"/"+string(b)+"/"+f.Name))
		}
		if sec.ID == "claims" {
			claims, err := s.claimsOn(ctx, n, a, b)
			if err != nil {
				return nil, err
			}
			for _, c := range claims {
				d.Claims = append(d.Claims, c.ID)
			}
		}
		sections = append(sections, d)
	}
	out, err := s.page("dyad", page{Title: acc.Title, A: a, B: b, Snapshot: n.Env.Snapshot, Data: map[string]any{
		"Account": acc, "Sections": sections, "Sources": acc.Used(),
	}})
	if err == nil {
		out.passing = acc.Unfinished
	}
	return out, err
}
