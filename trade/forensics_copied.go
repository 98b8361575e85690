package trade

import (
	"fmt"
	"slices"

	"dyad/economy"
	"dyad/measure"
)

// Copied years come in families: of six years that all hold the same figures
// there is one fault, not fifteen.
type families struct {
	of map[int]int // a year's next elder in its family
}

func (f *families) eldest(year int) int {
	for {
		elder, ok := f.of[year]
		if !ok || elder == year {
			return year
		}
		year = elder
	}
}

func (f *families) same(before, year int) {
	if f.of == nil {
		f.of = map[int]int{}
	}
	a, b := f.eldest(before), f.eldest(year)
	f.of[max(a, b)] = min(a, b)
	f.of[min(a, b)] = min(a, b)
}

// list gives the families, each in order, the eldest first.
func (f *families) list() [][]int {
	by := map[int][]int{}
	for y := range f.of {
		by[f.eldest(y)] = append(by[f.eldest(y)], y)
	}
	var out [][]int
	for _, years := range by {
		slices.Sort(years)
		out = append(out, years)
	}
	slices.SortFunc(out, func(a, b []int) int { return a[0] - b[0] })
	return out
}

// repeats finds years with the same value to the last of five digits or more.
func (s series) repeats(from, to economy.Code) []Finding {
	var same families
	for i, now := range s.cells {
		for j, then := range s.cells[:i] {
			if now.said && then.said && !now.missing && !then.missing && now.value == then.value && digits(now.value) >= 5 {
				same.same(s.first+j, s.first+i)
			}
		}
	}
	who := "as " + economy.Label(economy.Code(s.Reporter)) + " reports them"
	if s.Reporter == "" {
		who = "as " + s.Source + " has them (" + string(s.View) + ")"
	}
	var out []Finding
	for _, years := range same.list() {
		out = append(out, Finding{Kind: CopiedYear, Source: s.Source, Vintage: s.Vintage, Reporter: s.Reporter, Exporter: string(from), Importer: string(to),
			Years: years, Value: 100, Text: fmt.Sprintf("Exports of %s to %s %s are the same to the last digit in %s.",
				economy.Label(from), economy.Label(to), who, spell(years))})
	}
	return out
}

// copied says whether of n figures so many are the same as another year's that
// the year is a copy: half of them, and five.
func copied(same, n int) bool { return same >= 5 && 2*same >= n }

// copies finds the years of an economy's report, or of a reconciled source's
// figures on it, that repeat another year. Only figures of four digits or more
// count as the same.
func (f *Flows) copies(a economy.Code, s *shelf, k int) []Finding {
	rel := f.releases[k/3]
	var out []Finding
	for _, side := range sides {
		var same families
		most, of := 0, 0
		for y := f.first; y <= f.last; y++ {
			now := s.at(k, y)
			for before := f.first; before < y && now != nil; before++ {
				then := s.at(k, before)
				if then == nil {
					continue
				}
				n, equal := 0, 0
				now.partners(side.flow, func(p int, v float64) {
					if v <= 0 {
						return
					}
					n++
					if v == then.value(p, side.flow) && digits(v) >= 4 {
						equal++
					}
				})
				if copied(equal, n) {
					same.same(before, y)
					if equal > most {
						most, of = equal, n
					}
				}
			}
		}
		for _, years := range same.list() {
			x := Finding{Kind: CopiedYear, Source: rel.source, Vintage: rel.vintage, Years: years, Value: percent(float64(most), float64(of))}
			what := "figures on " + side.word + " of " + economy.Label(a) + " in " + rel.source
			if k%3 == own {
				x.Reporter = string(a)
				what = "figures on " + side.word + " that stand as the report of " + economy.Label(a)
			}
			x.Text = fmt.Sprintf("Of the %d %s for one of the years %s, %d are the same to the last digit in another.", of, what, spell(years), most)
			out = append(out, x)
		}
	}
	return out
}

// copiedBySource finds the years of a whole reconciled source that repeat
// another: nobody's report, so no economy's finding would say it.
func (f *Flows) copiedBySource() []Finding {
	var out []Finding
	years := f.last - f.first + 1
	for r, rel := range f.releases {
		all, equal := make([]int, years), map[[2]int]int{}
		for p := 0; p+1 < len(f.start); p++ {
			var rows []observation
			for _, o := range f.rows[f.start[p]:f.start[p+1]] {
				if s := &f.stamps[o.stamp]; s.in == r && s.view == measure.Reconciled && o.value > 0 {
					rows = append(rows, o)
				}
			}
			for i, now := range rows {
				all[int(now.year)-f.first]++
				for _, then := range rows[:i] {
					if now.value == then.value && digits(now.value) >= 4 {
						equal[[2]int{int(then.year), int(now.year)}]++
					}
				}
			}
		}
		var same families
		most, of := 0, 0
		for pair, n := range equal {
			if total := all[pair[1]-f.first]; copied(n, total) {
				same.same(pair[0], pair[1])
				if n > most || n == most && total > of {
					most, of = n, total
				}
			}
		}
		for _, ys := range same.list() {
			out = append(out, Finding{Kind: CopiedYear, Source: rel.source, Vintage: rel.vintage, Years: ys, Value: percent(float64(most), float64(of)),
				Text: fmt.Sprintf("Of the %d flows of %s in one of the years %s, %d are the same to the last digit in another.", of, rel.source, spell(ys), most)})
		}
	}
	return out
}
