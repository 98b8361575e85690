package dossier

import (
	"context"
	"strings"

	"dyad/claim/review"
	"dyad/desk"
	"dyad/economy"
	"dyad/measure"
	"dyad/trade"
)

// Env is what an account is made from: an open desk, and the claims that are
// judged beside it.
type Env struct {
	*desk.Desk

	// Claims gives the judged claims that speak of both economies; nil where
	// there is no claim file.
	Claims func(ctx context.Context, a, b economy.Code) ([]review.Claim, error)
}

// WithMembers is the same with groups counted as a value of the parameter
// members says; "" leaves it as it is.
func (e Env) WithMembers(members string) Env {
	e.Desk = e.Desk.WithMembers(members)
	return e
}

// membersWords says with which members the groups among some economies count;
// "" where there is none.
func (e Env) membersWords(codes ...economy.Code) string {
	var parts []string
	for _, c := range codes {
		if trade.IsGroup(c) {
			parts = append(parts, trade.MembersWords(c, e.Members))
		}
	}
	return strings.Join(parts, "; ")
}

func (e Env) ask(ctx context.Context, name string, a, b economy.Code, params map[string]string) ([]measure.Row, error) {
	return e.Catalogue.Eval(ctx, name, measure.Query{A: a, B: b, Params: params})
}
