package web

import (
	"context"
	"net/http"

	"dyad/economy"
)

// apiPage tells people about the API.
func (s *Server) apiPage(_ context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	return s.page("api", page{Title: "The HTTP API", Here: "api", Snapshot: n.Env.Snapshot})
}

// apiDescription is the OpenAPI description.
func (s *Server) apiDescription(_ context.Context, _ *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	b, err := files.ReadFile("openapi.yaml")
	return &answer{body: b, kind: "text/yaml; charset=utf-8"}, err
}

type status struct {
	Version  string `json:"version"`
	Snapshot string `json:"snapshot"`
	Sources  int    `json:"sources"`
	First    int    `json:"first_year"`
	Last     int    `json:"last_year"`
}

func (s *Server) apiStatus(_ context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	first, last := n.Env.Span()
	return jsonOf(status{s.o.Version, n.Env.Snapshot, len(n.Env.Sources), first, last})
}

// economyRecord is an economy as scripts read it.
type economyRecord struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Kind string `json:"kind"`
	By   string `json:"by,omitempty"` // the name or code that was met
}

// apiEconomies finds economies by what is typed, or lists them.
func (s *Server) apiEconomies(_ context.Context, _ *snapshot, r *http.Request) (*answer, error) {
	if err := known(r, "q", "limit"); err != nil {
		return nil, err
	}
	limit, err := numberOf(r, "limit", 10, 1, 1000)
	if err != nil {
		return nil, err
	}
	out := []economyRecord{}
	if r.URL.Query().Has("q") {
		for _, m := range economy.Search(r.URL.Query().Get("q"), limit) {
			out = append(out, economyRecord{string(m.Economy.Code), m.Economy.Name, m.Economy.Kind.String(), m.By})
		}
		return jsonOf(out)
	}
	for _, e := range economy.All() {
		if e.Kind != economy.Aggregate {
			out = append(out, economyRecord{Code: string(e.Code), Name: e.Name, Kind: e.Kind.String()})
		}
	}
	return jsonOf(out)
}
