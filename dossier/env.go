package dossier

import (
	"context"
	"strings"

	"dyad/claim/review"
	"dyad/economy"
	"dyad/gravity"
	"dyad/measure"
	"dyad/trade"
)

// Env is what an account is made from.
type Env struct {
	Catalogue *measure.Catalogue
	Sources   []Source
	Version   string // of dyad, for the colophon
	Snapshot  string // of the lake
	Members   string // with which members groups count; "" for each year's (see WithMembers)

	// Gravity has what is expected of all dyads; nil where it cannot be asked.
	Gravity *gravity.Fields

	// Claims gives the judged claims that speak of both economies; nil where
	// there is no claim file.
	Claims func(ctx context.Context, a, b economy.Code) ([]review.Claim, error)
}

// WithMembers is the same with groups counted as a value of the parameter
// members says; "" leaves it as it is.
func (e Env) WithMembers(members string) Env {
	if members != "" {
		e.Members, e.Catalogue = members, e.Catalogue.With("members", members)
	}
	return e
}

// membersWords says with which members the groups among some economies count;
// "" where there is none.
func (e Env) membersWords(codes ...economy.Code) string {
	var parts []string
	for _, c := range codes {
		if trade.IsGroup(c) {
			parts = append(parts, trade.MembersWords(c, e.Members))
		}
	}
	return strings.Join(parts, "; ")
}

// Source is the provenance of one source, as the lake keeps it.
type Source struct {
	ID, Title, Publisher, URL, Licence, Vintage, Retrieved, SHA256 string
	Rows, Rejected                                                 int64
	FirstYear, LastYear                                            int
	Caveats                                                        []string
	Files                                                          []string // Parquet files, relative to the lake
}

// source finds a source by its id and vintage; any vintage when "".
func (e Env) source(id, vintage string) (Source, bool) {
	for _, s := range e.Sources {
		if s.ID == id && (vintage == "" || s.Vintage == vintage) {
			return s, true
		}
	}
	return Source{ID: id, Title: id, Vintage: vintage}, false
}

// Cite is the line under a figure for a source.
func (e Env) Cite(id string) string {
	s, ok := e.source(id, "")
	if !ok {
		return id
	}
	line := s.Title
	if s.Publisher != "" && s.Publisher != s.Title {
		line = s.Publisher + ", " + s.Title
	}
	if s.Vintage != "" {
		line += ", vintage " + s.Vintage
	}
	return line
}

// FindSource finds a source by its id and vintage; any vintage when "".
func (e Env) FindSource(id, vintage string) (Source, bool) { return e.source(id, vintage) }

func (e Env) caveats(id string) []string {
	s, _ := e.source(id, "")
	return s.Caveats
}

func (e Env) ask(ctx context.Context, name string, a, b economy.Code, params map[string]string) ([]measure.Row, error) {
	return e.Catalogue.Eval(ctx, name, measure.Query{A: a, B: b, Params: params})
}
