package desk

import (
	"context"
	"fmt"
	"strings"

	"dyad/economy"
	"dyad/figure"
	"dyad/figure/named"
	"dyad/internal/hint"
	"dyad/lake"
	"dyad/measure"
)

// Rows asks one measure as a user does: no rows at all is an error that says
// what is lacking.
func (d *Desk) Rows(ctx context.Context, name string, q measure.Query) ([]measure.Row, error) {
	rows, err := d.Catalogue.Eval(ctx, name, q)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, d.nothing(name, q)
	}
	return rows, d.outside(ctx, name, q, rows)
}

// outside refuses years that lie before or after all that the data have; a year
// in between that is missing is an answer.
func (d *Desk) outside(ctx context.Context, name string, q measure.Query, rows []measure.Row) error {
	for _, r := range rows {
		if !r.Missing {
			return nil
		}
	}
	asked := q.Years
	if asked == (measure.Years{}) {
		return nil
	}
	q.Years, q.World = measure.Years{}, false
	all, err := d.Catalogue.Eval(ctx, name, q)
	if err != nil {
		return err
	}
	first, last := 0, 0
	for _, r := range all {
		if r.Missing {
			continue
		}
		if first == 0 || r.Year < first {
			first = r.Year
		}
		last = max(last, r.Year)
	}
	if first == 0 || (asked.From == 0 || asked.From <= last) && (asked.To == 0 || asked.To >= first) {
		return nil
	}
	of, have := economy.Label(q.A), fmt.Sprintf("%d:%d", first, last)
	if q.B != "" {
		of += " and " + economy.Label(q.B)
	}
	return hint.New(hint.Data, "", fmt.Sprintf("%s of %s has no value in the years asked for: the data have %d–%d", name, of, first, last), "ask --years "+have+", or leave the years out")
}

// nothing says that no source speaks, or that the filters left none.
func (d *Desk) nothing(name string, q measure.Query) error {
	for _, id := range q.Sources {
		var ids []string
		found := false
		for _, src := range d.Sources {
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
	of := economy.Label(q.A)
	if q.B != "" {
		of += " and " + economy.Label(q.B)
	}
	what := fmt.Sprintf("no source in the lake gives %s for %s", name, of)
	if len(q.Reporters)+len(q.Sources) > 0 {
		what += " from the reporters and sources asked for"
	}
	return hint.New(hint.Data, "", what, "`dyad sources` lists what is there; `dyad import auto FILE` brings more")
}

// Source finds a source by its id and vintage, of those that answer before the
// others; any vintage when "".
func (d *Desk) Source(id, vintage string) (lake.Source, bool) {
	for _, list := range [][]lake.Source{d.Sources, d.Releases} {
		for _, s := range list {
			if s.ID == id && (vintage == "" || s.Vintage == vintage) {
				return s, true
			}
		}
	}
	var none lake.Source
	none.ID, none.Title, none.Vintage = id, id, vintage
	return none, false
}

// Cite is the line under a figure for a source.
func (d *Desk) Cite(id string) string {
	s, ok := d.Source(id, "")
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

// Caveats are what a reader of a source's numbers must know.
func (d *Desk) Caveats(id string) []string {
	s, _ := d.Source(id, "")
	return s.Caveats
}

// Figure is a drawn figure with the rows behind it.
type Figure struct {
	Name  string
	Chart figure.Chart
	Rows  []measure.Row
}

// Figure makes one figure by name; it may have no rows.
func (d *Desk) Figure(ctx context.Context, name string, ask named.Ask) (Figure, error) {
	mk, err := named.Get(name)
	if err != nil {
		return Figure{}, err
	}
	ask.Catalogue, ask.Cite, ask.Caveats, ask.Title, ask.Members = d.Catalogue, d.Cite, d.Caveats, d.Baskets.Title, d.Members
	chart, rows, err := mk.Make(ctx, ask)
	return Figure{name, chart, rows}, err
}

// DrawnFigure makes one figure as a user asks for it: one without any row is an
// error that says which data it needs.
func (d *Desk) DrawnFigure(ctx context.Context, name string, ask named.Ask) (Figure, error) {
	f, err := d.Figure(ctx, name, ask)
	if err != nil {
		return f, err
	}
	if len(f.Rows) == 0 {
		needs := ""
		if m, err := named.Get(name); err == nil {
			needs = "it needs " + m.Needs
		}
		return f, hint.New(hint.Data, "", "no source in the lake has the data of this figure for "+economy.Label(ask.A)+" and "+economy.Label(ask.B), needs)
	}
	return f, nil
}
