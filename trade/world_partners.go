package trade

import (
	"context"
	"slices"

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
	s.eachShare(flow, func(a, p int, source, role string, share float64) {
		out = append(out, measure.WorldValue{A: string(s.of.codes[a]), B: string(s.of.codes[p]), Role: role, Source: source, Value: share})
	})
	return out
}

func (s *slab) eachShare(flow string, visit func(a, p int, source, role string, share float64)) {
	s.books(func(a int, source, role string, b *book) {
		if whole := b.whole(flow); !whole.missing {
			b.complete(flow, func(p int, v float64) { visit(a, p, source, role, percent(v, whole.value)) })
		}
	})
}

// complete visits the partners observed in every direction asked, each figure
// the reporter's own.
func (b *book) complete(flow string, visit func(p int, value float64)) {
	b.partners(flow, func(p int, v float64) {
		if flow != "imports" && b.madeX[p] || flow != "exports" && b.madeM[p] {
			return
		}
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
	n := len(s.of.codes)
	type sayerOf struct{ source, role string }
	squares := map[sayerOf][]float64{}
	var order []sayerOf
	s.eachShare("trade", func(a, p int, source, role string, share float64) {
		k := sayerOf{source, role}
		if squares[k] == nil {
			squares[k] = slices.Repeat([]float64{nan}, n*n)
			order = append(order, k)
		}
		squares[k][a*n+p] = share
	})
	var out []measure.WorldValue
	for _, k := range order {
		role := k.role
		if role == "a" {
			role = string(OwnAccounts)
		}
		s.dyads(func(a, b int) {
			if x, y := squares[k][a*n+b], squares[k][b*n+a]; x == x && y > 0 {
				out = append(out, measure.WorldValue{A: string(s.of.codes[a]), B: string(s.of.codes[b]), Role: role, Source: k.source, Value: asymmetryOf(x, y)})
			}
		})
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
		s.books(func(a int, source, role string, b *book) {
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
				out = append(out, measure.WorldValue{A: string(s.of.codes[a]), B: string(s.of.codes[p]), Role: role, Source: source, Value: float64(len(values) - notAbove + 1)})
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
		s.books(func(a int, source, role string, b *book) {
			if c := b.concentration(flow); !c.missing {
				out = append(out, measure.WorldValue{A: string(s.of.codes[a]), Role: role, Source: source, Value: c.value})
			}
		})
		return out, nil
	}
}
