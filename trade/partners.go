package trade

import (
	"context"
	"slices"

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

// shelf is an economy's books: by source and way of reading, then by year.
type shelf struct {
	first int       // year
	books [][]*book // by 3 · source + way; nil where nothing is said
}

// The ways of reading, as shelves number them.
const (
	own = iota
	mirror
	reconciled
)

var wayView = [3]measure.View{own: Own, mirror: Mirror, reconciled: measure.Reconciled}

func (s *shelf) at(k, year int) *book {
	if i := year - s.first; s.books[k] != nil && i >= 0 && i < len(s.books[k]) {
		return s.books[k][i]
	}
	return nil
}

// shelf is kept with the flows, for an account asks for it several times.
func (f *Flows) shelf(a economy.Code) *shelf { return f.shelfAs(a, 0) }

// shelfAs holds a group's books with its members of the year asOf, or of each
// year where that is 0.
func (f *Flows) shelfAs(a economy.Code, asOf int) *shelf {
	key := codeYear{a, asOf, 0}
	if !isGroup(a) {
		key.year = 0
	}
	if s, ok := f.shelves.Load(key); ok {
		return s.(*shelf)
	}
	var s *shelf
	if isGroup(a) {
		s = f.groupShelf(a, asOf)
	} else {
		s = f.singleShelf(a)
	}
	if f.shelfCount.Add(1) > shelvesKept {
		f.shelves.Clear()
		f.shelfCount.Store(1)
	}
	f.shelves.Store(key, s)
	return s
}

// shelvesKept bounds what is kept: a shelf takes about a megabyte.
const shelvesKept = 64

func (f *Flows) singleShelf(a economy.Code) *shelf {
	s := &shelf{first: f.first, books: make([][]*book, 3*len(f.releases))}
	me, ok := f.number[a]
	if !ok {
		return s
	}
	inside := []int{me}
	n, years := len(f.codes), f.last-f.first+1
	bookOf := func(o observation, out bool) *book {
		st := &f.stamps[o.stamp]
		way := own
		switch {
		case st.view == measure.Reconciled:
			way = reconciled
		case out != (st.view == measure.ByExporter): // the partner reports
			way = mirror
		}
		k := 3*st.in + way
		if s.books[k] == nil {
			s.books[k] = make([]*book, years)
		}
		b := &s.books[k][int(o.year)-f.first]
		if *b == nil {
			*b = newBook(f, int(o.year))
			stamps := make([]uint16, 2*n)
			(*b).fx, (*b).fm, (*b).inside = stamps[:n:n], stamps[n:], inside
		}
		return *b
	}
	for p := range n {
		if p == me {
			continue
		}
		for _, o := range f.between(me, p) {
			if o.value == o.value {
				b := bookOf(o, true)
				b.x[p], b.fx[p] = o.value, o.stamp
			}
		}
		for _, o := range f.between(p, me) {
			if o.value == o.value {
				b := bookOf(o, false)
				b.m[p], b.fm[p] = o.value, o.stamp
			}
		}
	}
	s.close()
	return s
}

func (s *shelf) close() {
	for _, years := range s.books {
		for _, b := range years {
			if b != nil {
				b.close()
			}
		}
	}
}

// groupShelf sums the books of the members, without their trade
// with one another.
func (f *Flows) groupShelf(a economy.Code, asOf int) *shelf {
	s := &shelf{first: f.first, books: make([][]*book, 3*len(f.releases))}
	for k := range s.books {
		s.books[k] = make([]*book, f.last-f.first+1)
		for y := f.first; y <= f.last; y++ {
			s.books[k][y-f.first] = f.groupBook(unitsAs(a, asOf, y), k, y)
		}
		if !slices.ContainsFunc(s.books[k], func(b *book) bool { return b != nil }) {
			s.books[k] = nil
		}
	}
	s.close()
	return s
}

func (f *Flows) groupBook(us []unit, k, year int) *book {
	of := map[economy.Code]*book{} // the books of the members and of their stand-ins
	var inside []int
	for _, u := range us {
		for _, c := range []economy.Code{u.code, u.standIn} {
			if c == "" || of[c] != nil {
				continue
			}
			if n, ok := f.number[c]; ok {
				inside = append(inside, n)
			}
			if b := f.shelf(c).at(k, year); b != nil {
				of[c] = b
			}
		}
	}
	if len(of) == 0 {
		return nil
	}
	n := len(f.codes)
	sum := newBook(f, year)
	sum.members, sum.inside = len(us), inside
	sum.lacksX, sum.lacksM = make([]uint16, n), make([]uint16, n)
	for p := range n {
		if slices.Contains(inside, p) {
			continue
		}
		sum.x[p], sum.lacksX[p] = addUp(us, of, p, func(b *book) []float64 { return b.x })
		sum.m[p], sum.lacksM[p] = addUp(us, of, p, func(b *book) []float64 { return b.m })
	}
	if k%3 == own {
		sum.silentX = silent(us, of, func(b *book) []float64 { return b.x })
		sum.silentM = silent(us, of, func(b *book) []float64 { return b.m })
	}
	return sum
}

// addUp is the sum of the members' trade with one partner, and how many of them
// have no observation of it.
func addUp(us []unit, of map[economy.Code]*book, p int, side func(*book) []float64) (sum float64, lacks uint16) {
	seen := false
	gaps := gather(us, func(c economy.Code) bool {
		b := of[c]
		return b != nil && side(b)[p] == side(b)[p]
	}, func(c economy.Code) {
		sum, seen = sum+side(of[c])[p], true
	})
	if !seen {
		return nan, 0
	}
	return sum, uint16(len(gaps))
}

// silent lists the members that report nothing on a side.
func silent(us []unit, of map[economy.Code]*book, side func(*book) []float64) []string {
	var out []string
	for _, c := range gather(us, func(c economy.Code) bool { return of[c] != nil && observed(side(of[c])) }, func(economy.Code) {}) {
		out = append(out, string(c))
	}
	return out
}

// seriesOf is an empty series for the source and way k of an economy's books.
func (f *Flows) seriesOf(k int, a economy.Code) series {
	r := f.releases[k/3]
	s := newSeries(sayer{r.source, r.vintage, wayView[k%3], "", ""}, f.first, f.last)
	if k%3 == own {
		s.Reporter = string(a)
	}
	return s
}

// partnerSeries asks every book of A for one cell a year. Missing years before
// the first and after the last value are left out: A's books are older than many
// of its partners.
func (t *Trade) partnerSeries(f *Flows, a economy.Code, asOf int, ask func(b *book) cell) []series {
	sh := f.shelfAs(a, asOf)
	var out []series
	for k, years := range sh.books {
		if years == nil {
			continue
		}
		s := f.seriesOf(k, a)
		for i, b := range years {
			if b != nil {
				s.set(sh.first+i, ask(b))
			}
		}
		out = append(out, s.trimmed())
	}
	return inOrder(out)
}

// partnersOf asks the ledger for an economy's trade with all its partners.
func (t *Trade) partnersOf(ctx context.Context, codes ...economy.Code) (*Flows, error) {
	var all []economy.Code
	for _, c := range codes {
		all = append(all, everMembers(c)...)
	}
	slices.Sort(all)
	return t.ledger.Of(ctx, slices.Compact(all))
}

func absentBook(a economy.Code) func(series, int) string {
	return func(s series, year int) string {
		who := "report of " + string(a)
		if s.View == Mirror {
			who = "report of any partner of " + string(a)
		}
		return "no observation: " + who + " on its trade by partner in " + itoa(year) + " (" + s.Source + ")" + elsewhere(a, year)
	}
}
