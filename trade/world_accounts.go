package trade

import (
	"context"
	"dyad/internal/hint"
	"dyad/measure"
)

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
