package web

import (
	"context"
	"errors"
	"slices"

	"dyad/claim"
	"dyad/claim/review"
	"dyad/dossier"
	"dyad/economy"
)

// reviewOf is the article's claims judged against the snapshot, once. A text in
// which the quotes do not stand is said in the log and on its page; the claims are
// then judged without it.
func (s *Server) reviewOf(ctx context.Context, n *snapshot) (*claim.Review, error) {
	n.judged.Lock()
	defer n.judged.Unlock()
	if n.review != nil {
		return n.review, nil
	}
	r, err := n.bench.Judge(ctx, n.file, claim.Options{Catalogue: n.Env.Catalogue, Text: string(s.o.Text), TextName: "the text"})
	var problems claim.Problems
	if errors.As(err, &problems) && len(s.o.Text) > 0 {
		s.log.Printf("the text given is not the one quoted, or not as printed: %d problems, the first: %v", len(problems), problems[0])
		n.unquoted = problems
		r, err = n.bench.Judge(ctx, n.file, claim.Options{Catalogue: n.Env.Catalogue})
	}
	if err != nil {
		return nil, err
	}
	n.review = r
	return r, nil
}

// claimsOn are the claims whose check speaks of both economies and can be
// answered.
func (s *Server) claimsOn(ctx context.Context, n *snapshot, a, b economy.Code) ([]review.Claim, error) {
	ids := dossier.ClaimsOn(n.file, a, b)
	if len(ids) == 0 {
		return nil, nil
	}
	r, err := s.reviewOf(ctx, n)
	if err != nil {
		return nil, err
	}
	var out []review.Claim
	for _, c := range r.Claims {
		if slices.Contains(ids, c.ID) {
			out = append(out, c)
		}
	}
	return dossier.Testable(out), nil
}
