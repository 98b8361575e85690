package trade

import (
	"context"
	"maps"
	"slices"

	"dyad/economy"
	"dyad/lake"
	"dyad/measure"
)

// activity counts, by reporter, view and year, the figures that stand as an
// economy's report and those among them that somebody else made: the
// publisher's estimates, and figures that are a fixed multiple of the partner's.
type activity struct{ of map[activityKey]figures }

type activityKey struct {
	source, reporter string
	view             measure.View
	year             int
}

type figures struct{ all, made int }

func (a *activity) clone() *activity {
	c := &activity{maps.Clone(a.of)}
	if c.of == nil {
		c.of = map[activityKey]figures{}
	}
	return c
}

func (a *activity) add(k activityKey, all, made int) {
	n := a.of[k]
	a.of[k] = figures{n.all + all, n.made + made}
}

// made is the part of a reporter's figures that somebody else made; of fewer
// than fewToCount it says nothing.
func (a *activity) made(source string, view measure.View, reporter string, year int) float64 {
	n := a.of[activityKey{source, reporter, view, year}]
	if n.all < fewToCount {
		return 0
	}
	return float64(n.made) / float64(n.all)
}

// activity counts over all these flows; sums over economies are no partners.
func (f *Flows) activity() *activity {
	a := &activity{map[activityKey]figures{}}
	key := func(p int, o observation) activityKey {
		s := &f.stamps[o.stamp]
		return activityKey{s.source, reporter(s.view, f.codes[p/len(f.codes)], f.codes[p%len(f.codes)]), s.view, int(o.year)}
	}
	for p := 0; p+1 < len(f.start); p++ {
		for i := f.start[p]; i < f.start[p+1]; i++ {
			o := f.rows[i]
			s := &f.stamps[o.stamp]
			if s.view == measure.Reconciled || !(o.value > 0) || has(s.words, aggregateFlag) {
				continue
			}
			estimate := 0
			if s.estimate {
				estimate = 1
			}
			a.add(key(p, o), 1, estimate)
			for j := i + 1; j < f.start[p+1] && f.meet(i, j); j++ {
				m := f.rows[j]
				if !s.estimate && !f.stamps[m.stamp].estimate && imputed(o.value, m.value, int(o.year)) {
					a.add(key(p, o), 0, 1)
					a.add(key(p, m), 0, 1)
				}
			}
		}
	}
	return a
}

const aggregateFlag = "aggregate"

// read counts the same in the lake for some economies' reports, for a ledger
// that holds a part of the flows.
func (a *activity) read(ctx context.Context, l *lake.Lake, of []economy.Code) error {
	err := l.Each(ctx, SQL("activity", of, nil, 0), nil, func(row *lake.Row) error {
		a.add(activityKey{row.Text(0), row.Text(1), measure.View(row.Text(2)), int(row.Int(3))}, int(row.Int(4)), int(row.Int(5)))
		return nil
	})
	if err != nil {
		return err
	}
	return l.Each(ctx, SQL("multiples", of, nil, 0), nil, func(row *lake.Row) error {
		year := int(row.Int(3))
		asExporter, _ := row.Number(4)
		asImporter, _ := row.Number(5)
		if !imputed(asExporter, asImporter, year) {
			return nil
		}
		for i, view := range []measure.View{measure.ByExporter, measure.ByImporter} {
			if who := row.Text(1 + i); slices.Contains(of, economy.Code(who)) {
				a.add(activityKey{row.Text(0), who, view, year}, 0, 1)
			}
		}
		return nil
	})
}
