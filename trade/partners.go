package trade

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"dyad/economy"
	"dyad/measure"
)

// Two ways to read an economy's trade with all its partners.
const (
	Own    measure.View = ""       // as the economy itself reports
	Mirror measure.View = "mirror" // as its partners report, summed
)

// UniverseIncomplete flags a rank or a concentration among partners that do
// not add up to the published total, so that an unlisted one might matter.
const UniverseIncomplete = "universe_incomplete"

// flowParam says which flow a share or a rank is taken of.
var flowParam = measure.Param{Name: "flow", Default: "trade", Choices: []string{"trade", "exports", "imports"},
	Doc: "A's trade in both directions, its exports or its imports"}

const worldCode = "WLD"

// book is one economy's trade with every partner in one year as one sayer
// tells it: x its exports by partner, m its imports by partner, both in USD.
type book struct {
	x, m           map[string]float64
	worldX, worldM float64 // the published totals
	hasX, hasM     bool
	silent         []string // members of a group that report nothing
	flags          map[string][]string
}

// partnerBooks are the books of one sayer over the years.
type partnerBooks struct {
	sayer
	byYear map[int]*book
}

// booksOf sorts the flows of an economy, or of a group as one, into books: its
// own report, its partners' reports, a reconciled source. Trade among the
// members of a group is left out, and so are aggregates, but for the world.
func booksOf(flows []Flow, a economy.Code) []partnerBooks {
	by := map[sourceView]*partnerBooks{}
	group := isGroup(a)
	inA := map[int]map[string]bool{}
	isA := func(code string, year int) bool {
		if !group {
			return code == string(a)
		}
		set, ok := inA[year]
		if !ok {
			set = map[string]bool{}
			for _, m := range members(a, year) {
				set[string(m)] = true
			}
			inA[year] = set
		}
		return set[code]
	}
	reports := map[sourceView]map[int]map[string]bool{}
	for i := range flows {
		f := &flows[i]
		if f.Missing {
			continue
		}
		out, in := isA(f.Exporter, f.Year), isA(f.Importer, f.Year)
		if out == in { // neither side, or a flow within the group
			continue
		}
		k := sourceView{f.Source, f.Vintage, Own}
		switch {
		case f.View == measure.Reconciled:
			k.view = measure.Reconciled
		case out != (f.View == measure.ByExporter): // the partner reports
			k.view = Mirror
		}
		p := by[k]
		if p == nil {
			p = &partnerBooks{sayer: sayer{f.Source, f.Vintage, k.view, "", ""}, byYear: map[int]*book{}}
			if k.view == Own {
				p.Reporter = string(a)
			}
			by[k] = p
		}
		b := p.byYear[f.Year]
		if b == nil {
			b = &book{x: map[string]float64{}, m: map[string]float64{}, flags: map[string][]string{}}
			p.byYear[f.Year] = b
		}
		b.add(f, out, group)
		if group && k.view == Own {
			note(reports, k, f.Year, f.Reporter())
		}
	}
	if group {
		for k, p := range by {
			for y, b := range p.byYear {
				for _, m := range members(a, y) {
					if k.view == Own && !reports[k][y][string(m)] {
						b.silent = append(b.silent, string(m))
					}
				}
			}
		}
	}
	out := make([]partnerBooks, 0, len(by))
	for _, p := range by {
		out = append(out, *p)
	}
	sort.Slice(out, func(i, j int) bool {
		return out[i].Source+out[i].Vintage+string(out[i].View) < out[j].Source+out[j].Vintage+string(out[j].View)
	})
	return out
}

func note(r map[sourceView]map[int]map[string]bool, k sourceView, year int, who string) {
	if r[k] == nil {
		r[k] = map[int]map[string]bool{}
	}
	if r[k][year] == nil {
		r[k][year] = map[string]bool{}
	}
	r[k][year][who] = true
}

func (b *book) add(f *Flow, out, group bool) {
	partner, side := f.Importer, b.x
	if !out {
		partner, side = f.Exporter, b.m
	}
	if f.Aggregate() {
		// A group's published world totals hold its inner trade: the sum over
		// outside partners serves instead.
		if partner != worldCode || group {
			return
		}
		if out {
			b.worldX, b.hasX = f.Value, true
		} else {
			b.worldM, b.hasM = f.Value, true
		}
		return
	}
	side[partner] += f.Value
	if f.Flags != "" {
		b.flags[partner] = join(b.flags[partner], f.flags())
	}
}

