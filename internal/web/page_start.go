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
		home = notable.Largest[0].A // of the largest dyad, the one that reports more
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
		"Measures": n.shadable(ctx), "Sources": n.Env.Releases, "First": first, "Last": last,
	}})
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
