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
	Later  string   // address of a section that takes long and has a page of its own
}

// expectedID is the section that solves a model of the whole world for the dyad:
// some fifty milliseconds, and so on a page of its own, which the script brings in.
const expectedID = "expected"

// dyadPage is the account of a dyad: the sections of package dossier, each
// number leading to how it was made.
func (s *Server) dyadPage(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	a, b := dyadOf(r)
	env := n.Env
	same := *env.Desk // the long section has a page of its own
	same.Gravity = nil
	env.Desk = &same
	acc, err := env.NewAccount(ctx, a, b)
	if err != nil {
		return nil, err
	}
	return s.account(ctx, n, acc, "dyad", func(sec *dyadSection) bool {
		if sec.ID == expectedID && n.Env.Gravity != nil {
			sec.Later, sec.Needs = "/d/"+string(a)+"/"+string(b)+"/"+expectedID, ""
		}
		return true
	})
}

// expectedPage is the section of expected trade alone.
func (s *Server) expectedPage(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	a, b := dyadOf(r)
	acc, err := n.Env.NewAccount(ctx, a, b)
	if err != nil {
		return nil, err
	}
	return s.account(ctx, n, acc, "section", func(sec *dyadSection) bool { return sec.ID == expectedID })
}

// account fills a template with the sections that are wanted.
func (s *Server) account(ctx context.Context, n *snapshot, acc *dossier.Account, template string, want func(*dyadSection) bool) (*answer, error) {
	var sections []dyadSection
	for _, sec := range acc.Sections {
		d := dyadSection{Section: sec}
		if !want(&d) {
			continue
		}
		for _, f := range sec.Figures {
			d.Shown = append(d.Shown, n.show(f, "/d/"+string(acc.A)+"/"+string(acc.B)+"/"+f.Name))
		}
		if sec.ID == "claims" {
			claims, err := s.claimsOn(ctx, n, acc.A, acc.B)
			if err != nil {
				return nil, err
			}
			for _, c := range claims {
				d.Claims = append(d.Claims, c.ID)
			}
		}
		sections = append(sections, d)
	}
	out, err := s.page(template, page{Title: acc.Title, A: acc.A, B: acc.B, Snapshot: n.Env.Snapshot, Data: map[string]any{
		"Account": acc, "Sections": sections, "Sources": acc.Used(), "Entries": entriesOf(acc, sections),
	}})
	if err == nil {
		out.passing = acc.Unfinished
	}
	return out, err
}

// entriesOf are the numbers that the sections shown speak of.
func entriesOf(acc *dossier.Account, sections []dyadSection) []dossier.Entry {
	used := map[int]bool{}
	for _, sec := range sections {
		for _, p := range sec.Text {
			for _, span := range p {
				used[span.N] = true
			}
		}
	}
	var out []dossier.Entry
	for _, e := range acc.Entries {
		if used[e.N] {
			out = append(out, e)
		}
	}
	return out
}
