package cli

import (
	"context"

	"dyad/claim"
	"dyad/claim/review"
	"dyad/desk"
	"dyad/dossier"
	"dyad/economy"
	"dyad/measure"
)

// session is an open desk with the article's claims beside it.
type session struct {
	*desk.Desk
	env dossier.Env
}

func (s *session) close() error { return s.Close() }

func (a *app) openDesk(ctx context.Context) (*desk.Desk, error) {
	return desk.Open(ctx, a.lakeDir, desk.Options{Version: Version, Estimating: a.estimating})
}

func (a *app) open(ctx context.Context) (*session, error) {
	d, err := a.openDesk(ctx)
	if err != nil {
		return nil, err
	}
	s := &session{Desk: d, env: dossier.Env{Desk: d}}
	s.env.Claims = s.claimsOn
	return s, nil
}

// claimsOn judges the article's claims that speak of both economies.
func (s *session) claimsOn(ctx context.Context, a, b economy.Code) ([]review.Claim, error) {
	f, err := claimFile("article")
	if err != nil {
		return nil, err
	}
	ids := dossier.ClaimsOn(f, a, b)
	if len(ids) == 0 {
		return nil, nil
	}
	r, err := claim.Judge(ctx, f, claim.Options{Catalogue: s.Catalogue, Only: ids})
	if err != nil {
		return nil, err
	}
	return dossier.Testable(r.Claims), nil
}

// pair resolves the two economies of a dyad.
func pair(words []string) (x, y economy.Code, err error) { return measure.Pair(words[0], words[1]) }
