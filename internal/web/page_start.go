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

const notableDyads = 6

// startPage has the two pickers, the world as a map, the dyads that stand out,
// and what is in the lake.
func (s *Server) startPage(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r, "economy", "measure", "year"); err != nil {
		return nil, err
	}
	notable, err := n.Env.NewNotable(ctx, notableDyads)
	if err != nil {
		return nil, err
	}
	year, err := yearOf(r, "year")
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	ask := dossier.WorldAsk{Measure: q.Get("measure"), Year: year}
	if ask.Measure == "" {
		ask.Measure = "trade.dependence"
	}
	home := economy.Code("")
	if q.Get("economy") != "" {
		if home, err = measure.Resolve(q.Get("economy")); err != nil {
			return nil, err
		}
	} else if len(notable.Largest) > 0 {
		home = notable.Largest[0].A // the largest trader of the largest dyad
	}
	var world *shown
	var shade *dossier.Shade
	if home != "" {
		if shade, err = n.Env.NewShade(ctx, home, ask); err != nil {
			return nil, err
		}
		at := "/map/" + ask.Measure + "/" + string(home)
		asked := ""
		if year != 0 {
			asked = "?" + url.Values{"year": {fmt.Sprint(year)}}.Encode()
		}
		world = &shown{Chart: shade.Chart, At: at, Asked: asked, Name: ask.Measure, Cite: n.cite(shade.Chart, at+asked)}
	}
	first, last := n.Env.Span()
	return s.page("start", page{Title: "dyad", Here: "start", Wide: true, Snapshot: n.Env.Snapshot, Data: map[string]any{
		"Notable": notable, "Map": world, "Shade": shade, "Home": home, "Measure": ask.Measure, "Year": year,
		"Measures": n.shadable(), "Sources": n.Sources, "First": first, "Last": last,
	}})
}

// shadable are the measures that can shade the map as they stand, without a
// parameter that has no default.
func (n *snapshot) shadable() []*measure.Measure {
	var out []*measure.Measure
	for _, name := range n.Env.Catalogue.Names() {
		m, err := n.Env.Catalogue.Get(name)
		if err != nil || !asksWorld(m) {
			continue
		}
		out = append(out, m)
	}
	return out
}

// asksWorld says whether a measure can be asked for all dyads without further
// parameters, and is about dyads.
func asksWorld(m *measure.Measure) bool {
	if m.World == nil {
		return false
	}
	switch m.Name {
	case "trade.concentration": // of one economy
		return false
	}
	for _, p := range m.Params {
		if p.Default == "" && (p.Name == "base" || p.Name == "basket" && m.Unit == "%") {
			return false
		}
	}
	return true
}

// mapFigure is the map at its own address.
func (s *Server) mapFigure(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	name, ending, err := splitFile(r.PathValue("file"))
	if err != nil {
		return nil, err
	}
	if err := known(r, "year", "source", "role", "layout", "theme", "width"); err != nil {
		return nil, err
	}
	home, err := measure.Resolve(name)
	if err != nil {
		return nil, asNotFound(err)
	}
	ask, err := worldAsk(r)
	if err != nil {
		return nil, err
	}
	shade, err := n.Env.NewShade(ctx, home, ask)
	if err != nil {
		return nil, asNotFound(err)
	}
	return drawn(shade.Chart, ending, r)
}

func worldAsk(r *http.Request) (dossier.WorldAsk, error) {
	q := r.URL.Query()
	year, err := yearOf(r, "year")
	ask := dossier.WorldAsk{Measure: r.PathValue("name"), Year: year, Source: q.Get("source"), Role: q.Get("role")}
	if err == nil {
		ask.Params, err = wordsOf(r).Params()
	}
	return ask, err
}
