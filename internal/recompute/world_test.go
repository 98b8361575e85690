package recompute

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// universe are the values of a measure for all dyads of single economies in a
// year, of one kind of sayer, sorted. Figures that the publisher or the other
// side's report made are no values of their own.
func (t *table) universe(measure, role string, year, base int) []float64 {
	key := fmt.Sprint(measure, role, year, base)
	if kept, ok := t.kept[key]; ok {
		return kept
	}
	var out []float64
	switch measure {
	case "trade.exports", "trade.imports", "trade.mirror_gap":
		t.pairs(func(x, m string) { out = append(out, t.flowOf(measure, role, x, m, year)) })
	case "trade.total", "trade.balance":
		t.pairs(func(a, b string) {
			x, m := t.ownAccount(role, a, b, year)
			if measure == "trade.balance" {
				m = -m
			}
			out = append(out, x+m)
		})
	case "trade.growth", "trade.multiple":
		t.pairs(func(a, b string) {
			x, m := t.ownAccount(role, a, b, year)
			x0, m0 := t.ownAccount(role, a, b, base)
			if then := x0 + m0; then != 0 && measure == "trade.growth" {
				out = append(out, 100*((x+m)/then-1))
			} else if then != 0 {
				out = append(out, (x+m)/then)
			}
		})
	default:
		out = t.ofBooks(measure, role, year)
	}
	out = slices.DeleteFunc(out, func(v float64) bool { return !is(v) })
	sort.Float64s(out)
	t.kept[key] = out
	return out
}

func (t *table) pairs(visit func(a, b string)) {
	for i, a := range t.codes {
		for j, b := range t.codes {
			if i != j && t.plain[i] && t.plain[j] {
				visit(a, b)
			}
		}
	}
}

const others = estimate | derived // made by somebody else than the reporter

// honest is a report that is its reporter's own.
func (t *table) honest(view int, x, m string, year int) float64 {
	if t.marks(view, x, m, year)&others != 0 {
		return nan()
	}
	return t.flow(view, x, m, year)
}

func (t *table) flowOf(measure, role, x, m string, year int) float64 {
	switch {
	case measure == "trade.mirror_gap":
		a, b := t.honest(byExporter, x, m, year), t.honest(byImporter, x, m, year)
		if a > 0 {
			return 100 * (b/a - 1)
		}
		return nan()
	case (measure == "trade.exports") == (role == "a"): // the dyad's first economy reports as exporter, or its second does
		return t.honest(byExporter, x, m, year)
	default:
		return t.honest(byImporter, x, m, year)
	}
}

func (t *table) ownAccount(role, a, b string, year int) (x, m float64) {
	if role == "a" {
		return t.honest(byExporter, a, b, year), t.honest(byImporter, b, a, year)
	}
	return t.honest(byImporter, a, b, year), t.honest(byExporter, b, a, year)
}

// ofBooks are the measures of an economy's trade with all its partners.
func (t *table) ofBooks(measure, role string, year int) []float64 {
	way := own
	if role == "mirror" {
		way = mirror
	}
	books := make([]*book, len(t.codes))
	for a, code := range t.codes {
		if t.plain[a] {
			books[a] = t.book(code, way, year)
		}
	}
	var out []float64
	for a, b := range books {
		if b == nil {
			continue
		}
		whole, _ := b.whole(true, true)
		var all []float64 // the trade with each partner, for ranks
		for p := range t.codes {
			if v := b.trade(p); t.plain[p] && is(v) {
				all = append(all, v)
			}
		}
		sort.Float64s(all)
		if measure == "trade.concentration" {
			out = append(out, b.concentration())
		}
		for p, partner := range books {
			if partner == nil || p == a {
				continue
			}
			both := b.x[p] + b.m[p]
			if b.madeX[p] || b.madeM[p] {
				both = nan()
			}
			switch measure {
			case "trade.share", "trade.dependence":
				out = append(out, 100*both/whole)
			case "trade.rank":
				if is(both) {
					out = append(out, float64(len(all)-sort.Search(len(all), func(i int) bool { return all[i] > both })+1))
				}
			case "trade.asymmetry":
				theirs := partner.x[a] + partner.m[a]
				if partner.madeX[a] || partner.madeM[a] {
					theirs = nan()
				}
				w, _ := partner.whole(true, true)
				if y := 100 * theirs / w; y > 0 {
					out = append(out, 100*both/whole/y)
				}
			case "trade.intensity":
				if !b.madeX[p] {
					out = append(out, b.intensity(t.codes[p], partner, way))
				}
			}
		}
	}
	return out
}

// standing is where a value stands among all: below and above are what lies off
// it on either side, near is how many are equal to it but for the last digits,
// which depend on the order in which doubles are added.
type standing struct {
	below, near, above int
	tied               bool // those near are equal to the last digit
}

func place(all []float64, v float64) standing {
	slack := 1e-11 * max(math.Abs(v), 1)
	below := sort.SearchFloat64s(all, v-slack)
	above := len(all) - sort.SearchFloat64s(all, v+slack)
	near := len(all) - below - above
	return standing{below, near, above, near < 2 || all[below] == all[below+near-1]}
}

// isBut is is for a value that is a place itself: two partners whose trade is equal
// but for the last digits may have their places either way round, and so may a few
// of the dyads that this one is held against.
func (s standing) isBut(percentile float64, dyads int) bool {
	own := min(s.near, 1)
	others := float64(s.below + s.near + s.above - own)
	exact := 100 * (float64(s.below) + float64(s.near-own)/2) / others
	return math.Abs(percentile-exact) <= 100*float64(dyads)/others
}

// is tells whether a percentile and a rank are those of the value: the part of the
// others that it is above, those equal to it by half, and one more than are above
// it. Values that are equal but for the last digits may stand in any order.
func (s standing) is(percentile float64, rank int) bool {
	own := min(s.near, 1)
	others := float64(s.below + s.near + s.above - own)
	exact := 100 * (float64(s.below) + float64(s.near-own)/2) / others
	if s.tied {
		return math.Abs(percentile-exact) <= 1e-9 && rank == s.above+1
	}
	least, most := 100*float64(s.below)/others, 100*float64(s.below+s.near-1)/others
	return percentile >= least-1e-9 && percentile <= most+1e-9 && rank > s.above && rank <= s.above+s.near
}
