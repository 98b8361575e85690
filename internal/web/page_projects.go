package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/measure"
	"dyad/project"
)

// projectRows bounds a page of projects.
const projectRows = 200

// projectsPage lists the projects of a dyad, with filters.
func (s *Server) projectsPage(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r, "a", "b", "source", "status", "kind", "conflict"); err != nil {
		return nil, err
	}
	q := r.URL.Query()
	a, b := economy.Code("CHN"), economy.Code("RUS")
	if q.Get("a") != "" || q.Get("b") != "" {
		var err error
		if a, b, err = measure.Pair(q.Get("a"), q.Get("b")); err != nil {
			return nil, err
		}
	}
	all, err := n.Env.Projects().List(ctx, a, b, nil)
	if err != nil {
		return nil, err
	}
	var shown []project.Record
	for _, p := range all {
		if wanted(q.Get("source"), p.Source) && wanted(q.Get("status"), text(p.Status)) && wanted(q.Get("kind"), p.Kind) && (q.Get("conflict") == "" || p.Conflict) {
			shown = append(shown, p)
		}
	}
	more := max(0, len(shown)-projectRows)
	ratios, err := n.Env.Projects().Ratios(ctx, a, b, project.RatioOptions{})
	if err != nil {
		return nil, err
	}
	data := map[string]any{"All": len(all), "Found": len(shown), "Shown": shown[:len(shown)-more], "More": more, "Ratios": ratios,
		"Sources": distinct(all, func(p project.Record) string { return p.Source }), "Kinds": distinct(all, func(p project.Record) string { return p.Kind }),
		"Statuses": distinct(all, func(p project.Record) string { return text(p.Status) }),
		"Source":   q.Get("source"), "Status": q.Get("status"), "Kind": q.Get("kind"), "Conflict": q.Get("conflict") != ""}
	return s.page("projects", page{Title: "Projects of " + economy.Label(a) + " and " + economy.Label(b), Here: "projects", A: a, B: b, Snapshot: n.Env.Snapshot, Data: data})
}

func wanted(filter, value string) bool { return filter == "" || filter == value }

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// distinct lists the values that occur, in order.
func distinct(all []project.Record, of func(project.Record) string) (out []string) {
	for _, p := range all {
		if v := of(p); v != "" {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// projectPage is one project with all that its sources say of it.
func (s *Server) projectPage(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	if err := known(r); err != nil {
		return nil, err
	}
	found, records, err := n.Env.Projects().Show(ctx, r.PathValue("id"))
	if err != nil {
		if h := hintOf(err); h.Code == hint.Data {
			return nil, refusal{http.StatusNotFound, h}
		}
		return nil, err
	}
	return s.page("project", page{Title: found[0].Title, Here: "projects", Snapshot: n.Env.Snapshot, Data: map[string]any{"Projects": found, "Records": records}})
}

// projectPath is the address of a project's page.
func projectPath(key string) string {
	parts := strings.Split(key, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return "/projects/" + strings.Join(parts, "/")
}
