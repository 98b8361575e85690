package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"dyad/dossier"
	"dyad/economy"
	"dyad/measure"
)

// measuresPage is the catalogue.
func (s *Server) measuresPage(_ context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	var all []*measure.Measure
	for _, name := range n.Env.Catalogue.Names() {
		m, err := n.Env.Catalogue.Get(name)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return s.page("measures", page{Title: "Measures", Here: "measures", Snapshot: n.Env.Snapshot, Data: map[string]any{"Measures": all}})
}

const rankingRows = 50

// ranked is one line of a world ranking.
type ranked struct {
	Rank int
	measure.WorldValue
	Here bool // the dyad the page is asked about
}

// measurePage defines one measure, ranks the world by it, and places one dyad in
// it where one is given.
func (s *Server) measurePage(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r, "a", "b", "year", "source", "role", "from", "set", "basket"); err != nil {
		return nil, err
	}
	m, err := n.Env.Catalogue.Get(r.PathValue("name"))
	if err != nil {
		return nil, asNotFound(err)
	}
	ask, err := worldAsk(r)
	if err != nil {
		return nil, err
	}
	from, err := numberOf(r, "from", 1, 1, 1_000_000)
	if err != nil {
		return nil, err
	}
	p := page{Title: m.Title, Here: "measures", Snapshot: n.Env.Snapshot}
	q := r.URL.Query()
	if q.Get("a") != "" && q.Get("b") != "" {
		if p.A, p.B, err = measure.Pair(q.Get("a"), q.Get("b")); err != nil {
			return nil, err
		}
	}
	data := map[string]any{"Measure": m, "From": from}
	p.Data = data
	if needs := paramsWanted(m); m.World != nil && !given(ask.Params, needs) {
		data["Wants"] = needs
	} else if m.World != nil {
		if err := n.ranking(ctx, ask, p.A, p.B, from, r, data); err != nil {
			return nil, err
		}
	}
	if p.A != "" {
		rows, err := n.Env.Catalogue.Eval(ctx, m.Name, measure.Query{A: p.A, B: p.B, Params: ask.Params})
		if err != nil {
			return nil, err
		}
		data["Rows"] = latestFirst(rows)
	}
	return s.page("measure", p)
}

// ranking fills in the world's table and the figure.
func (n *snapshot) ranking(ctx context.Context, ask dossier.WorldAsk, a, b economy.Code, from int, r *http.Request, data map[string]any) error {
	t, err := n.Env.WorldTable(ctx, ask)
	if err != nil {
		return err
	}
	line := func(i int) ranked {
		v := t.Values[i]
		return ranked{t.Ranks[i], v, v.A == string(a) && v.B == string(b)}
	}
	var lines []ranked
	for i := from - 1; i < len(t.Values) && i < from-1+rankingRows; i++ {
		lines = append(lines, line(i))
	}
	data["Table"], data["Lines"] = t, lines
	page := func(from int) string {
		q := url.Values{"year": {fmt.Sprint(t.Ask.Year)}, "source": {t.Ask.Source}, "role": {t.Ask.Role}, "from": {fmt.Sprint(from)}}
		for _, name := range []string{"a", "b", "basket", "set"} {
			if v := r.URL.Query()[name]; len(v) > 0 {
				q[name] = v
			}
		}
		return "/m/" + t.Measure.Name + "?" + q.Encode() + "#rank-h"
	}
	data["Next"], data["Before"] = page(from+rankingRows), page(max(1, from-rankingRows))
	data["More"] = from-1+rankingRows < len(t.Values)
	if i := t.Find(a, b); i >= 0 {
		data["Here"] = line(i)
	}
	if a != "" {
		if err := n.placed(ctx, t, a, b, data); err != nil {
			return err
		}
	}
	if len(t.Values) > 0 {
		at := "/m/" + t.Measure.Name + "/world"
		keep := url.Values{"year": {fmt.Sprint(t.Ask.Year)}}
		if a != "" {
			keep.Set("a", string(a))
			keep.Set("b", string(b))
		}
		for _, name := range []string{"source", "role", "basket"} {
			if v := r.URL.Query().Get(name); v != "" {
				keep.Set(name, v)
			}
		}
		for _, v := range r.URL.Query()["set"] {
			keep.Add("set", v)
		}
		chart := t.Distribution(n.Env, a, b)
		asked := "?" + keep.Encode()
		data["Figure"] = shown{Chart: chart, At: at, Asked: asked, Name: t.Measure.Name, Cite: n.cite(chart, at+asked)}
	}
	return nil
}

// placed asks the dyad's own rows of the year with their place in the world.
func (n *snapshot) placed(ctx context.Context, t *dossier.WorldTable, a, b economy.Code, data map[string]any) error {
	rows, err := n.Env.Catalogue.Eval(ctx, t.Measure.Name, measure.Query{A: a, B: b, World: true, Params: t.Ask.Params,
		Years: measure.Years{From: t.Ask.Year, To: t.Ask.Year}})
	if err != nil {
		return err
	}
	data["Placed"] = rows
	return nil
}

// paramsWanted are the parameters without which the world cannot be asked.
func paramsWanted(m *measure.Measure) []measure.Param {
	if asksWorld(m) {
		return nil
	}
	var out []measure.Param
	for _, p := range m.Params {
		if p.Default == "" && (p.Name == "base" || p.Name == "basket") {
			out = append(out, p)
		}
	}
	return out
}

func given(params map[string]string, wanted []measure.Param) bool {
	for _, p := range wanted {
		if params[p.Name] == "" {
			return false
		}
	}
	return true
}

// latestFirst turns the years round and keeps the order within each.
func latestFirst(rows []measure.Row) []measure.Row {
	byYear := map[int][]measure.Row{}
	first, last := 0, 0
	for _, r := range rows {
		byYear[r.Year] = append(byYear[r.Year], r)
		if first == 0 || r.Year < first {
			first = r.Year
		}
		last = max(last, r.Year)
	}
	var out []measure.Row
	for y := last; y >= first && y > 0; y-- {
		out = append(out, byYear[y]...)
	}
	return out
}
