package trade

import (
	"fmt"
	"slices"

	"dyad/economy"
	"dyad/measure"
)

// derivedFlows counts the years of flows in which one report is derived from the other.
type derivedFlows struct {
	years    map[int]bool
	flows    int
	unmarked int // where the publisher does not say so
}

// eachMade visits the flow-years of which a report is derived: by whom, as the
// number of its reporter, −1 where it cannot be told.
func (f *Flows) eachMade(x, m, r int, visit func(year int, who int, marked bool)) {
	for _, o := range f.between(x, m) {
		s := &f.stamps[o.stamp]
		if s.in != r {
			continue
		}
		switch {
		case has(s.words, measure.MirrorImputed) && s.view == measure.ByExporter:
			visit(int(o.year), x, s.estimate)
		case has(s.words, measure.MirrorImputed):
			visit(int(o.year), m, s.estimate)
		case has(s.words, measure.EitherImputed) && s.view == measure.ByExporter: // the other has the mark too
			visit(int(o.year), -1, false)
		}
	}
}

func (m *derivedFlows) add(year int, marked bool) {
	if m.years == nil {
		m.years = map[int]bool{}
	}
	m.years[year] = true
	m.flows++
	if !marked {
		m.unmarked++
	}
}

func (m *derivedFlows) inOrder() []int {
	out := make([]int, 0, len(m.years))
	for y := range m.years {
		out = append(out, y)
	}
	slices.Sort(out)
	return out
}

// imputedOf finds the flows of an economy with some partners in which one report
// follows from the other.
func (f *Flows) imputedOf(a economy.Code, partners []economy.Code) []Finding {
	var out []Finding
	for _, p := range partners {
		if p == a || !f.isPlain(a) || !f.isPlain(p) {
			continue
		}
		for _, d := range [][2]economy.Code{{a, p}, {p, a}} {
			x, m := f.number[d[0]], f.number[d[1]]
			for r, rel := range f.releases {
				by := map[int]*derivedFlows{}
				f.eachMade(x, m, r, func(year, who int, marked bool) {
					if by[who] == nil {
						by[who] = &derivedFlows{}
					}
					by[who].add(year, marked)
				})
				for _, who := range []int{-1, x, m} {
					n := by[who]
					if n == nil {
						continue
					}
					years := n.inOrder()
					one := Finding{Kind: Imputation, Source: rel.source, Vintage: rel.vintage, Exporter: string(d[0]), Importer: string(d[1]), Years: years, Value: float64(len(years))}
					flow := fmt.Sprintf("Exports of %s to %s in %s", economy.Label(d[0]), economy.Label(d[1]), spell(years))
					if who < 0 {
						one.Text = flow + ": one report is the other times a fixed factor, and nothing tells which was made from which; neither is marked as an estimate."
					} else {
						one.Reporter = string(f.codes[who])
						one.Text = fmt.Sprintf("%s: what stands as the report of %s is the other times, or over, a fixed factor; in %d of these %d years it is not marked as an estimate.",
							flow, economy.Label(f.codes[who]), n.unmarked, len(years))
					}
					out = append(out, one)
				}
			}
		}
	}
	return out
}

func (f *Flows) isPlain(c economy.Code) bool {
	n, ok := f.number[c]
	return ok && f.plain[n]
}

// imputedBySource counts such flows in the whole lake.
func (f *Flows) imputedBySource() []Finding {
	var out []Finding
	n := len(f.codes)
	for r, rel := range f.releases {
		var all derivedFlows
		either := 0
		for x := range n {
			for m := range n {
				if !f.plain[x] || !f.plain[m] {
					continue
				}
				f.eachMade(x, m, r, func(year, who int, marked bool) {
					all.add(year, marked)
					if who < 0 {
						either++
					}
				})
			}
		}
		if all.flows > 0 {
			out = append(out, Finding{Kind: Imputation, Source: rel.source, Vintage: rel.vintage, Value: float64(all.flows), Years: all.inOrder(),
				Text: fmt.Sprintf("In %d flows of %s one report is the other times, or over, a fixed factor; in %d of them it is not marked as an estimate, and in %d nothing tells which of the two it is.",
					all.flows, rel.source, all.unmarked, either)})
		}
	}
	return out
}
