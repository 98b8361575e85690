package trade

import (
	"context"
	"sort"
	"sync"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/measure"
)

// slabs keeps the last few years of the whole world's flows in memory.
type slabs struct {
	sync.Mutex
	kept []*slab
}

const slabsKept = 6

// slab is every flow of one year, and each economy's own part of it.
type slab struct {
	year  int
	flows []Flow
	of    map[string][]Flow // by economy, on either side
}

func (t *Trade) slab(ctx context.Context, year int) (*slab, error) {
	t.slabs.Lock()
	defer t.slabs.Unlock()
	for _, s := range t.slabs.kept {
		if s.year == year {
			return s, nil
		}
	}
	flows, err := t.ledger.Year(ctx, year)
	if err != nil {
		return nil, err
	}
	s := &slab{year: year, flows: flows, of: map[string][]Flow{}}
	for _, f := range flows {
		s.of[f.Exporter] = append(s.of[f.Exporter], f)
		s.of[f.Importer] = append(s.of[f.Importer], f)
	}
	t.slabs.kept = append(t.slabs.kept, s)
	if len(t.slabs.kept) > slabsKept {
		t.slabs.kept = t.slabs.kept[1:]
	}
	return s, nil
}

// yearFlows are the flows of a year, of all goods or of a basket.
func (t *Trade) yearFlows(ctx context.Context, b *Basket, year int) ([]Flow, error) {
	if b == nil {
		s, err := t.slab(ctx, year)
		if err != nil {
			return nil, err
		}
		return s.flows, nil
	}
	for _, c := range b.HS {
		if len(c) > 2 {
			return nil, hint.New(hint.Usage, "", "the world can be asked by HS chapter only, and basket "+b.Name+" has finer codes", "ask it without --world")
		}
	}
	flows, err := t.ledger.Chapters(ctx, year)
	if err != nil {
		return nil, err
	}
	return b.sum(flows), nil
}

type pair struct{ a, b string }

// ledgerPage is one source's flows of a year, by view.
type ledgerPage struct {
	source string
	view   map[measure.View]map[pair]float64
}

func pages(flows []Flow) []*ledgerPage {
	var out []*ledgerPage
	at := map[string]*ledgerPage{}
	for i := range flows {
		f := &flows[i]
		if f.Missing || f.Aggregate() || has(f.flags(), measure.Partial) {
			continue
		}
		p := at[f.Source]
		if p == nil {
			p = &ledgerPage{f.Source, map[measure.View]map[pair]float64{}}
			at[f.Source] = p
			out = append(out, p)
		}
		if p.view[f.View] == nil {
			p.view[f.View] = map[pair]float64{}
		}
		p.view[f.View][pair{f.Exporter, f.Importer}] = f.Value
	}
	return out
}

func (t *Trade) worldFlows(ctx context.Context, m *measure.Measure, q measure.Query, year int, imports bool) ([]measure.WorldValue, error) {
	b, err := basketOf(m, q)
	if err != nil {
		return nil, err
	}
	flows, err := t.yearFlows(ctx, b, year)
	if err != nil {
		return nil, err
	}
	var out []measure.WorldValue
	for i := range flows {
		f := &flows[i]
		if f.Missing || f.Aggregate() {
			continue
		}
		v := measure.WorldValue{A: f.Exporter, B: f.Importer, Source: f.Source, Value: f.Value}
		if imports {
			v.A, v.B = v.B, v.A
		}
		switch f.Reporter() {
		case "":
			v.Role = string(f.View)
		case v.A:
			v.Role = "a"
		default:
			v.Role = "b"
		}
		out = append(out, v)
	}
	return out, nil
}

// foldPages gives f(exports, imports) of every account of every ordered dyad.
func foldPages(flows []Flow, f func(x, m float64) float64) []measure.WorldValue {
	var out []measure.WorldValue
	for _, p := range pages(flows) {
		for _, w := range []struct {
			role    string
			out, in measure.View
		}{
			{"a", measure.ByExporter, measure.ByImporter},
			{"b", measure.ByImporter, measure.ByExporter},
			{string(measure.Reconciled), measure.Reconciled, measure.Reconciled},
		} {
			for ab, x := range p.view[w.out] {
				if m, ok := p.view[w.in][pair{ab.b, ab.a}]; ok {
					out = append(out, measure.WorldValue{A: ab.a, B: ab.b, Role: w.role, Source: p.source, Value: f(x, m)})
				}
			}
		}
	}
	return out
}

func (t *Trade) worldAccounts(m *measure.Measure, f func(x, m float64) float64) func(context.Context, measure.Query, int) ([]measure.WorldValue, error) {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		b, err := basketOf(m, q)
		if err != nil {
			return nil, err
		}
		flows, err := t.yearFlows(ctx, b, year)
		if err != nil {
			return nil, err
		}
		return foldPages(flows, f), nil
	}
}

