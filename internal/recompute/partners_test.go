package recompute

import "slices"

// The two ways to read an economy's trade with all its partners: as it reports
// itself, or as its partners do.
const (
	own = iota
	mirror
)

// book is the trade of a side with every partner in a year; NaN where nothing is
// said.
type book struct {
	t              *table
	year           int
	x, m           []float64 // exports to, imports from, by the partner's number
	madeX, madeM   []bool    // not the reporter's own figures
	inside         []int
	worldX, worldM float64
}

func (t *table) book(a string, way, year int) *book {
	b := &book{t: t, year: year, worldX: nan(), worldM: nan()}
	outView, inView := byExporter, byImporter
	if way == mirror {
		outView, inView = byImporter, byExporter
	}
	side := members(a, year)
	both := slices.Clone(side)
	for _, c := range side {
		if s, _ := standIn(c, side); s != "" && !slices.Contains(both, s) {
			both = append(both, s)
		}
	}
	for _, c := range both {
		if i, ok := t.num[c]; ok {
			b.inside = append(b.inside, i)
		}
	}
	for p, code := range t.codes {
		x, m := nan(), nan()
		var madeX, madeM bool
		if !slices.Contains(b.inside, p) {
			x = t.added(side, func(c string) float64 { return t.flow(outView, c, code, year) })
			m = t.added(side, func(c string) float64 { return t.flow(inView, code, c, year) })
			madeX = t.marks(outView, a, code, year)&(estimate|derived) != 0
			madeM = t.marks(inView, code, a, year)&(estimate|derived) != 0
		}
		b.x, b.m = append(b.x, x), append(b.m, m)
		b.madeX, b.madeM = append(b.madeX, madeX), append(b.madeM, madeM)
	}
	if t.world >= 0 && !isGroup(a) {
		b.worldX, b.worldM = b.x[t.world], b.m[t.world]
	}
	return b
}

// added is the sum of what is there of some members.
func (t *table) added(side []string, value func(string) float64) float64 {
	found, _ := pick(side, func(c string) bool { return is(value(c)) })
	if len(found) == 0 {
		return nan()
	}
	sum := 0.0
	for _, c := range found {
		sum += value(c)
	}
	return sum
}

// listed is the sum over the single economies outside, and their number.
func (b *book) listed(side []float64) (sum float64, n int) {
	for p, v := range side {
		if b.t.plain[p] && is(v) {
			sum, n = sum+v, n+1
		}
	}
	return sum, n
}

// whole is the trade with the world: the total published, else the sum over ten
// partners or more; published says whether both sides are published totals.
func (b *book) whole(exports, imports bool) (value float64, published bool) {
	published = true
	add := func(world float64, side []float64) {
		if is(world) {
			value += world
			return
		}
		published = false
		sum, n := b.listed(side)
		if n < 10 {
			sum = nan()
		}
		value += sum
	}
	if exports {
		add(b.worldX, b.x)
	}
	if imports {
		add(b.worldM, b.m)
	}
	if value == 0 {
		return nan(), false
	}
	return value, published
}

// with is the trade with a partner or with what is there of a group.
func (b *book) with(partner string, exports, imports bool) float64 {
	side := members(partner, b.year)
	value, seen := 0.0, false
	for _, s := range []struct {
		asked bool
		of    []float64
	}{{exports, b.x}, {imports, b.m}} {
		if !s.asked {
			continue
		}
		v := b.t.added(side, func(c string) float64 {
			if p, ok := b.t.num[c]; ok {
				return s.of[p]
			}
			return nan()
		})
		switch {
		case is(v):
			value, seen = value+v, true
		case !isGroup(partner):
			return nan()
		}
	}
	if !seen {
		return nan()
	}
	return value
}

// trade is the trade with one partner in the directions that are there.
func (b *book) trade(p int) float64 {
	switch {
	case !is(b.x[p]):
		return b.m[p]
	case !is(b.m[p]):
		return b.x[p]
	}
	return b.x[p] + b.m[p]
}

// byBook asks both books of every year; NaN is no answer.
func (t *table) byBook(a string, ask func(b *book, way int) float64) answers {
	out := answers{}
	t.eachYear(func(y int) {
		for way, s := range []said{{y, "", a, ""}, {y, "mirror", "", ""}} {
			if v := ask(t.book(a, way, y), way); is(v) {
				out[s] = v
			}
		}
	})
	return out
}

func (b *book) share(partner string) float64 {
	whole, _ := b.whole(true, true)
	return 100 * b.with(partner, true, true) / whole
}

func (b *book) rank(partner string) float64 {
	mine := b.with(partner, true, true)
	whole, published := b.whole(true, true)
	if !is(mine) || !is(whole) {
		return nan()
	}
	side := members(partner, b.year)
	apart := slices.Clone(side)
	for _, m := range side {
		if s, _ := standIn(m, side); s != "" {
			apart = append(apart, s)
		}
	}
	place := 1
	for p, c := range b.t.codes {
		if b.t.plain[p] && !slices.Contains(apart, c) && b.trade(p) > mine {
			place++
		}
	}
	if published {
		x, _ := b.listed(b.x)
		m, _ := b.listed(b.m)
		if rest := whole - (x + m); rest > mine && rest > whole*2/3 {
			return nan() // an unlisted partner could be any place
		}
	}
	return float64(place)
}

func (b *book) concentration() float64 {
	whole, _ := b.whole(true, true)
	sum := 0.0
	for p := range b.t.codes {
		if v := b.trade(p); b.t.plain[p] && is(v) {
			sum += v / whole * (v / whole)
		}
	}
	if !is(whole) {
		return nan()
	}
	return sum
}

func (t *table) asymmetry(a, b string) answers {
	out := answers{}
	t.eachYear(func(y int) {
		for way, view := range []string{"own", "mirror"} {
			x, z := t.book(a, way, y).share(b), t.book(b, way, y).share(a)
			if is(x) && is(z) && z != 0 {
				out[said{y, view, "", ""}] = x / z
			}
		}
	})
	return out
}

// worldImports are those that the file gives for the world as a whole.
func (t *table) worldImports(way, year int) float64 {
	if way == mirror {
		return t.flow(byExporter, "WLD", "WLD", year)
	}
	return t.flow(byImporter, "WLD", "WLD", year)
}

func (b *book) intensity(partner string, other *book, way int) float64 {
	world := b.t.worldImports(way, b.year)
	x, _ := b.whole(true, false)
	mine, _ := b.whole(false, true)
	theirs, _ := other.whole(false, true)
	to := b.with(partner, true, false)
	if !(world > mine) || !(theirs > 0) {
		return nan()
	}
	return (to / x) / (theirs / (world - mine))
}
