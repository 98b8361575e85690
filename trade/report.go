package trade

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"dyad/economy"
)

// report is what one sayer discloses by product of the flow between two sides in
// one year: one set of lines, or for a group those of every pair of members.
type report struct {
	sayer
	year   int
	parts  []*lines
	absent []string // pairs of members without lines
}

// reports are the product reports of the asked direction.
func (t *Trade) reports(ctx context.Context, from, to economy.Code, asOf int) ([]*report, error) {
	flows, err := t.ledger.Products(ctx, everMembers(from), everMembers(to))
	if err != nil {
		return nil, err
	}
	type key struct {
		sayer
		year int
	}
	by := map[key]map[[2]economy.Code]*lines{}
	for _, l := range bundle(flows) {
		f := &l.flow
		k := key{sayer{f.Source, f.Vintage, f.View, reporter(f.View, from, to), ""}, f.Year}
		if by[k] == nil {
			by[k] = map[[2]economy.Code]*lines{}
		}
		by[k][[2]economy.Code{economy.Code(f.Exporter), economy.Code(f.Importer)}] = l
	}
	var out []*report
	for k, pairs := range by {
		r := &report{sayer: k.sayer, year: k.year}
		for _, x := range unitsAs(from, asOf, k.year) {
			exporters := []unit{x}
			if x.standIn != "" && pairsOf(pairs, x.code) == 0 {
				exporters = []unit{{code: x.standIn}}
			}
			for _, e := range exporters {
				gaps := gather(unitsAs(to, asOf, k.year), func(m economy.Code) bool { return pairs[[2]economy.Code{e.code, m}] != nil && e.code != m },
					func(m economy.Code) {
						if l := pairs[[2]economy.Code{e.code, m}]; !slices.Contains(r.parts, l) {
							r.parts = append(r.parts, l)
						}
					})
				for _, g := range gaps {
					if g != x.code {
						r.absent = append(r.absent, string(x.code)+"→"+string(g))
					}
				}
			}
		}
		if len(r.parts) > 0 {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b *report) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Vintage, b.Vintage), cmp.Compare(a.View, b.View), cmp.Compare(a.year, b.year))
	})
	return out, nil
}

func pairsOf(pairs map[[2]economy.Code]*lines, exporter economy.Code) int {
	n := 0
	for p := range pairs {
		if p[0] == exporter {
			n++
		}
	}
	return n
}

func (r *report) total() float64 {
	sum := 0.0
	for _, l := range r.parts {
		sum += l.total()
	}
	return sum
}

func (r *report) disclosed() float64 {
	sum := 0.0
	for _, l := range r.parts {
		sum += l.disclosed()
	}
	return sum
}

// mark adds to a cell on the whole structure the flags of the reports and, for a
// group, what is absent.
func (r *report) mark(c cell) cell {
	for _, l := range r.parts {
		c.flags = join(c.flags, l.all)
	}
	return r.lacking(c)
}

// lacking adds to a cell of a group what is absent.
func (r *report) lacking(c cell) cell {
	if len(r.absent) > 0 {
		c.flags = join(c.flags, partial)
		c.note = notes(c.note, fmt.Sprintf("a part: %d of %d flows have no product lines (%s)", len(r.absent), len(r.absent)+len(r.parts), first(r.absent, 5)))
	}
	return c
}

// of is the value of a basket: of a group, over the pairs of members in which
// it is known.
func (r *report) of(b *Basket) cell {
	if len(r.parts) == 1 {
		return r.lacking(r.parts[0].of(b))
	}
	sum, known := cell{said: true}, 0
	var why string
	for _, l := range r.parts {
		c := l.of(b)
		if c.missing {
			why = c.why
			continue
		}
		known++
		sum.value += c.value
		sum.flags, sum.note = join(sum.flags, c.flags), notes(sum.note, c.note)
		if len(sum.inputs) < inputsKept {
			sum.inputs = append(sum.inputs, c.inputs...)
		}
	}
	switch {
	case known == 0:
		return gap("%s", why)
	case why != "":
		sum.flags = join(sum.flags, partial)
		sum.note = notes(sum.note, "a part: "+why)
	}
	return r.lacking(sum)
}

// shares are the parts of the HS chapters in the whole flow, with what is not
// disclosed as one more. The second result says whether the whole is known and
// above zero.
func (r *report) shares() (map[string]float64, bool) {
	whole := r.total()
	if whole <= 0 {
		return nil, false
	}
	out := map[string]float64{}
	for _, l := range r.parts {
		for _, c := range l.chapters {
			out[c] += l.sum(c) / whole
		}
	}
	if rest := 1 - r.disclosed()/whole; rest > 0 {
		out[Undisclosed] = rest
	}
	return out, true
}

// productSeries makes one series a sayer and label of reports in the order of
// years.
func productSeries(reports []*report, cells func(*report) map[string]cell) []series {
	first, last := 0, 0
	for _, r := range reports {
		if first == 0 || r.year < first {
			first = r.year
		}
		last = max(last, r.year)
	}
	at := map[sayer]int{}
	var out []series
	for _, r := range reports {
		said := cells(r)
		labels := make([]string, 0, len(said))
		for l := range said {
			labels = append(labels, l)
		}
		slices.Sort(labels)
		for _, label := range labels {
			who := r.sayer
			who.Label = label
			i, ok := at[who]
			if !ok {
				i = len(out)
				at[who] = i
				out = append(out, newSeries(who, first, last))
			}
			out[i].set(r.year, said[label])
		}
	}
	return out
}

func noLines(from, to economy.Code) func(series, int) string {
	return func(s series, y int) string {
		return "no product lines: " + what(string(from), string(to), y, s.View) + " (" + s.Source + ")"
	}
}
