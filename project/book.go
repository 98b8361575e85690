package project

import (
	"context"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"dyad/economy"
	"dyad/lake"
	"dyad/measure"
	"dyad/period"
	"dyad/source/lifecycle"
)

var (
	//go:embed sql/projects.sql
	projectsSQL string
	//go:embed sql/parties.sql
	partiesSQL string
	//go:embed sql/milestones.sql
	milestonesSQL string
	//go:embed sql/stakes.sql
	stakesSQL string
	//go:embed sql/quantities.sql
	quantitiesSQL string
)

// book holds every project of a lake in memory: a snapshot never changes.
type book struct {
	all     []*Project
	byKey   map[string]*Project
	byID    map[string][]*Project
	of      map[economy.Code][]*Project
	lastDay map[string]period.Period // of each source: the latest date on record
}

// Field answers from the tables of projects.
type Field struct {
	lake *lake.Lake
	mu   sync.Mutex
	book *book
}

// New is the field of a lake; nil for its descriptions alone.
func New(l *lake.Lake) *Field { return &Field{lake: l} }

// Warm reads the projects into memory.
func (f *Field) Warm(ctx context.Context) error {
	_, err := f.open(ctx)
	return err
}

func (f *Field) open(ctx context.Context) (*book, error) {
	measure.Ran(ctx, func() string { return projectsSQL })
	measure.Ran(ctx, func() string { return milestonesSQL })
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.book != nil {
		return f.book, nil
	}
	b := &book{byKey: map[string]*Project{}, byID: map[string][]*Project{}, of: map[economy.Code][]*Project{}, lastDay: map[string]period.Period{}}
	if err := f.fill(ctx, b); err != nil {
		return nil, err
	}
	f.book = b
	return b, nil
}

func optional(row *lake.Row, i int) *float64 {
	if v, known := row.Number(i); known {
		return &v
	}
	return nil
}

// count reads a whole number, 0 where there is none.
func count(row *lake.Row, i int) int {
	if row.Null(i) {
		return 0
	}
	return int(row.Int(i))
}

// date reads a period that the lake wrote itself.
func date(row *lake.Row, i int) period.Period {
	p, _ := period.Parse(row.Text(i))
	return p
}

func (f *Field) fill(ctx context.Context, b *book) error {
	err := f.lake.Each(ctx, projectsSQL, nil, func(r *lake.Row) error {
		p := &Project{ID: r.Text(0), Source: r.Text(1), Vintage: r.Text(2), Title: r.Text(3), Kind: r.Text(4), Sector: r.Text(5), Host: economy.Code(r.Text(6)),
			Value: optional(r, 7), Currency: r.Text(8), Prices: r.Text(9), Year: count(r, 10), Members: count(r, 11), Programme: r.Text(12), PartOf: r.Text(13),
			SameAs: strings.Fields(r.Text(14)), Rate: optional(r, 15), Maturity: optional(r, 16), Grace: optional(r, 17), Collateral: r.Text(18), Grant: optional(r, 19),
			URL: r.Text(20), Note: r.Text(21)}
		flags := strings.Split(r.Text(22), ",")
		p.NotAggregated, p.StartYearIsCut = slices.Contains(flags, "not_aggregated"), slices.Contains(flags, "start_year_cut")
		b.all = append(b.all, p)
		b.byKey[p.Key()] = p
		b.byID[p.ID] = append(b.byID[p.ID], p)
		return r.Err()
	})
	if err != nil {
		return err
	}
	each := func(sql string, take func(p *Project, r *lake.Row)) {
		if err != nil {
			return
		}
		var p *Project // rows come by project
		err = f.lake.Each(ctx, sql, nil, func(r *lake.Row) error {
			if p == nil || p.ID != r.Text(0) || p.Source != r.Text(1) {
				p = b.byKey[r.Text(1)+":"+r.Text(0)]
			}
			if p != nil {
				take(p, r)
			}
			return r.Err()
		})
	}
	each(partiesSQL, func(p *Project, r *lake.Row) {
		e := economy.Code(r.Text(2))
		if !p.Has(e) {
			b.of[e] = append(b.of[e], p)
		}
		p.Parties = append(p.Parties, Party{e, r.Text(3), optional(r, 4), r.Text(5)})
	})
	each(milestonesSQL, func(p *Project, r *lake.Row) {
		flags := r.Text(9)
		m := Milestone{Status: lifecycle.Status(r.Text(2)), Date: date(r, 3), Planned: r.Text(4) == "planned", Printed: r.Text(5), Members: count(r, 6), Delay: optional(r, 7), According: r.Text(8),
			Latest: strings.Contains(flags, "latest"), Estimated: strings.Contains(flags, "estimated")}
		p.Milestones = append(p.Milestones, m)
		if last := b.lastDay[p.Source]; !m.Planned && !m.Date.IsZero() && (last.IsZero() || m.Date.Last().After(last.Last())) {
			b.lastDay[p.Source] = m.Date
		}
	})
	each(stakesSQL, func(p *Project, r *lake.Row) {
		p.Stakes = append(p.Stakes, Stake{r.Text(2), economy.Code(r.Text(3)), date(r, 4), optional(r, 5), r.Text(6), r.Text(7)})
	})
	each(quantitiesSQL, func(p *Project, r *lake.Row) {
		p.Quantities = append(p.Quantities, Quantity{r.Text(2), date(r, 3), optional(r, 4), r.Text(5), r.Text(6), optional(r, 7), r.Text(8)})
	})
	return err
}

