package trade

import (
	"context"
	"slices"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/measure"
)

func (t *Trade) worldShares(flow func(measure.Query) string) worldFunc {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		s, err := t.slab(ctx, year)
		if err != nil {
			return nil, err
		}
		return s.shares(flow(q)), nil
	}
}

// shares are the shares of every partner in every economy's trade. A partner
// seen in one direction alone has no share in the trade of both.
func (s *slab) shares(flow string) []measure.WorldValue {
	out := make([]measure.WorldValue, 0, len(s.of.inYear(s.year)))
	s.books(func(a economy.Code, source, role string, b *book) {
		whole := b.whole(flow)
		if whole.missing {
			return
		}
		b.complete(flow, func(p int, v float64) {
			out = append(out, measure.WorldValue{A: string(a), B: string(s.of.codes[p]), Role: role, Source: source, Value: percent(v, whole.value)})
		})
	})
	return out
}

// complete visits the partners observed in every direction asked.
func (b *book) complete(flow string, visit func(p int, value float64)) {
	b.partners(flow, func(p int, v float64) {
		if flow != "trade" || b.x[p] == b.x[p] && b.m[p] == b.m[p] {
			visit(p, v)
		}
	})
}

func (t *Trade) worldAsymmetry(ctx context.Context, _ measure.Query, year int) ([]measure.WorldValue, error) {
	s, err := t.slab(ctx, year)
	if err != nil {
		return nil, err
	}
	shares := s.shares("trade")
	swapped := slices.Clone(shares)
	for i := range swapped {
		swapped[i].A, swapped[i].B = swapped[i].B, swapped[i].A
	}
	out := against(shares, swapped, asymmetryOf)
	for i := range out {
		if out[i].Role == "a" {
			out[i].Role = string(OwnAccounts)
		}
	}
	return out, nil
}

func (t *Trade) worldRanks(m *measure.Measure) worldFunc {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		flow := m.Param(q, "flow")
		if m.Param(q, "universe") != "economies" {
			return nil, hint.New(hint.Usage, "", "ranks of all dyads are taken among economies", "leave out the universe of blocs")
		}
		s, err := t.slab(ctx, year)
		if err != nil {
			return nil, err
		}
		var out []measure.WorldValue
		var values []float64
		s.books(func(a economy.Code, source, role string, b *book) {
			values = values[:0]
			b.partners(flow, func(_ int, v float64) { values = append(values, v) })
			slices.Sort(values)
			b.complete(flow, func(p int, v float64) {
				notAbove, _ := slices.BinarySearchFunc(values, v, func(e, v float64) int {
					if e > v {
						return 1
					}
					return -1
				})
				out = append(out, measure.WorldValue{A: string(a), B: string(s.of.codes[p]), Role: role, Source: source, Value: float64(len(values) - notAbove + 1)})
			})
		})
		return out, nil
	}
}

func (t *Trade) worldConcentration(m *measure.Measure) worldFunc {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		flow := m.Param(q, "flow")
		if m.Param(q, "over") == "products" {
			return t.worldReports(ctx, year, flow == "imports", func(r *report) cell { return r.concentration() })
		}
		s, err := t.slab(ctx, year)
		if err != nil {
			return nil, err
		}
		var out []measure.WorldValue
		s.books(func(a economy.Code, source, role string, b *book) {
			if c := b.concentration(flow); !c.missing {
				out = append(out, measure.WorldValue{A: string(a), Role: role, Source: source, Value: c.value})
			}
		})
		return out, nil
	}
}