// worldChange holds each dyad's level of the year against that of a base year.
func (t *Trade) worldChange(m *measure.Measure, f func(now, then float64) float64, base func(measure.Query, int) int) func(context.Context, measure.Query, int) ([]measure.WorldValue, error) {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		from := base(q, year)
		if from == 0 {
			return nil, hint.New(hint.Usage, "", m.Name+" for the world needs one base year for all", "add --set base=2001")
		}
		levels := func(y int) (map[measure.WorldValue]float64, error) {
			s, err := t.slab(ctx, y)
			if err != nil {
				return nil, err
			}
			var vs []measure.WorldValue
			switch m.Param(q, "of") {
			case "exports":
				vs, err = t.worldFlows(ctx, t.exports(), measure.Query{}, y, false)
			case "imports":
				vs, err = t.worldFlows(ctx, t.imports(), measure.Query{}, y, true)
			default:
				vs = foldPages(s.flows, turnover)
			}
			out := make(map[measure.WorldValue]float64, len(vs))
			for _, v := range vs {
				value := v.Value
				v.Value = 0
				out[v] = value
			}
			return out, err
		}
		now, err := levels(year)
		if err != nil {
			return nil, err
		}
		then, err := levels(from)
		if err != nil {
			return nil, err
		}
		var out []measure.WorldValue
		for k, v := range now {
			if b, ok := then[k]; ok && b != 0 {
				k.Value = f(v, b)
				out = append(out, k)
			}
		}
		return out, nil
	}
}

func (t *Trade) worldGap(ctx context.Context, year int) ([]measure.WorldValue, error) {
	s, err := t.slab(ctx, year)
	if err != nil {
		return nil, err
	}
	var out []measure.WorldValue
	for _, p := range pages(s.flows) {
		for ab, x := range p.view[measure.ByExporter] {
			if m, ok := p.view[measure.ByImporter][ab]; ok && x != 0 {
				out = append(out, measure.WorldValue{A: ab.a, B: ab.b, Role: string(Both), Source: p.source, Value: mirrorGap(m, x)})
			}
		}
	}
	return out, nil
}

// eachBook visits the books of every economy in a year.
func (t *Trade) eachBook(ctx context.Context, year int, visit func(a string, p partnerBooks, b *book)) error {
	s, err := t.slab(ctx, year)
	if err != nil {
		return err
	}
	var codes []string
	for a := range s.of {
		if e, ok := economy.Lookup(economy.Code(a)); ok && e.Kind != economy.Aggregate {
			codes = append(codes, a)
		}
	}
	sort.Strings(codes)
	for _, a := range codes {
		for _, p := range booksOf(s.of[a], economy.Code(a)) {
			visit(a, p, p.byYear[year])
		}
	}
	return nil
}

func roleOf(p partnerBooks) string {
	if p.View == Own {
		return "a"
	}
	return string(p.View)
}

// partnersOf lists the partners of a book in order.
func (b *book) partnersOf() []string {
	seen := map[string]bool{}
	for p := range b.x {
		seen[p] = true
	}
	for p := range b.m {
		seen[p] = true
	}
	out := make([]string, 0, len(seen))
	for p := range seen {
		out = append(out, p)
	}
	sort.Strings(out)
	return out
}

func (t *Trade) worldShares(_ *measure.Measure, flow func(measure.Query) string) func(context.Context, measure.Query, int) ([]measure.WorldValue, error) {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		return t.sharesOfAll(ctx, year, flow(q))
	}
}

func (t *Trade) sharesOfAll(ctx context.Context, year int, flow string) ([]measure.WorldValue, error) {
	var out []measure.WorldValue
	err := t.eachBook(ctx, year, func(a string, p partnerBooks, b *book) {
		whole := b.whole(flow, year)
		for _, partner := range b.partnersOf() {
			if c := combine(b.with(economy.Code(partner), year, flow), whole, percent); !c.missing {
				out = append(out, measure.WorldValue{A: a, B: partner, Role: roleOf(p), Source: p.Source, Value: c.value})
			}
		}
	})
	return out, err
}

func (t *Trade) worldAsymmetry(ctx context.Context, _ measure.Query, year int) ([]measure.WorldValue, error) {
	shares, err := t.sharesOfAll(ctx, year, "trade")
	if err != nil {
		return nil, err
	}
	type key struct{ a, b, role, source string }
	at := make(map[key]float64, len(shares))
	for _, s := range shares {
		at[key{s.A, s.B, s.Role, s.Source}] = s.Value
	}
	var out []measure.WorldValue
	for _, s := range shares {
		if other, ok := at[key{s.B, s.A, s.Role, s.Source}]; ok && other != 0 {
			if s.Role == "a" {
				s.Role = string(OwnAccounts)
			}
			s.Value = asymmetryOf(s.Value, other)
			out = append(out, s)
		}
	}
	return out, nil
}

