package dossier

import (
	"context"
	"fmt"
	"strings"

	"dyad/economy"
	"dyad/figure/named"
	"dyad/internal/hint"
	"dyad/measure"
)

// Rows asks one measure as a user does: no rows at all is an error that says
// what is lacking.
func (e Env) Rows(ctx context.Context, name string, q measure.Query) ([]measure.Row, error) {
	rows, err := e.Catalogue.Eval(ctx, name, q)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, e.nothing(name, q)
	}
	return rows, nil
}

// nothing says that no source speaks, or that the filters left none.
func (e Env) nothing(name string, q measure.Query) error {
	for _, id := range q.Sources {
		var ids []string
		found := false
		for _, src := range e.Sources {
			ids = append(ids, src.ID)
			found = found || src.ID == id
		}
		if !found {
			try := "sources: " + strings.Join(ids, ", ")
			if near := hint.Suggest(id, ids); len(near) > 0 {
				try = "did you mean " + strings.Join(near, " or ") + "? " + try
			}
			return hint.New(hint.Usage, "", fmt.Sprintf("unknown source %q", id), try)
		}
	}
	what := fmt.Sprintf("no source in the lake gives %s for %s and %s", name, economy.Label(q.A), economy.Label(q.B))
	if len(q.Reporters)+len(q.Sources) > 0 {
		what += " from the reporters and sources asked for"
	}
	return hint.New(hint.Data, "", what, "`dyad sources` lists what is there; `dyad import tidy FILE` brings more")
}

// DrawnFigure makes one figure as a user asks for it: one without any row is an
// error that says which data it needs.
func (e Env) DrawnFigure(ctx context.Context, name string, ask named.Ask) (Figure, error) {
	f, err := e.Figure(ctx, name, ask)
	if err != nil {
		return f, err
	}
	if len(f.Rows) == 0 {
		return f, hint.New(hint.Data, "", "no source in the lake has the data of this figure for "+economy.Label(ask.A)+" and "+economy.Label(ask.B), "it needs "+needsOf(name))
	}
	return f, nil
}

func needsOf(name string) string {
	m, err := named.Get(name)
	if err != nil {
		return ""
	}
	return m.Needs
}
