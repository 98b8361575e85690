package named

import (
	"context"
	"fmt"
	"math"
	"sort"

	"dyad/figure"
	"dyad/measure"
)

const needsProducts = "exports by HS chapter in two years, as either side reports them"

// structureExports and structureImports are Figures 3 and 4 of the article.
var (
	structureExports = structureFigure("structure-exports", "what A sells to B, by kind of goods, then and now", false)
	structureImports = structureFigure("structure-imports", "what B sells to A, by kind of goods, then and now", true)
)

func structureFigure(name, about string, swap bool) Maker {
	return Maker{Name: name, About: about, Needs: needsProducts,
		Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
			rows, source, others, err := a.rowsOf(ctx, "trade.structure", nil, swap)
			if err != nil {
				return nil, nil, err
			}
			rows, who := oneReporter(rows)
			from, to := a.A, a.B
			if swap {
				from, to = to, from
			}
			then, now := a.twoYears(rows)
			f := a.frame(name, source, others, needsProducts)
			f.Title = fmt.Sprintf("What %s sells to %s", label(string(from)), label(string(to)))
			f.Subtitle = fmt.Sprintf("Shares in the whole flow, per cent, %d and %d, as %s reports", then, now, label(who))
			f.Unit, f.Suffix = "%", "%"
			if then == 0 {
				f.Subtitle = "Shares in the whole flow, per cent"
			}
			c := figure.Dumbbell{Frame: f, Then: fmt.Sprint(then), Now: fmt.Sprint(now), Economy: a.place(string(from))}
			at := map[string]*figure.DumbbellRow{}
			var labels []string
			for _, r := range rows {
				if r.Year != then && r.Year != now {
					continue
				}
				d := at[r.Label]
				if d == nil {
					d = &figure.DumbbellRow{Label: a.Title(r.Label), Then: figure.Point{Missing: true}, Now: figure.Point{Missing: true}}
					at[r.Label] = d
					labels = append(labels, r.Label)
				}
				p := figure.Point{X: float64(r.Year), Y: r.Value, Missing: r.Missing, Note: r.Note + r.Why}
				if r.Year == then {
					d.Then = p
				}
				if r.Year == now {
					d.Now = p
				}
			}
			sort.SliceStable(labels, func(i, j int) bool { return size(at[labels[i]]) > size(at[labels[j]]) })
			for _, l := range labels {
				c.Rows = append(c.Rows, *at[l])
			}
			return c, rows, nil
		}}
}

func size(d *figure.DumbbellRow) float64 {
	m := math.Inf(-1)
	for _, p := range []figure.Point{d.Then, d.Now} {
		if !p.Missing {
			m = max(m, p.Y)
		}
	}
	return m
}

// oneReporter keeps the report with most values, the exporter's when equal.
func oneReporter(rows []measure.Row) ([]measure.Row, string) {
	n := map[string]int{}
	best := measure.Row{}
	for _, r := range rows {
		if r.Missing {
			continue
		}
		k := string(r.View) + "|" + r.Reporter
		n[k]++
		if b := string(best.View) + "|" + best.Reporter; best.Source == "" || n[k] > n[b] || n[k] == n[b] && r.View == measure.ByExporter {
			best = r
		}
	}
	var out []measure.Row
	for _, r := range rows {
		if r.View == best.View && r.Reporter == best.Reporter {
			out = append(out, r)
		}
	}
	if best.Reporter == "" {
		return out, string(best.View)
	}
	return out, best.Reporter
}

// twoYears are those asked for, or the first and the last with values.
func (a Ask) twoYears(rows []measure.Row) (then, now int) {
	for _, r := range rows {
		if r.Missing {
			continue
		}
		if then == 0 || r.Year < then {
			then = r.Year
		}
		now = max(now, r.Year)
	}
	if a.Then != 0 {
		then = a.Then
	}
	if a.Now != 0 {
		now = a.Now
	}
	return then, now
}
