package project

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
)

// Record is a project as scripts read it; null where nobody says.
type Record struct {
	ID           string        `json:"id"`
	Title        string        `json:"title"`
	Kind         string        `json:"kind"`
	Sector       string        `json:"sector,omitempty"`
	Source       string        `json:"source"`
	Vintage      string        `json:"vintage"`
	Parties      []PartyRecord `json:"parties"`
	Host         string        `json:"host,omitempty"`
	Value        *float64      `json:"value"`
	Currency     *string       `json:"currency"`
	Prices       string        `json:"prices,omitempty"`
	Year         *int          `json:"year"`
	Status       *string       `json:"status"`
	StatusDate   *string       `json:"status_date"`
	StatusSource *string       `json:"status_source"`
	Conflict     bool          `json:"conflict"`
	Conflicts    []string      `json:"conflicts,omitempty"`
	SameAs       []string      `json:"same_as,omitempty"` // records of other sources in this lake
	Programme    string        `json:"programme,omitempty"`
	PartOf       string        `json:"part_of,omitempty"`
	Members      int           `json:"members,omitempty"`
}

// PartyRecord is an economy on a side.
type PartyRecord struct {
	Economy string   `json:"economy"`
	Side    string   `json:"side"`
	Share   *float64 `json:"share,omitempty"`
	Who     string   `json:"who,omitempty"`
}

// List gives the projects of a dyad, by source and id.
func (f *Field) List(ctx context.Context, x, y economy.Code, sources []string) ([]Record, error) {
	b, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	back := map[string][]string{} // who says of a record that it is the same
	for _, p := range b.all {
		for _, key := range p.SameAs {
			for _, other := range b.same(key) {
				back[other.Key()] = append(back[other.Key()], p.Key())
			}
		}
	}
	out := []Record{}
	for _, pf := range b.portfolios(x, y, sources) {
		for _, p := range pf.projects {
			r := b.record(p)
			r.SameAs = append(r.SameAs, back[p.Key()]...)
			out = append(out, r)
		}
	}
	return out, nil
}

func (b *book) record(p *Project) Record {
	r := Record{ID: p.ID, Title: p.Title, Kind: p.Kind, Sector: p.Sector, Source: p.Source, Vintage: p.Vintage, Host: string(p.Host), Value: p.Value, Prices: p.Prices,
		Programme: p.Programme, PartOf: p.PartOf, Members: p.Members, Parties: []PartyRecord{}}
	for _, x := range p.Parties {
		r.Parties = append(r.Parties, PartyRecord{string(x.Economy), x.Side, x.Share, x.Who})
	}
	if p.Currency != "" {
		r.Currency = &p.Currency
	}
	if p.Year != 0 {
		r.Year = &p.Year
	}
	if s := p.Present(); s.Stage != "" {
		stage, by := string(s.Stage), s.According
		if by == "" {
			by = p.Source
		}
		r.Status, r.StatusSource = &stage, &by
		if !s.Date.IsZero() {
			d := s.Date.String()
			r.StatusDate = &d
		}
	}
	for _, key := range p.SameAs {
		for _, other := range b.same(key) {
			r.SameAs = append(r.SameAs, other.Key())
		}
	}
	for _, c := range b.conflicts(p) {
		r.Conflict = true
		r.Conflicts = append(r.Conflicts, c.Words)
	}
	return r
}

// Show finds the records of an id, or of source:id; a misspelt one gets a
// suggestion.
func (f *Field) Show(ctx context.Context, id string) ([]*Project, []Record, error) {
	b, err := f.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	found := slices.Clone(b.byID[id])
	if p := b.byKey[id]; p != nil {
		found = append(found, p)
	}
	if len(found) == 0 {
		var ids []string
		for k := range b.byID {
			ids = append(ids, k)
		}
		slices.Sort(ids)
		try := "`dyad projects list A B` lists those of two economies"
		if near := hint.Suggest(id, ids); len(near) > 0 {
			try = "did you mean " + strings.Join(near, " or ") + "? " + try
		}
		return nil, nil, hint.New(hint.Data, "", fmt.Sprintf("no project in the lake is called %q", id), try)
	}
	var records []Record
	for _, p := range found {
		records = append(records, b.record(p))
	}
	return found, records, nil
}
