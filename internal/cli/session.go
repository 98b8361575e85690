package cli

import (
	"context"
	"os"
	"path/filepath"

	"dyad/claim"
	"dyad/claim/review"
	"dyad/dossier"
	"dyad/economy"
	"dyad/gravity"
	"dyad/lake"
	"dyad/measure"
	"dyad/trade"
)

// session is an open lake with the catalogue over it.
type session struct {
	lake      *lake.Lake
	ledger    trade.Ledger
	fields    *gravity.Fields
	catalogue *measure.Catalogue
	env       dossier.Env
}

func (s *session) close() error {
	s.fields.Close() // before the lake it reads from
	return s.lake.Close()
}

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
	ledger := trade.FromLake(l)
	fields := gravity.NewFields(l)
	fields.Announce = a.estimating
	c, err := catalogue(ledger, fields)
	if err != nil {
		l.Close()
		return nil, err
	}
	s := &session{lake: l, ledger: ledger, fields: fields, catalogue: c, env: dossier.Env{Catalogue: c, Version: Version, Snapshot: l.Snapshot(), Gravity: fields}}
	for _, src := range l.Latest() {
		var files []string
		for _, f := range src.Files {
			files = append(files, f.Path)
		}
		s.env.Sources = append(s.env.Sources, dossier.Source{ID: src.ID, Title: src.Title, Publisher: src.Publisher, URL: src.URL,
			Licence: src.Licence, Vintage: src.Vintage, Retrieved: src.Retrieved, SHA256: src.SHA256(), Rows: src.Rows, Rejected: src.Rejected,
			FirstYear: src.FirstYear, LastYear: src.LastYear, Caveats: src.Caveats, Files: files})
	}
	s.env.Claims = s.claimsOn
	return s, nil
}

// claimsOn judges the article's claims that speak of both economies.
func (s *session) claimsOn(ctx context.Context, a, b economy.Code) ([]review.Claim, error) {
	f, err := claimFile("article")
	if err != nil {
		return nil, err
	}
	ids := dossier.ClaimsOn(f, a, b)
	if len(ids) == 0 {
		return nil, nil
	}
	r, err := claim.Judge(ctx, f, claim.Options{Catalogue: s.catalogue, Only: ids})
	if err != nil {
		return nil, err
	}
	return dossier.Testable(r.Claims), nil
}

// catalogue gathers the measures of every field; ledger and fields may be nil
// where only their descriptions are wanted.
func catalogue(l trade.Ledger, f *gravity.Fields) (*measure.Catalogue, error) {
	return measure.NewCatalogue(trade.New(l).Measures(), gravity.Measures(f))
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// pair resolves the two economies of a dyad.
func pair(words []string) (x, y economy.Code, err error) { return measure.Pair(words[0], words[1]) }