// with is the trade with one partner, or with a group as of the year.
func (b *book) with(partner economy.Code, year int, flow string) cell {
	var c cell
	var absent []string
	present := 0
	for _, p := range members(partner, year) {
		x, okX := b.x[string(p)]
		m, okM := b.m[string(p)]
		if flow != "imports" {
			if okX {
				c.value += x
				present++
			} else {
				absent = append(absent, "exports to "+string(p))
			}
		}
		if flow != "exports" {
			if okM {
				c.value += m
				present++
			} else {
				absent = append(absent, "imports from "+string(p))
			}
		}
		if !isGroup(partner) {
			c.flags = join(c.flags, b.flags[string(p)])
		}
	}
	switch {
	case present == 0 || (len(absent) > 0 && !isGroup(partner)):
		return gap("no observation: %s in %d", first(absent, 3), year)
	case len(absent) > 0:
		c.flags = join(c.flags, []string{measure.Partial})
		c.note = fmt.Sprintf("a part: no observation of %s", first(absent, 5))
	}
	return c
}

// whole is the trade with the world: the published total where there is one,
// else the sum over the partners listed.
func (b *book) whole(flow string, year int) cell {
	x, fromX := b.side(b.x, b.worldX, b.hasX)
	m, fromM := b.side(b.m, b.worldM, b.hasM)
	c := cell{flags: []string{measure.FromSum}}
	published := false
	switch flow {
	case "exports":
		c.value, published = x, fromX
	case "imports":
		c.value, published = m, fromM
	default:
		c.value, published = x+m, fromX && fromM
		if len(b.x) == 0 && !b.hasX || len(b.m) == 0 && !b.hasM {
			return gap("one direction of trade with the world is not reported in %d", year)
		}
	}
	if published {
		c.flags = []string{measure.FromWorld}
	}
	if c.value == 0 {
		return gap("no trade with any partner is reported in %d", year)
	}
	if len(b.silent) > 0 {
		c.flags = join(c.flags, []string{measure.Partial})
		c.note = "a part: " + first(b.silent, 5) + " report nothing in " + itoa(year)
	}
	return c
}

func (b *book) side(by map[string]float64, world float64, published bool) (float64, bool) {
	if published {
		return world, true
	}
	// Summed in a fixed order: the last digits must not change from run to run.
	names := make([]string, 0, len(by))
	for n := range by {
		names = append(names, n)
	}
	slices.Sort(names)
	sum := 0.0
	for _, n := range names {
		sum += by[n]
	}
	return sum, false
}

// listed is the sum over the partners listed, whatever total is published.
func (b *book) listed(flow string) float64 {
	x, _ := b.side(b.x, 0, false)
	m, _ := b.side(b.m, 0, false)
	switch flow {
	case "exports":
		return x
	case "imports":
		return m
	}
	return x + m
}

func first(names []string, n int) string {
	s := ""
	for i, v := range names {
		if i == n {
			return s + " …"
		}
		if i > 0 {
			s += ", "
		}
		s += v
	}
	return s
}

// partnerSeries asks every book of A for one cell a year.
func (t *Trade) partnerSeries(ctx context.Context, a economy.Code, f func(b *book, s sayer, year int) cell) ([]series, error) {
	flows, err := t.ledger.Of(ctx, everMembers(a))
	if err != nil {
		return nil, err
	}
	var out []series
	for _, p := range booksOf(flows, a) {
		s := series{sayer: p.sayer, cells: map[int]cell{}}
		for y, b := range p.byYear {
			s.cells[y] = f(b, p.sayer, y)
		}
		out = append(out, s)
	}
	return out, nil
}

func absentBook(a economy.Code) func(series, int) string {
	return func(s series, year int) string {
		who := "report of " + string(a)
		if s.View == Mirror {
			who = "report of any partner of " + string(a)
		}
		return "no observation: " + who + " on its trade by partner in " + itoa(year) + " (" + s.Source + ")"
	}
}
