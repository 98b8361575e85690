package trade

import (
	"context"

	"dyad/internal/hint"
	"dyad/measure"
)

type worldFunc = func(context.Context, measure.Query, int) ([]measure.WorldValue, error)

func (t *Trade) worldFlows(m *measure.Measure, imports bool) worldFunc {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		b, err := t.basketOf(m, q)
		if err != nil {
			return nil, err
		}
		s, err := t.slabOf(ctx, b, year)
		if err != nil {
			return nil, err
		}
		return s.flows(imports), nil
	}
}

// flows are the values of every directed flow; with imports they stand for the
// importer's dyad.
func (s *slab) flows(imports bool) []measure.WorldValue {
	var out []measure.WorldValue
	n := len(s.of.codes)
	for k, square := range s.square {
		if square == nil {
			continue
		}
		role := [3]string{"a", "b", string(measure.Reconciled)}[k%3]
		if imports {
			role = [3]string{"b", "a", string(measure.Reconciled)}[k%3]
		}
		s.dyads(func(x, m int) {
			if v := square[x*n+m]; v == v && !s.made[k][x*n+m] {
				a, b := s.of.codes[x], s.of.codes[m]
				if imports {
					a, b = b, a
				}
				out = append(out, measure.WorldValue{A: string(a), B: string(b), Role: role, Source: s.of.releases[k/3].source, Value: v})
			}
		})
	}
	return out
}

// accounts gives f(exports, imports) of every account of every ordered dyad.
func (s *slab) accounts(f func(x, m float64) float64) []measure.WorldValue {
	var out []measure.WorldValue
	n := len(s.of.codes)
	for r, rel := range s.of.releases {
		for _, w := range []struct {
			role    string
			out, in int
		}{{"a", 0, 1}, {"b", 1, 0}, {string(measure.Reconciled), 2, 2}} {
			xs, ms := s.square[3*r+w.out], s.square[3*r+w.in]
			if xs == nil || ms == nil {
				continue
			}
			s.dyads(func(a, b int) {
				if x, m := xs[a*n+b], ms[b*n+a]; x == x && m == m && !s.made[3*r+w.out][a*n+b] && !s.made[3*r+w.in][b*n+a] {
					out = append(out, measure.WorldValue{A: string(s.of.codes[a]), B: string(s.of.codes[b]), Role: w.role, Source: rel.source, Value: f(x, m)})
				}
			})
		}
	}
	return out
}

func (t *Trade) worldAccounts(m *measure.Measure, f func(x, m float64) float64) worldFunc {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		b, err := t.basketOf(m, q)
		if err != nil {
			return nil, err
		}
		s, err := t.slabOf(ctx, b, year)
		if err != nil {
			return nil, err
		}
		return s.accounts(f), nil
	}
}

// worldChange holds each dyad's level of the year against that of a base year.
func (t *Trade) worldChange(m *measure.Measure, f func(now, then float64) float64, base func(measure.Query, int) int) worldFunc {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		from := base(q, year)
		if from == 0 {
			return nil, hint.New(hint.Usage, "", m.Name+" for the world needs one base year for all", "add --set base=2001")
		}
		levels := func(y int) ([]measure.WorldValue, error) {
			s, err := t.slab(ctx, y)
			if err != nil {
				return nil, err
			}
			switch m.Param(q, "of") {
			case "exports":
				return s.flows(false), nil
			case "imports":
				return s.flows(true), nil
			}
			return s.accounts(turnover), nil
		}
		now, err := levels(year)
		if err != nil {
			return nil, err
		}
		then, err := levels(from)
		if err != nil {
			return nil, err
		}
		return against(now, then, f), nil
	}
}

// against holds values against others of the same dyad, role and source; what
// has no counterpart, or a zero one, is left out.
func against(now, then []measure.WorldValue, f func(now, then float64) float64) []measure.WorldValue {
	before := make(map[measure.WorldValue]float64, len(then))
	for _, v := range then {
		value := v.Value
		v.Value = 0
		before[v] = value
	}
	var out []measure.WorldValue
	for _, v := range now {
		value := v.Value
		v.Value = 0
		if b, ok := before[v]; ok && b != 0 {
			v.Value = f(value, b)
			out = append(out, v)
		}
	}
	return out
}

func (t *Trade) worldGap(ctx context.Context, _ measure.Query, year int) ([]measure.WorldValue, error) {
	s, err := t.slab(ctx, year)
	if err != nil {
		return nil, err
	}
	var out []measure.WorldValue
	n := len(s.of.codes)
	for r, rel := range s.of.releases {
		xs, ms := s.square[3*r], s.square[3*r+1]
		if xs == nil || ms == nil {
			continue
		}
		s.dyads(func(a, b int) {
			i := a*n + b
			if x, m := xs[i], ms[i]; m == m && x > 0 && !s.made[3*r][i] && !s.made[3*r+1][i] {
				out = append(out, measure.WorldValue{A: string(s.of.codes[a]), B: string(s.of.codes[b]), Role: string(Both), Source: rel.source, Value: mirrorGap(m, x)})
			}
		})
	}
	return out, nil
}
