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
// a reconciled source gives a third. Where two groups share members, the trade
// of these with one another would stand in both directions: inner says where it
// is counted.
func accounts(f *Flows, q measure.Query, asOf int, inner innerTrade) []account {
	out, back := directedBut(f, q.A, q.B, asOf, inner == nowhere), directedBut(f, q.B, q.A, asOf, true)
	pick := func(ss []series, r release, v measure.View) series {
		for _, s := range ss {
			if s.Source == r.source && s.Vintage == r.vintage && s.View == v {
				return s
			}
		}
		return series{sayer: sayer{Source: r.source, Vintage: r.vintage, View: v}}
	}
	var all []account
	for _, r := range f.releases {
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

// innerTrade is the trade among economies that belong to both sides of a dyad
// of groups.
type innerTrade int

const (
	once    innerTrade = iota // in a sum of both directions each flow counts once
	nowhere                   // in a balance it is on neither side
)

// fold makes one series of each account by f(exports of A, imports of A).
func fold(as []account, q measure.Query, f func(exports, imports float64) float64) []series {
	var out []series
	for _, a := range as {
		first, last := span(a.out, a.back)
		if first == 0 {
			continue
		}
		s := newSeries(a.sayer, first, last)
		for y := first; y <= last; y++ {
			x, m := a.out.at(y), a.back.at(y)
			if x.said || m.said {
				s.set(y, combine(orGap(x, a.out, q.A, q.B, y), orGap(m, a.back, q.B, q.A, y), f))
			}
		}
		out = append(out, s)
	}
	return out
}

// orGap is the cell, or a gap that names the observation which is absent.
func orGap(c cell, s series, from, to economy.Code, year int) cell {
	if c.said {
		return c
	}
	return cell{said: true, missing: true, why: absentFlow(from, to)(s, year)}
}

// accountSeries answers the measures that fold a reporter's account.
func (t *Trade) accountSeries(ctx context.Context, m *measure.Measure, q measure.Query, inner innerTrade, f func(x, m float64) float64) ([]series, error) {
	b, err := t.basketOf(m, q)
	if err != nil {
		return nil, err
	}
	flows, err := t.flowsBetween(ctx, q, b)
	if err != nil {
		return nil, err
	}
	return fold(accounts(flows, q, asOf(q), inner), q, f), nil
}

func absentAccount(q measure.Query) func(series, int) string {
	return func(s series, year int) string {
		who := "the account of " + s.Reporter
		if s.Reporter == "" {
			who = "a reconciled account"
		}
		return "no observation: " + who + " of trade between " + string(q.A) + " and " + string(q.B) +
			" in " + itoa(year) + " (" + s.Source + ")" + elsewhere(q.A, year) + elsewhere(q.B, year)
	}
}
