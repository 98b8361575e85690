package trade

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"dyad/economy"
	"dyad/measure"
)

// Flows are annual flows of one product, packed: sixteen bytes an observation,
// in the order of exporter, importer, year, source, view. They never change.
//
// What is the same for many observations (source, view, valuation, flags) is
// kept once, as a stamp; economies have numbers in the order of their codes.
type Flows struct {
	product  string
	codes    []economy.Code
	number   map[economy.Code]int
	plain    []bool // by economy: neither an aggregate nor a part of another
	sum      []bool // by economy: an aggregate
	releases []release
	stamps   []stamp
	notes    []string
	rows     []observation
	start    []uint32 // where the rows of exporter·n + importer begin
	first    int      // year
	last     int
	world    int                  // the number of WLD, -1 for none
	worded   map[stampWord]uint16 // the stamps with a flag added

	unasked error // why the evidence on derived reports could not be had

	byYearOnce sync.Once
	byYear     []place
	yearStart  []uint32

	reportersOnce sync.Once
	reporterCount []int

	shelves    sync.Map // codeYear → *shelf
	shelfCount atomic.Int32
}

type release struct{ source, vintage string }

type stamp struct {
	release
	in        int // index of the release
	view      measure.View
	valuation string
	flags     string
	words     []string // of flags
	estimate  bool     // the publisher's own mark is among them
	aggregate bool     // a sum over economies is on either side
}

// observation is a value in US dollars, NaN for a published gap.
type observation struct {
	value float64
	year  int16
	stamp uint16
	note  uint32 // 0 for none
}

// raw is an observation on its way in.
type raw struct {
	exporter, importer uint16
	observation
}

// builder gathers observations in any order.
type builder struct {
	product string
	codes   []economy.Code
	number  map[economy.Code]uint16
	stamps  []stamp
	stampOf map[stampKey]uint16
	notes   []string
	rows    []raw
}

type stampKey struct{ source, vintage, view, valuation, flags string }

func newBuilder(product string) *builder {
	return &builder{product: product, number: map[economy.Code]uint16{}, stampOf: map[stampKey]uint16{}, notes: []string{""}}
}

func (b *builder) economy(code string) uint16 {
	n, ok := b.number[economy.Code(code)]
	if !ok {
		n = uint16(len(b.codes))
		b.number[economy.Code(code)] = n
		b.codes = append(b.codes, economy.Code(code))
	}
	return n
}

func (b *builder) stamp(k stampKey) uint16 {
	n, ok := b.stampOf[k]
	if !ok {
		n = uint16(len(b.stamps))
		b.stampOf[k] = n
		s := stamp{release: release{k.source, k.vintage}, view: measure.View(k.view), valuation: k.valuation,
			flags: k.flags}
		if k.flags != "" {
			s.words = strings.Split(k.flags, ",")
			s.estimate, s.aggregate = has(s.words, measure.Estimate), has(s.words, aggregateFlag)
		}
		b.stamps = append(b.stamps, s)
	}
	return n
}

// NewFlows packs observations of one product. What they hold is all that is
// known of who reports.
func NewFlows(flows []Flow) *Flows { return newFlows(flows, evidence{}) }

func newFlows(flows []Flow, e evidence) *Flows {
	product := Total
	if len(flows) > 0 {
		product = flows[0].Product
	}
	b := newBuilder(product)
	for i := range flows {
		f := &flows[i]
		r := raw{exporter: b.economy(f.Exporter), importer: b.economy(f.Importer)}
		r.value, r.year = f.Value, int16(f.Year)
		if f.Missing {
			r.value = math.NaN()
		}
		r.stamp = b.stamp(stampKey{f.Source, f.Vintage, string(f.View), f.Valuation, f.Flags})
		if f.Note != "" {
			r.note = uint32(len(b.notes))
			b.notes = append(b.notes, f.Note)
		}
		b.rows = append(b.rows, r)
	}
	return b.flows(e)
}

