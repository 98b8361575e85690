package trade

import (
	"context"
	"dyad/economy"
	"dyad/internal/hint"
	"dyad/measure"
	"sort"
)

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
