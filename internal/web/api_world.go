package web

import (
	"context"
	"net/http"
)

// worldRecord is a page of a measure's ranking of all dyads.
type worldRecord struct {
	Measure string       `json:"measure"`
	Unit    string       `json:"unit"`
	Year    int          `json:"year"`
	Source  string       `json:"source"`
	Role    string       `json:"role"`
	Roles   []string     `json:"roles"`
	Dyads   int          `json:"dyads"`
	Floor   float64      `json:"floor_usd"` // of trade; ratios of dyads with almost none are left out
	Below   int          `json:"below_floor"`
	Rows    []rankRecord `json:"rows"`
}

type rankRecord struct {
	Rank  int     `json:"rank"`
	A     string  `json:"a"`
	B     string  `json:"b"`
	Value float64 `json:"value"`
}

func (s *Server) apiWorld(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r, "year", "source", "role", "set", "basket", "limit", "offset"); err != nil {
		return nil, err
	}
	limit, err := numberOf(r, "limit", 100, 1, 1000)
	if err != nil {
		return nil, err
	}
	offset, err := numberOf(r, "offset", 0, 0, 10_000_000)
	if err != nil {
		return nil, err
	}
	if _, err := n.Env.Catalogue.Get(r.PathValue("name")); err != nil {
		return nil, asNotFound(err)
	}
	ask, err := worldAsk(r)
	if err != nil {
		return nil, err
	}
	t, err := n.Env.WorldTable(ctx, ask)
	if err != nil {
		return nil, err
	}
	out := worldRecord{t.Measure.Name, t.Measure.Unit, t.Ask.Year, t.Ask.Source, t.Ask.Role, append([]string{}, t.Roles...), len(t.Values), t.Floor, t.Below, []rankRecord{}}
	for i := offset; i < len(t.Values) && i < offset+limit; i++ {
		v := t.Values[i]
		out.Rows = append(out.Rows, rankRecord{t.Ranks[i], v.A, v.B, v.Value})
	}
	return jsonOf(out)
}
