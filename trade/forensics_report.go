package trade

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/measure"
)

// reportFindings examine all that an economy reports.
func (f *Flows) reportFindings(a economy.Code) []Finding {
	s := f.shelf(a)
	var out []Finding
	for r := range f.releases {
		out = append(out, f.silence(a, s, r)...)
		out = append(out, f.copies(a, s, 3*r+own)...)
		for k := range s.books {
			// Its report against its partners' reports, of the same source where they
			// are there; and against its own report to another source.
			switch {
			case s.books[3*r+own] == nil || s.books[k] == nil || k == 3*r+own:
			case k == 3*r+mirror,
				k%3 == mirror && s.books[3*r+mirror] == nil,
				k%3 == own && k/3 > r:
				out = append(out, f.outOfLine(a, s, 3*r+own, k)...)
			}
		}
	}
	return out
}

var sides = []struct{ flow, word string }{{"exports", "exports"}, {"imports", "imports"}}

// outOfLine holds an economy's report k against another testimony.
func (f *Flows) outOfLine(a economy.Code, s *shelf, k, against int) []Finding {
	var out []Finding
	r, o := f.releases[k/3], f.releases[against/3]
	for _, side := range sides {
		gaps := map[int]float64{}
		for y := f.first; y <= f.last; y++ {
			if g, ok := logRatio(s.at(k, y), s.at(against, y), side.flow); ok {
				gaps[y] = g
			}
		}
		devs := outOfLine(gaps)
		if len(devs) == 0 {
			continue
		}
		other := "what its partners report"
		if against%3 == own {
			other = "what it reports"
		}
		if o != r {
			other += " in " + o.source
		}
		n := Finding{Kind: OutOfLine, Source: r.source, Vintage: r.vintage, Reporter: string(a)}
		var words []string
		for _, d := range devs {
			n.Years = append(n.Years, d.year)
			if math.Abs(d.z) > math.Abs(n.Value) {
				n.Value = d.z
			}
			words = append(words, fmt.Sprintf("%s in %d (usually %s)", above(d.value), d.year, above(d.usual)))
		}
		n.Text = fmt.Sprintf("The %s of %s lie %s %s.", side.word, economy.Label(a), strings.Join(words, ", "), other)
		out = append(out, n)
	}
	return out
}

// logRatio is the logarithm of one testimony on an economy's exports or imports
// over another, summed over the partners that both name and that nobody
// estimated. They must make up half of what the first lists.
func logRatio(x, y *book, flow string) (float64, bool) {
	if x == nil || y == nil {
		return 0, false
	}
	sum, other := 0.0, 0.0
	x.partners(flow, func(p int, v float64) {
		w := y.value(p, flow)
		if w != w || v <= 0 || w <= 0 || x.estimated(p, flow) || y.estimated(p, flow) {
			return
		}
		sum, other = sum+v, other+w
	})
	if sum == 0 || sum < 0.5*x.listed(flow) {
		return 0, false
	}
	return math.Log(sum / other), true
}

// estimated says whether the publisher made the figure, or it follows from the
// partner's.
func (b *book) estimated(p int, flow string) bool {
	stamps := b.fx
	if flow == "imports" {
		stamps = b.fm
	}
	if stamps == nil {
		return false
	}
	return b.of.derived(stamps[p])
}

// fewReporters: a source with fewer is an extract, and others are not silent in
// it but were not asked for.
const fewReporters = 20

// silence finds the years in which partners report trade with an economy that
// reports nothing itself, or for which the publisher fills in.
func (f *Flows) silence(a economy.Code, s *shelf, r int) []Finding {
	if s.books[3*r+mirror] == nil || f.reporters(r) < fewReporters && s.books[3*r+own] == nil {
		return nil
	}
	var silent, filled []int
	most := 0
	for y := f.first; y <= f.last; y++ {
		m, o := s.at(3*r+mirror, y), s.at(3*r+own, y)
		if m == nil {
			continue
		}
		partners := 0
		m.partners("trade", func(p int, _ float64) { partners++ })
		if o == nil || !observed(o.x) && !observed(o.m) {
			if partners >= 5 {
				silent = append(silent, y)
				most = max(most, partners)
			}
			continue
		}
		all, made := 0.0, 0.0
		for _, side := range sides {
			o.partners(side.flow, func(p int, v float64) {
				all += v
				if o.estimated(p, side.flow) {
					made += v
				}
			})
		}
		if all > 0 && made >= 0.95*all {
			filled = append(filled, y)
		}
	}
	rel := f.releases[r]
	var out []Finding
	if len(silent) > 0 {
		out = append(out, Finding{Kind: SilentReporter, Source: rel.source, Vintage: rel.vintage, Reporter: string(a), Years: silent, Value: float64(len(silent)),
			Text: fmt.Sprintf("%s reports nothing in %s, while up to %d partners report trade with it.", economy.Label(a), spell(silent), most)})
	}
	if len(filled) > 0 {
		out = append(out, Finding{Kind: EstimatedReport, Source: rel.source, Vintage: rel.vintage, Reporter: string(a), Years: filled, Value: float64(len(filled)),
			Text: fmt.Sprintf("What stands as the report of %s in %s is, to 95 %% or more of its value, the publisher's estimate or follows from its partners' reports.", economy.Label(a), spell(filled))})
	}
	return out
}

// reporters counts the economies that report to a source.
func (f *Flows) reporters(r int) int {
	f.reportersOnce.Do(func() {
		f.reporterCount = make([]int, len(f.releases))
		n := len(f.codes)
		for a := range n {
			seen := make([]bool, len(f.releases))
			for p := range n {
				for _, o := range f.between(a, p) {
					if s := &f.stamps[o.stamp]; s.view == measure.ByExporter {
						seen[s.in] = true
					}
				}
				for _, o := range f.between(p, a) {
					if s := &f.stamps[o.stamp]; s.view == measure.ByImporter {
						seen[s.in] = true
					}
				}
			}
			for i, yes := range seen {
				if yes && !f.sum[a] {
					f.reporterCount[i]++
				}
			}
		}
	})
	return f.reporterCount[r]
}

// sameFigures finds sources that say the same, and so are not two witnesses.
func (f *Flows) sameFigures() []Finding {
	type tally struct{ n, same int }
	by := map[[2]int]*tally{}
	for p := range len(f.codes) * len(f.codes) {
		rows := f.rows[f.start[p]:f.start[p+1]]
		for i, x := range rows {
			for _, y := range rows[i+1:] {
				if y.year != x.year {
					break
				}
				s, t := &f.stamps[x.stamp], &f.stamps[y.stamp]
				if s.in == t.in || s.view != t.view || !(x.value > 0) || !(y.value > 0) {
					continue
				}
				k := [2]int{s.in, t.in}
				if by[k] == nil {
					by[k] = &tally{}
				}
				by[k].n++
				if math.Abs(x.value/y.value-1) < 1e-6 {
					by[k].same++
				}
			}
		}
	}
	var out []Finding
	for k, t := range by {
		if t.n >= 20 && 10*t.same >= 9*t.n {
			x, y := f.releases[k[0]], f.releases[k[1]]
			out = append(out, Finding{Kind: SameFigures, Source: x.source, Vintage: x.vintage, Value: percent(float64(t.same), float64(t.n)),
				Text: fmt.Sprintf("Of %d observations that %s and %s both have, %d are the same: they are one witness, not two.", t.n, x.source, y.source, t.same)})
		}
	}
	slices.SortFunc(out, func(a, b Finding) int { return strings.Compare(a.Text, b.Text) })
	return out
}
