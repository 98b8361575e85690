package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"dyad/dossier"
	"dyad/economy"
	"dyad/internal/hint"
	"dyad/lake"
	"dyad/measure"
	"dyad/trade"
)

// session is an open lake with the catalogue over it.
type session struct {
	lake      *lake.Lake
	catalogue *measure.Catalogue
	env       dossier.Env
}

func (s *session) close() { s.lake.Close() }

func (a *app) open(ctx context.Context) (*session, error) {
	l, err := lake.Open(ctx, a.lakeDir)
	if err != nil {
		return nil, err
	}
	if own := filepath.Join(a.lakeDir, "baskets.yaml"); exists(own) {
		if err := trade.UseBaskets(own); err != nil {
			l.Close()
			return nil, err
		}
	}
	c, err := catalogue(trade.FromLake(l))
	if err != nil {
		l.Close()
		return nil, err
	}
	s := &session{lake: l, catalogue: c, env: dossier.Env{Catalogue: c, Version: Version, Snapshot: l.Snapshot()}}
	for _, src := range l.Latest() {
		s.env.Sources = append(s.env.Sources, dossier.Source{ID: src.ID, Title: src.Title, Publisher: src.Publisher, URL: src.URL,
			Licence: src.Licence, Vintage: src.Vintage, Retrieved: src.Retrieved, SHA256: src.SHA256(), Rows: src.Rows, Rejected: src.Rejected,
			FirstYear: src.FirstYear, LastYear: src.LastYear, Caveats: src.Caveats})
	}
	return s, nil
}

// catalogue gathers the measures of every field; the ledger may be nil where
// only their descriptions are wanted.
func catalogue(l trade.Ledger) (*measure.Catalogue, error) {
	return measure.NewCatalogue(trade.New(l).Measures())
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// resolve turns a user's word into an economy.
func resolve(word string) (economy.Code, error) {
	e, err := economy.Resolve(word)
	if err == nil {
		return e.Code, nil
	}
	try := "write a code (CHN, 156) or a name (china, \"Russian Federation\")"
	var unknown *economy.UnknownError
	if errors.As(err, &unknown) && len(unknown.Suggestions) > 0 {
		try = "did you mean " + strings.Join(unknown.Suggestions, " or ") + "?"
	}
	return "", hint.New(hint.Usage, "", err.Error(), try)
}

// pair resolves the two economies of a dyad.
func pair(words []string) (x, y economy.Code, err error) {
	if x, err = resolve(words[0]); err != nil {
		return "", "", err
	}
	if y, err = resolve(words[1]); err != nil {
		return "", "", err
	}
	if x == y {
		return "", "", hint.New(hint.Usage, "", "a dyad is two economies, and both are "+economy.Label(x), "name another one")
	}
	return x, y, nil
}
