package trade

import (
	"context"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/measure"
)

// worldReports asks every product report of a year between single economies for
// a cell; gaps and parts are left out.
func (t *Trade) worldReports(ctx context.Context, year int, imports bool, ask func(*report) cell) ([]measure.WorldValue, error) {
	reports, err := t.reportsOf(ctx, year)
	if err != nil {
		return nil, err
	}
	var out []measure.WorldValue
	for _, r := range reports {
		c := ask(r)
		if c.missing || has(c.flags, measure.Partial) || has(c.flags, measure.Estimate) || has(c.flags, measure.MirrorImputed) {
			continue
		}
		f := &r.parts[0].flow
		v := measure.WorldValue{A: f.Exporter, B: f.Importer, Source: f.Source, Value: c.value, Role: string(f.View)}
		if imports {
			v.A, v.B = v.B, v.A
		}
		switch r.Reporter {
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

// reportsOf are the product reports of a year between single economies.
func (t *Trade) reportsOf(ctx context.Context, year int) ([]*report, error) {
	flows, err := t.ledger.Chapters(ctx, year)
	if err != nil {
		return nil, err
	}
	var out []*report
	for _, l := range bundle(flows) {
		f := &l.flow
		if f.Exporter != f.Importer && isSingle(f.Exporter) && isSingle(f.Importer) {
			out = append(out, &report{sayer: sayer{f.Source, f.Vintage, f.View, f.Reporter(), ""}, year: f.Year, parts: []*lines{l}})
		}
	}
	return out, nil
}

// isSingle says whether a code is a single economy: no sum, no part.
func isSingle(code string) bool {
	switch kindOf(economy.Code(code)) {
	case economy.State, economy.Territory, economy.Former:
		return true
	}
	return false
}

func (t *Trade) worldStructure(m *measure.Measure) worldFunc {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		b, err := t.basketOf(m, q)
		if err != nil {
			return nil, err
		}
		if b == nil {
			return nil, hint.New(hint.Usage, "", "the structure of all dyads is asked one basket at a time", "add --basket hydrocarbons")
		}
		if err := wholeChapters(b); err != nil {
			return nil, err
		}
		disclosed := m.Param(q, "denominator") == "disclosed"
		return t.worldReports(ctx, year, m.Param(q, "flow") == "imports", func(r *report) cell { return r.shareOf(b, disclosed) })
	}
}

func (t *Trade) worldStructuralChange(m *measure.Measure) worldFunc {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		base, err := yearParam(m, q, "base")
		if err != nil {
			return nil, err
		}
		if base == 0 {
			return nil, hint.New(hint.Usage, "", m.Name+" for the world needs one base year for all", "add --set base=2002")
		}
		before, err := t.reportsOf(ctx, base)
		if err != nil {
			return nil, err
		}
		type flowSayer struct {
			sayer
			exporter, importer string
		}
		key := func(r *report) flowSayer {
			return flowSayer{r.sayer, r.parts[0].flow.Exporter, r.parts[0].flow.Importer}
		}
		then := map[flowSayer]*report{}
		for _, r := range before {
			then[key(r)] = r
		}
		return t.worldReports(ctx, year, m.Param(q, "flow") == "imports", func(r *report) cell { return r.changeSince(then[key(r)], base) })
	}
}