// same finds the records that source:id means: those of the source, and of its
// extracts under names of their own, as gcdf-russia.
func (b *book) same(key string) (out []*Project) {
	src, id, _ := strings.Cut(key, ":")
	for _, p := range b.byID[id] {
		if p.Source == src || strings.HasPrefix(p.Source, src+"-") {
			out = append(out, p)
		}
	}
	return out
}

// portfolio is what is asked of together: the projects of one source that both
// economies take part in. A source that knows no partner, as a development bank
// of all, has instead each economy's own projects, under its code.
type portfolio struct {
	source, vintage string
	label           string // "", or the economy of which these are the projects
	projects        []*Project
}

// portfolios are those of a dyad, by source.
func (b *book) portfolios(x, y economy.Code, sources []string) []portfolio {
	joint, own := map[string][]*Project{}, map[string]map[economy.Code][]*Project{}
	vintage := map[string]string{}
	for _, e := range []economy.Code{x, y} {
		for _, p := range b.of[e] {
			if len(sources) > 0 && !slices.Contains(sources, p.Source) {
				continue
			}
			vintage[p.Source] = p.Vintage
			switch {
			case p.Has(x) && p.Has(y):
				if e == x {
					joint[p.Source] = append(joint[p.Source], p)
				}
			case oneParty(p):
				if own[p.Source] == nil {
					own[p.Source] = map[economy.Code][]*Project{}
				}
				own[p.Source][e] = append(own[p.Source][e], p)
			}
		}
	}
	var out []portfolio
	for s, ps := range joint {
		out = append(out, portfolio{s, vintage[s], "", ps})
	}
	for s, by := range own {
		// a tracker of all the world's projects has joint ones too: then one economy's own are not the dyad's
		if joint[s] != nil || !lendersOfAll(b, s) {
			continue
		}
		for e, ps := range by {
			out = append(out, portfolio{s, vintage[s], string(e), ps})
		}
	}
	slices.SortFunc(out, func(a, c portfolio) int {
		if n := strings.Compare(a.source, c.source); n != 0 {
			return n
		}
		return strings.Compare(a.label, c.label)
	})
	return out
}

func oneParty(p *Project) bool {
	return len(p.Parties) == 1 && p.Parties[0].Side == "borrower"
}

// lendersOfAll says that each project of the source has one party, the borrower.
func lendersOfAll(b *book, source string) bool {
	for _, p := range b.all {
		if p.Source == source && !oneParty(p) {
			return false
		}
	}
	return true
}