// flows puts the observations in order.
func (b *builder) flows(e evidence) *Flows {
	f := &Flows{product: b.product, notes: b.notes, world: -1}
	code, stampNumber := f.order(b)
	n := len(f.codes)
	f.start = make([]uint32, n*n+1)
	for i := range b.rows {
		r := &b.rows[i]
		r.exporter, r.importer, r.stamp = code[r.exporter], code[r.importer], stampNumber[r.stamp]
		f.start[int(r.exporter)*n+int(r.importer)+1]++
		if y := int(r.year); f.first == 0 || y < f.first {
			f.first = y
		}
		f.last = max(f.last, int(r.year))
	}
	for i := range n * n {
		f.start[i+1] += f.start[i]
	}
	at := slices.Clone(f.start)
	f.rows = make([]observation, len(b.rows))
	for _, r := range b.rows {
		p := int(r.exporter)*n + int(r.importer)
		f.rows[at[p]] = r.observation
		at[p]++
	}
	b.rows = nil
	for p := range n * n {
		slices.SortStableFunc(f.rows[f.start[p]:f.start[p+1]], func(a, b observation) int {
			return cmp.Or(cmp.Compare(a.year, b.year), cmp.Compare(a.stamp, b.stamp))
		})
	}
	f.dropTwins()
	f.markDerived(e)
	return f
}

// order numbers economies by code and stamps by source, vintage, view; it gives the new numbers of the builder's.
func (f *Flows) order(b *builder) (code, stampNumber []uint16) {
	f.codes = slices.Clone(b.codes)
	slices.Sort(f.codes)
	f.number = make(map[economy.Code]int, len(f.codes))
	f.plain, f.sum = make([]bool, len(f.codes)), make([]bool, len(f.codes))
	for i, c := range f.codes {
		f.number[c] = i
		k := kindOf(c)
		f.sum[i] = k == economy.Aggregate || k == economy.Group || k == 0
		f.plain[i] = !f.sum[i] && k != economy.Region
		if c == worldCode {
			f.world = i
		}
	}
	code = make([]uint16, len(b.codes))
	for i, c := range b.codes {
		code[i] = uint16(f.number[c])
	}
	by := make([]uint16, len(b.stamps))
	for i := range by {
		by[i] = uint16(i)
	}
	slices.SortFunc(by, func(i, j uint16) int {
		s, t := &b.stamps[i], &b.stamps[j]
		return cmp.Or(cmp.Compare(s.source, t.source), cmp.Compare(s.vintage, t.vintage), cmp.Compare(s.view, t.view),
			cmp.Compare(s.valuation, t.valuation), cmp.Compare(s.flags, t.flags))
	})
	stampNumber = make([]uint16, len(b.stamps))
	for to, from := range by {
		stampNumber[from] = uint16(to)
		s := b.stamps[from]
		if n := len(f.releases); n == 0 || f.releases[n-1] != s.release {
			f.releases = append(f.releases, s.release)
		}
		s.in = len(f.releases) - 1
		f.stamps = append(f.stamps, s)
	}
	return code, stampNumber
}

// dropTwins keeps the first of the observations that say the same thing, as a
// source does that gives a total under several classifications.
func (f *Flows) dropTwins() {
	n := len(f.codes)
	kept := f.rows[:0]
	from := uint32(0)
	for p := range n * n {
		to := f.start[p+1]
		begin := len(kept)
		for _, r := range f.rows[from:to] {
			if k := len(kept); k > begin && kept[k-1].year == r.year && f.sameSayer(kept[k-1].stamp, r.stamp) {
				continue
			}
			kept = append(kept, r)
		}
		from = to
		f.start[p+1] = uint32(len(kept))
	}
	f.rows = kept
}

func (f *Flows) sameSayer(a, b uint16) bool {
	return a == b || f.stamps[a].in == f.stamps[b].in && f.stamps[a].view == f.stamps[b].view
}

// between are the observations of one directed flow.
func (f *Flows) between(exporter, importer int) []observation {
	p := exporter*len(f.codes) + importer
	return f.rows[f.start[p]:f.start[p+1]]
}

// pair finds the observations of a directed flow by its codes.
func (f *Flows) pair(exporter, importer economy.Code) []observation {
	x, okX := f.number[exporter]
	m, okM := f.number[importer]
	if !okX || !okM {
		return nil
	}
	return f.between(x, m)
}

// Len counts the observations.
func (f *Flows) Len() int { return len(f.rows) }

// Each visits every observation, in the order of exporter, importer, year,
// source, view.
func (f *Flows) Each(visit func(Flow)) {
	for x, from := range f.codes {
		for m, to := range f.codes {
			for _, o := range f.between(x, m) {
				visit(f.flow(from, to, o))
			}
		}
	}
}

func (f *Flows) flow(exporter, importer economy.Code, o observation) Flow {
	s := &f.stamps[o.stamp]
	out := Flow{Exporter: string(exporter), Importer: string(importer), Year: int(o.year), Product: f.product, View: s.view,
		Valuation: s.valuation, Value: o.value, Flags: s.flags, Note: f.notes[o.note],
		Source: s.source, Vintage: s.vintage}
	if o.value != o.value {
		out.Value, out.Missing = 0, true
	}
	return out
}
