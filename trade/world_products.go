package trade

import (
	"context"
	"dyad/internal/hint"
	"dyad/measure"
)

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
