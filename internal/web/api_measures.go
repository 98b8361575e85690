package web

import (
	"context"
	"net/http"

	"dyad/internal/hint"
	"dyad/measure"
)

func (s *Server) apiMeasures(_ context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	out := []measure.Entry{}
	for _, name := range n.Env.Catalogue.Names() {
		m, err := n.Env.Catalogue.Get(name)
		if err != nil {
			return nil, err
		}
		out = append(out, m.Entry())
	}
	return jsonOf(out)
}

func (s *Server) apiMeasure(_ context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	m, err := n.Env.Catalogue.Get(r.PathValue("name"))
	if err != nil {
		return nil, asNotFound(err)
	}
	return jsonOf(m.Entry())
}

// apiRows are the rows of `dyad measure NAME A B --format json`.
func (s *Server) apiRows(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r, "a", "b", "years", "freq", "basket", "reporter", "source", "set", "world"); err != nil {
		return nil, err
	}
	m, err := n.Env.Catalogue.Get(r.PathValue("name"))
	if err != nil {
		return nil, asNotFound(err)
	}
	words := wordsOf(r)
	if m.Subject == measure.Dyad && (words.A == "" || words.B == "") {
		return nil, hint.New(hint.Usage, "", "a dyad is two economies: a and b are wanted", "add ?a=CHN&b=RUS")
	}
	q, err := words.Query(m)
	if err != nil {
		return nil, err
	}
	rows, err := n.Env.Rows(ctx, r.PathValue("name"), q)
	if err != nil {
		return nil, err
	}
	return jsonOf(measure.Records(rows))
}

// apiBoard are the rows of `dyad show A B --format json`.
func (s *Server) apiBoard(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	a, b, err := measure.Pair(r.PathValue("a"), r.PathValue("b"))
	if err != nil {
		return nil, asNotFound(err)
	}
	bd, err := n.Env.NewBoard(ctx, a, b)
	if err != nil {
		return nil, err
	}
	return jsonOf(measure.Records(bd.Rows()))
}
