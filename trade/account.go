package trade

import (
	"context"

	"dyad/economy"
	"dyad/measure"
)

// account is what one reporter says of both directions: out is the flow A → B,
// back the flow B → A, each in the view this reporter takes.
type account struct {
	sayer
	out, back series
}

// accounts pairs the two flows by who reports them: A's account is its exports
// in the exporter view with its imports in the importer view, B's the reverse;
// a reconciled source gives a third.
func accounts(flows []Flow, q measure.Query, basket *Basket) []account {
	out := directed(flows, q.A, q.B, basket)
	back := directed(flows, q.B, q.A, basket)
	type release struct{ source, vintage string }
	releases := map[release]bool{}
	var order []release
	for _, s := range append(append([]series(nil), out...), back...) {
		r := release{s.Source, s.Vintage}
		if !releases[r] {
			releases[r] = true
			order = append(order, r)
		}
	}
	pick := func(ss []series, r release, v measure.View) series {
		for _, s := range ss {
			if s.Source == r.source && s.Vintage == r.vintage && s.View == v {
				return s
			}
		}
		return series{sayer: sayer{Source: r.source, Vintage: r.vintage, View: v}}
	}
	var all []account
	for _, r := range order {
		for _, w := range []struct {
			reporter string
			view     measure.View
			out, in  measure.View
		}{
			{string(q.A), "", measure.ByExporter, measure.ByImporter},
			{string(q.B), "", measure.ByImporter, measure.ByExporter},
			{"", measure.Reconciled, measure.Reconciled, measure.Reconciled},
		} {
			a := account{sayer{r.source, r.vintage, w.view, w.reporter, ""}, pick(out, r, w.out), pick(back, r, w.in)}
			if len(a.out.cells)+len(a.back.cells) > 0 {
				all = append(all, a)
			}
		}
	}
	return all
}

// fold makes one series of each account by f(exports of A, imports of A).
func fold(as []account, q measure.Query, f func(exports, imports float64) float64) []series {
	var out []series
	for _, a := range as {
		s := series{sayer: a.sayer, cells: map[int]cell{}}
		for _, y := range years(a.out, a.back) {
			s.cells[y] = combine(a.cellAt(a.out, q.A, q.B, y), a.cellAt(a.back, q.B, q.A, y), f)
		}
		out = append(out, s)
	}
	return out
}

func (a account) cellAt(s series, from, to economy.Code, year int) cell {
	if c, ok := s.cells[year]; ok {
		return c
	}
	return gap("no observation: %s (%s)", what(string(from), string(to), year, s.View), s.Source)
}

// accountSeries answers the measures that fold a reporter's account.
func (t *Trade) accountSeries(ctx context.Context, m *measure.Measure, q measure.Query, f func(x, m float64) float64) ([]series, error) {
	b, err := basketOf(m, q)
	if err != nil {
		return nil, err
	}
	flows, err := t.flowsBetween(ctx, q, b.name())
	if err != nil {
		return nil, err
	}
	return fold(accounts(flows, q, b), q, f), nil
}

func absentAccount(q measure.Query) func(series, int) string {
	return func(s series, year int) string {
		who := "the account of " + s.Reporter
		if s.Reporter == "" {
			who = "a reconciled account"
		}
		return "no observation: " + who + " of trade between " + string(q.A) + " and " + string(q.B) +
			" in " + itoa(year) + " (" + s.Source + ")"
	}
}
