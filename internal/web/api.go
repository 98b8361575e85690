package web

import (
	"context"
	"net/http"

	"dyad/dossier"
	"dyad/economy"
	"dyad/figure/named"
	"dyad/internal/hint"
	"dyad/measure"
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
	if err := known(r, "a", "b", "years", "basket", "reporter", "source", "set", "world"); err != nil {
		return nil, err
	}
	if _, err := n.Env.Catalogue.Get(r.PathValue("name")); err != nil {
		return nil, asNotFound(err)
	}
	words := wordsOf(r)
	if words.A == "" || words.B == "" {
		return nil, hint.New(hint.Usage, "", "a dyad is two economies: a and b are wanted", "add ?a=CHN&b=RUS")
	}
	q, err := words.Query()
	if err != nil {
		return nil, err
	}
	rows, err := n.Env.Rows(ctx, r.PathValue("name"), q)
	if err != nil {
		return nil, err
	}
	return jsonOf(measure.Records(rows))
}

// worldRecord is a page of a measure's ranking of all dyads.
type worldRecord struct {
	Measure string       `json:"measure"`
	Unit    string       `json:"unit"`
	Year    int          `json:"year"`
	Source  string       `json:"source"`
	Role    string       `json:"role"`
	Roles   []string     `json:"roles"`
	Dyads   int          `json:"dyads"`
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
	out := worldRecord{t.Measure.Name, t.Measure.Unit, t.Ask.Year, t.Ask.Source, t.Ask.Role, append([]string{}, t.Roles...), len(t.Values), []rankRecord{}}
	for i := offset; i < len(t.Values) && i < offset+limit; i++ {
		v := t.Values[i]
		out.Rows = append(out.Rows, rankRecord{t.Ranks[i], v.A, v.B, v.Value})
	}
	return jsonOf(out)
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

type figureRecord struct {
	Name  string `json:"name"`
	About string `json:"about"`
	Needs string `json:"needs"`
}

func (s *Server) apiFigures(_ context.Context, _ *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	out := []figureRecord{}
	for _, m := range named.All() {
		out = append(out, figureRecord{m.Name, m.About, m.Needs})
	}
	return jsonOf(out)
}

// apiFigure is `dyad figure NAME A B -o FILE.json`.
func (s *Server) apiFigure(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	ask, err := figureAsk(r)
	if err != nil {
		return nil, err
	}
	if ask.A, ask.B, err = measure.Pair(r.PathValue("a"), r.PathValue("b")); err != nil {
		return nil, asNotFound(err)
	}
	var f dossier.Figure
	if f, err = n.Env.DrawnFigure(ctx, r.PathValue("name"), ask); err != nil {
		return nil, asNotFound(err)
	}
	return drawn(f.Chart, ".json", r)
}

// apiClaims is `dyad check article --format json`.
func (s *Server) apiClaims(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	rv, err := s.reviewOf(ctx, n)
	if err != nil {
		return nil, err
	}
	b, err := rv.JSON()
	return &answer{body: b, kind: kinds[".json"]}, err
}

// apiCheck judges the claim file in the body.
func (s *Server) apiCheck(w http.ResponseWriter, r *http.Request) {
	n := s.holder.take()
	if n == nil {
		s.fail(w, r, errBusy)
		return
	}
	defer n.leave()
	text, err := s.body(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	result, err := s.check(r.Context(), n, text)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	a, err := jsonOf(result)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	a.write(w, r)
}

// apiSources is `dyad sources --format json`.
func (s *Server) apiSources(_ context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	return jsonOf(n.Sources)
}