func (t *Trade) worldRanks(m *measure.Measure) func(context.Context, measure.Query, int) ([]measure.WorldValue, error) {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		flow := m.Param(q, "flow")
		if m.Param(q, "universe") != "economies" {
			return nil, hint.New(hint.Usage, "", "ranks of all dyads are taken among economies", "leave out the universe of blocs")
		}
		var out []measure.WorldValue
		err := t.eachBook(ctx, year, func(a string, p partnerBooks, b *book) {
			all := b.rivals("", year, flow, "economies")
			values := make([]float64, 0, len(all))
			for _, v := range all {
				values = append(values, v)
			}
			sort.Float64s(values)
			for _, partner := range b.partnersOf() {
				own := b.with(economy.Code(partner), year, flow)
				if own.missing {
					continue
				}
				above := len(values) - sort.Search(len(values), func(i int) bool { return values[i] > own.value })
				out = append(out, measure.WorldValue{A: a, B: partner, Role: roleOf(p), Source: p.Source, Value: float64(above + 1)})
			}
		})
		return out, err
	}
}

func (t *Trade) worldConcentration(m *measure.Measure) func(context.Context, measure.Query, int) ([]measure.WorldValue, error) {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		flow := m.Param(q, "flow")
		var out []measure.WorldValue
		if m.Param(q, "over") == "products" {
			return t.worldLines(ctx, year, flow == "imports", func(l *lines) (float64, bool) { return l.chapterConcentration().value, true })
		}
		err := t.eachBook(ctx, year, func(a string, p partnerBooks, b *book) {
			if c := b.concentration(flow, year); !c.missing {
				out = append(out, measure.WorldValue{A: a, Role: roleOf(p), Source: p.Source, Value: c.value})
			}
		})
		return out, err
	}
}

// worldLines visits every product report of a year.
func (t *Trade) worldLines(ctx context.Context, year int, imports bool, f func(*lines) (float64, bool)) ([]measure.WorldValue, error) {
	flows, err := t.ledger.Chapters(ctx, year)
	if err != nil {
		return nil, err
	}
	var out []measure.WorldValue
	for _, l := range bundle(flows) {
		if l.flow.Aggregate() {
			continue
		}
		value, ok := f(l)
		if !ok {
			continue
		}
		v := measure.WorldValue{A: l.flow.Exporter, B: l.flow.Importer, Source: l.flow.Source, Value: value, Role: string(l.flow.View)}
		if imports {
			v.A, v.B = v.B, v.A
		}
		switch l.flow.Reporter() {
		case "":
		case v.A:
			v.Role = "a"
		default:
			v.Role = "b"
		}
		out = append(out, v)
	}
	return out, nil
}

func (t *Trade) worldStructure(m *measure.Measure) func(context.Context, measure.Query, int) ([]measure.WorldValue, error) {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		b, err := basketOf(m, q)
		if err != nil {
			return nil, err
		}
		if b == nil {
			return nil, hint.New(hint.Usage, "", "the structure of all dyads is asked one basket at a time", "add --basket hydrocarbons")
		}
		return t.worldLines(ctx, year, m.Param(q, "flow") == "imports", func(l *lines) (float64, bool) {
			c := l.of(b)
			whole := l.total()
			if m.Param(q, "denominator") == "disclosed" {
				whole = l.disclosed()
			}
			return percent(c.value, whole), !c.missing && whole > 0 && !has(c.flags, measure.Partial)
		})
	}
}

func (t *Trade) worldStructuralChange(m *measure.Measure) func(context.Context, measure.Query, int) ([]measure.WorldValue, error) {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		base, err := yearParam(m, q, "base")
		if err != nil {
			return nil, err
		}
		if base == 0 {
			return nil, hint.New(hint.Usage, "", m.Name+" for the world needs one base year for all", "add --set base=2002")
		}
		flows, err := t.ledger.Chapters(ctx, base)
		if err != nil {
			return nil, err
		}
		then := map[string]map[string]float64{}
		key := func(l *lines) string {
			return l.flow.Exporter + "|" + l.flow.Importer + "|" + l.flow.Source + "|" + string(l.flow.View)
		}
		for _, l := range bundle(flows) {
			then[key(l)] = l.chapterShares()
		}
		return t.worldLines(ctx, year, m.Param(q, "flow") == "imports", func(l *lines) (float64, bool) {
			before, ok := then[key(l)]
			if !ok {
				return 0, false
			}
			return dissimilarity(before, l.chapterShares()), true
		})
	}
}
