package trade

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

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

// activity counts over all these flows; sums over economies are no partners. It
// counts in one array, by release, view, economy and year.
func (f *Flows) activity() *activity {
	n, years := len(f.codes), f.last-f.first+1
	counts := make([]figures, 2*len(f.releases)*n*max(years, 0))
	at := func(p int, o observation, s *stamp) *figures {
		e, view := p/n, 0
		if s.view == measure.ByImporter {
			e, view = p%n, 1
		}
		return &counts[((2*s.in+view)*n+e)*years+int(o.year)-f.first]
	}
	for p := 0; p+1 < len(f.start); p++ {
		for i := f.start[p]; i < f.start[p+1]; i++ {
			o := f.rows[i]
			s := &f.stamps[o.stamp]
			if s.view == measure.Reconciled || !(o.value > 0) || s.aggregate {
				continue
			}
			c := at(p, o, s)
			c.all++
			if s.estimate {
				c.made++
				continue
			}
			for j := i + 1; j < f.start[p+1] && f.meet(i, j); j++ {
				m := f.rows[j]
				if t := &f.stamps[m.stamp]; !t.estimate && imputed(o.value, m.value, int(o.year)) {
					c.made++
					at(p, m, t).made++
				}
			}
		}
	}
	a := &activity{map[activityKey]figures{}}
	for r, release := range f.releases {
		for v, view := range []measure.View{measure.ByExporter, measure.ByImporter} {
			for e := range n {
				for y := range years {
					if c := counts[((2*r+v)*n+e)*years+y]; c != (figures{}) {
						a.of[activityKey{release.source, string(f.codes[e]), view, f.first + y}] = c
					}
				}
			}
		}
	}
	return a
}

const aggregateFlag = "aggregate"

// readActivity counts the same over a whole lake, once for a snapshot: every
// question that meets a derived report asks for it.
func readActivity(ctx context.Context, l *lake.Lake) (*activity, error) {
	text, err := l.Kept("activity", func() ([]byte, error) {
		a := &activity{map[activityKey]figures{}}
		if err := a.count(ctx, l); err != nil {
			return nil, err
		}
		return a.text(), nil
	})
	if err != nil {
		return nil, err
	}
	return parseActivity(text)
}

func (a *activity) count(ctx context.Context, l *lake.Lake) error {
	err := l.Each(ctx, query("activity"), nil, func(row *lake.Row) error {
		a.add(activityKey{row.Text(0), row.Text(1), measure.View(row.Text(2)), int(row.Int(3))}, int(row.Int(4)), int(row.Int(5)))
		return nil
	})
	if err != nil {
		return err
	}
	return l.Each(ctx, query("multiples"), nil, func(row *lake.Row) error {
		year := int(row.Int(3))
		asExporter, _ := row.Number(4)
		asImporter, _ := row.Number(5)
		if !imputed(asExporter, asImporter, year) {
			return nil
		}
		for i, view := range []measure.View{measure.ByExporter, measure.ByImporter} {
			a.add(activityKey{row.Text(0), row.Text(1 + i), view, year}, 0, 1)
		}
		return nil
	})
}

// text writes the counts, a line each, in an order of their own.
func (a *activity) text() []byte {
	lines := make([]string, 0, len(a.of))
	for k, n := range a.of {
		lines = append(lines, fmt.Sprintf("%s|%s|%s|%d|%d|%d", k.source, k.reporter, k.view, k.year, n.all, n.made))
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, "\n"))
}

func parseActivity(text []byte) (*activity, error) {
	a := &activity{map[activityKey]figures{}}
	for line := range strings.SplitSeq(string(text), "\n") {
		if line == "" {
			continue
		}
		f := strings.Split(line, "|")
		if len(f) != 6 {
			return nil, fmt.Errorf("the counts of reports hold the line %q", line)
		}
		var n [3]int
		for i := range n {
			var err error
			if n[i], err = strconv.Atoi(f[3+i]); err != nil {
				return nil, fmt.Errorf("the counts of reports hold the line %q", line)
			}
		}
		a.of[activityKey{f[0], f[1], measure.View(f[2]), n[0]}] = figures{n[1], n[2]}
	}
	return a, nil
}
