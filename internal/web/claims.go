package web

import (
	"context"
	"regexp"
	"slices"

	"dyad/claim"
	"dyad/claim/review"
	"dyad/economy"
)

// reviewOf is the article's claims judged against the snapshot, once.
func (s *Server) reviewOf(ctx context.Context, n *snapshot) (*claim.Review, error) {
	n.judged.Lock()
	defer n.judged.Unlock()
	if n.review != nil {
		return n.review, nil
	}
	r, err := n.bench.Judge(ctx, n.file, claim.Options{Catalogue: n.Env.Catalogue, Text: string(s.o.Text), TextName: "the text"})
	if err != nil {
		return nil, err
	}
	n.review = r
	return r, nil
}

// claimsOn are the claims whose check speaks of both economies.
func (s *Server) claimsOn(ctx context.Context, n *snapshot, a, b economy.Code) ([]review.Claim, error) {
	var ids []string
	for _, c := range n.file.Claims {
		text := c.Check.Value
		for _, l := range c.Let {
			text += " " + l.Value.Value
		}
		words := code.FindAllString(text, -1)
		if slices.Contains(words, string(a)) && slices.Contains(words, string(b)) {
			ids = append(ids, c.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	r, err := s.reviewOf(ctx, n)
	if err != nil {
		return nil, err
	}
	var out []review.Claim
	for _, c := range r.Claims {
		if slices.Contains(ids, c.ID) && c.Verdict != review.NotTestable {
			out = append(out, c)
		}
	}
	return out, nil
}

var code = regexp.MustCompile(`\b[A-Z][A-Z0-9]{1,4}(-[A-Z]{1,3})?\b`)
