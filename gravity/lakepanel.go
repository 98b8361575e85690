package gravity

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strings"

	"dyad/internal/hint"
	"dyad/lake"
	"dyad/measure"
)

//go:embed sql/panel.sql
var panelQuery string

// Panel says which flows of a lake make a panel. Source "" is the source with
// most rows of whole flows; View "" is the importer's report, which customs watch more closely
// than exports (Baldwin and Taglioni 2007); Years are inclusive, open when zero.
type Panel struct {
	Source string
	View   measure.View
	Years  measure.Years
}

// complete fills in the defaults.
func (p Panel) complete(l *lake.Lake) (Panel, error) {
	if p.View == "" {
		p.View = measure.ByImporter
	}
	if p.View != measure.ByImporter && p.View != measure.ByExporter && p.View != measure.Reconciled {
		return p, hint.New(hint.Usage, "", fmt.Sprintf("unknown view %q", p.View), "importer, exporter or reconciled")
	}
	var ids []string
	most := int64(-1)
	found := p.Source
	for _, s := range l.Latest() {
		if s.Table != "trade" {
			continue
		}
		ids = append(ids, s.ID)
		if n := totals(s); p.Source == "" && n > most {
			most, found = n, s.ID
		}
	}
	if !slices.Contains(ids, found) {
		return p, hint.New(hint.Usage, "", fmt.Sprintf("unknown source %q", p.Source), "sources: "+strings.Join(ids, ", "))
	}
	p.Source = found
	return p, nil
}

// totals counts a source's rows of whole flows; one that prints none has sums
// over its products, fewer than its rows.
func totals(s lake.Source) int64 {
	var n int64
	for _, f := range s.Files {
		if f.Grain != "product" {
			n += f.Rows
		}
	}
	return n
}

// SQL is the query of the panel, ready to be run by hand.
func (p Panel) SQL() string {
	from, to := p.Years.From, p.Years.To
	if to == 0 {
		to = math.MaxInt16
	}
	return strings.NewReplacer("{source}", strings.ReplaceAll(p.Source, "'", "''"), "{view}", string(p.View),
		"{from}", fmt.Sprint(from), "{to}", fmt.Sprint(to)).Replace(panelQuery)
}

// Origin is where the numbers of a panel come from.
type Origin struct {
	Source  string       `json:"source"`
	Vintage string       `json:"vintage"`
	SHA256  string       `json:"sha256"`
	View    measure.View `json:"view"` // whose reports
	Unit    string       `json:"unit"`
	Query   string       `json:"query"`
}

// Origin of a panel whose defaults are filled in.
func (p Panel) Origin(l *lake.Lake) Origin {
	o := Origin{Source: p.Source, View: p.View, Unit: "USD", Query: p.SQL()}
	for _, s := range l.Latest() {
		if s.ID == p.Source {
			o.Vintage, o.SHA256 = s.Vintage, s.SHA256()
		}
	}
	return o
}

func (o Origin) String() string {
	return fmt.Sprintf("Trade: %s, vintage %s, %s view, US dollars at current prices.", o.Source, o.Vintage, o.View)
}

// others says what else could be asked: years, or views that the source has.
func (p Panel) others(ctx context.Context, l *lake.Lake) string {
	for _, s := range l.Latest() {
		if s.ID == p.Source && (p.Years.To != 0 && p.Years.To < s.FirstYear || p.Years.From > s.LastYear) {
			return fmt.Sprintf("%s has the years %d to %d", s.ID, s.FirstYear, s.LastYear)
		}
	}
	var views []string
	for _, v := range []measure.View{measure.ByImporter, measure.ByExporter, measure.Reconciled} {
		if v == p.View {
			continue
		}
		other := p
		other.View = v
		found := false
		if err := l.Each(ctx, "SELECT 1 FROM ("+strings.TrimSpace(other.SQL())+") LIMIT 1", nil, func(*lake.Row) error { found = true; return nil }); err == nil && found {
			views = append(views, "--view "+string(v))
		}
	}
	if len(views) == 0 {
		return "another source (--source) or other years; `dyad sources` lists what is there"
	}
	return strings.Join(views, " or ") + ", or another source (--source); `dyad sources` lists what is there"
}

// FromLake reads a panel of flows. A published gap is left out: it is missing,
// not zero. The Panel returned has its defaults filled in.
func FromLake(ctx context.Context, l *lake.Lake, p Panel) ([]Flow, Panel, error) {
	p, err := p.complete(l)
	if err != nil {
		return nil, p, err
	}
	var flows []Flow
	names := map[string]string{}
	name := func(s string) string {
		if t, ok := names[s]; ok {
			return t
		}
		names[s] = s
		return s
	}
	err = l.Each(ctx, p.SQL(), nil, func(row *lake.Row) error {
		if value, known := row.Number(3); known {
			flows = append(flows, Flow{name(row.Text(0)), name(row.Text(1)), int(row.Int(2)), value})
		}
		return nil
	})
	if err == nil && len(flows) == 0 {
		err = hint.New(hint.Data, "", fmt.Sprintf("%s has no totals in the %s view for these years", p.Source, p.View), p.others(ctx, l))
	}
	return flows, p, err
}
