package trade

import (
	"fmt"
	"math"
	"slices"

	"dyad/economy"
	"dyad/measure"
)

// book is one economy's trade with every partner in one year as one sayer
// tells it: x its exports and m its imports by the partner's number, both in
// USD, NaN where there is no observation.
type book struct {
	of     *Flows
	year   int
	x, m   []float64
	fx, fm []uint16 // the stamps of the observations; nil for sums over a group

	madeX, madeM []bool // by partner, in a year of the whole world: not the reporter's own

	inside         []int // the numbers of the economy itself, or of the group's members
	worldX, worldM float64
	listedX        float64 // the sum over the partners that are single economies
	listedM        float64

	members          int      // of a group; 0 for a single economy
	lacksX, lacksM   []uint16 // members of a group without an observation, by partner
	silentX, silentM []string // members that report no exports, no imports
}

var nan = math.NaN()

// newBook has room for every partner, and nothing observed.
func newBook(f *Flows, year int) *book {
	n := len(f.codes)
	both := slices.Repeat([]float64{nan}, 2*n)
	return &book{of: f, year: year, x: both[:n:n], m: both[n:], worldX: nan, worldM: nan}
}

// close takes the world's place out of the partners and adds the others up, in
// the order of their codes so that the last digits never change.
func (b *book) close() {
	if w := b.of.world; w >= 0 && b.members == 0 {
		// A group's published world totals would hold its inner trade.
		b.worldX, b.worldM = b.x[w], b.m[w]
	}
	for p, plain := range b.of.plain {
		if !plain || slices.Contains(b.inside, p) {
			continue
		}
		if v := b.x[p]; v == v {
			b.listedX += v
		}
		if v := b.m[p]; v == v {
			b.listedM += v
		}
	}
}

// observed says whether any partner, or the world, is observed on a side.
func observed(side []float64) bool {
	return slices.ContainsFunc(side, func(v float64) bool { return v == v })
}

// value is the trade with one partner, of what is observed of it; NaN for
// nothing.
func (b *book) value(p int, flow string) float64 {
	switch x, m := b.x[p], b.m[p]; {
	case flow == "exports":
		return x
	case flow == "imports":
		return m
	case x != x:
		return m
	case m != m:
		return x
	default:
		return x + m
	}
}

// with is the trade with one partner, or with a group: with its members of the
// year, or of the year asOf where that is not 0.
func (b *book) with(partner economy.Code, flow string, asOf int) cell {
	var c cell
	var sum testimony
	var absent []string
	lacking, present := 0, 0
	us := unitsAs(partner, asOf, b.year)
	take := func(name string, side []float64, stamps, lacks []uint16) {
		gaps := gather(us, func(code economy.Code) bool {
			p, ok := b.of.number[code]
			return ok && side[p] == side[p]
		}, func(code economy.Code) {
			p := b.of.number[code]
			present++
			var words []string
			if stamps != nil {
				words = b.of.stamps[stamps[p]].words
			}
			sum.add(side[p], words)
			if lacks != nil && lacks[p] > 0 {
				lacking++
			}
		})
		for _, g := range gaps {
			if p, ok := b.of.number[g]; !ok || !slices.Contains(b.inside, p) {
				absent = append(absent, name+string(g))
			}
		}
	}
	if flow != "imports" {
		take("exports to ", b.x, b.fx, b.lacksX)
	}
	if flow != "exports" {
		take("imports from ", b.m, b.fm, b.lacksM)
	}
	switch {
	case len(us) == 0:
		return gap("%s", noMembers(partner, b.year, asOf))
	case present == 0 && len(absent) == 0:
		return gap("all members of %s in %d belong to the group itself, whose inner trade is left out", partner, b.year)
	}
	if present == 0 || len(absent) > 0 && !isGroup(partner) {
		return gap("no observation: %s in %d%s", first(absent, 3), b.year, elsewhere(partner, b.year))
	}
	sum.say(&c)
	if len(absent) > 0 {
		c.flags = join(c.flags, []string{measure.Partial})
		c.note = notes("a part: no observation of "+first(absent, 5), c.note)
	}
	if lacking > 0 {
		c.flags = join(c.flags, []string{measure.Partial})
		c.note = notes(c.note, "a part: not every member has an observation with "+string(partner))
	}
	c.said = true
	return c
}

// whole is the trade with the world: the published total where there is one,
// else the sum over the partners listed.
func (b *book) whole(flow string) cell {
	c := cell{said: true}
	for _, s := range []struct {
		asked         bool
		side          []float64
		world, listed float64
		silent        []string
		word          string
	}{
		{flow != "imports", b.x, b.worldX, b.listedX, b.silentX, "exports"},
		{flow != "exports", b.m, b.worldM, b.listedM, b.silentM, "imports"},
	} {
		if !s.asked {
			continue
		}
		switch {
		case s.world == s.world:
			c.value += s.world
			c.flags = join(c.flags, fromWorld)
		case observed(s.side):
			if n := b.count(s.side); n < fewPartners {
				return gap("no total of %s in %d is published, and %d partners listed are too few to stand for all", s.word, b.year, n)
			}
			c.value += s.listed
			c.flags = join(c.flags, fromSum)
		default:
			return gap("no observation: %s by partner in %d", s.word, b.year)
		}
		if len(s.silent) > 0 {
			c.flags = join(c.flags, partial)
			c.note = notes(c.note, fmt.Sprintf("a part: %s report no %s in %d", first(s.silent, 5), s.word, b.year))
		}
	}
	if c.value == 0 {
		return gap("no trade with any partner is reported in %d", b.year)
	}
	return c
}

// fewPartners: without a published total a shorter list of partners is taken for
// a selection, and not for an economy's whole trade. (A variable for the small
// worlds of the tests.)
var fewPartners = 10

// count is how many single economies outside a group's own have a value.
func (b *book) count(side []float64) int {
	n := 0
	for p, v := range side {
		if v == v && b.of.plain[p] && !slices.Contains(b.inside, p) {
			n++
		}
	}
	return n
}

var (
	fromWorld = []string{measure.FromWorld}
	fromSum   = []string{measure.FromSum}
	partial   = []string{measure.Partial}
)

// listed is the sum over the partners listed, whatever total is published.
func (b *book) listed(flow string) float64 {
	switch flow {
	case "exports":
		return b.listedX
	case "imports":
		return b.listedM
	}
	return b.listedX + b.listedM
}

// partners visits every partner that is a single economy, in the order of codes.
func (b *book) partners(flow string, visit func(p int, value float64)) {
	for p, plain := range b.of.plain {
		if !plain {
			continue
		}
		if v := b.value(p, flow); v == v && !slices.Contains(b.inside, p) {
			visit(p, v)
		}
	}
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
