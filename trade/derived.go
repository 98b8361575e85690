package trade

import (
	"math"
	"slices"

	"dyad/economy"
	"dyad/measure"
)

// A publisher fills a silent reporter from its partner's report: the IMF times
// 1.06 for freight and insurance, or over it, marked as an estimate or not; in
// its releases of the eighties and nineties the factor was 1.10, and figures of
// those years still carry it. Such a report is derived: it is no witness of its
// own. markDerived flags the derived one of the two, measure.MirrorImputed, and
// both, measure.EitherImputed, where nothing tells which of them it is.
//
// Source: Marini, Dippelsman and Stanger (2018), New Estimates for Direction of
// Trade Statistics, IMF WP/18/16.
func (f *Flows) markDerived(e evidence) {
	var open []suspect
	decided := map[[2]int][]verdict{} // by the pair's economies, the smaller number first
	for p := 0; p+1 < len(f.start); p++ {
		for i := f.start[p]; i < f.start[p+1]; i++ {
			for j := i + 1; j < f.start[p+1] && f.meet(i, j); j++ {
				s := suspect{x: i, m: j, exporter: p / len(f.codes), importer: p % len(f.codes)}
				switch f.related(&s); {
				case s.side == independent:
				case f.sum[s.exporter] || f.sum[s.importer]:
					f.mark(s) // no reporter, so there is nobody to ask about
				case s.side == undecided:
					open = append(open, s)
				default:
					f.settle(s, decided)
				}
			}
		}
	}
	if len(open) == 0 {
		return
	}
	table, err := e.activity(f, open)
	if err != nil {
		f.unasked = err
		return
	}
	rest := open[:0]
	for _, s := range open {
		if s.side = f.byActivity(s, table); s.side == undecided {
			s.side = byDigits(f.rows[s.x].value, f.rows[s.m].value)
		}
		if s.side == undecided {
			rest = append(rest, s)
			continue
		}
		f.settle(s, decided)
	}
	if len(rest) > 0 && e.pairs != nil {
		f.unasked = f.byWholePairs(rest, e.pairs)
		return
	}
	for _, s := range rest {
		s.side = f.byOtherYears(s, decided)
		f.mark(s)
	}
}

// evidence is what a part of the flows lacks to tell derived reports; without
// it the flows themselves are all there is.
type evidence struct {
	counts func([]economy.Code) (*activity, error)     // of some who report
	pairs  func(as, bs []economy.Code) (*Flows, error) // every year of some pairs
}

func (e evidence) activity(f *Flows, open []suspect) (*activity, error) {
	if e.counts == nil {
		return f.activity(), nil
	}
	var codes []economy.Code
	for _, s := range open {
		codes = append(codes, f.codes[s.exporter], f.codes[s.importer])
	}
	slices.Sort(codes)
	return e.counts(slices.Compact(codes))
}

// derivation says which of two reports of a flow follows from the other.
type derivation int

const (
	independent derivation = iota
	ofExporter             // the exporter's is derived
	ofImporter             // the importer's is
	undecided              // one of the two is
)

// suspect is a flow of one year with two reports in a fixed proportion; x and m
// are the rows of the exporter's and the importer's.
type suspect struct {
	x, m               uint32
	exporter, importer int
	side               derivation
}

// verdict says whose report was derived in a year.
type verdict struct{ year, reporter int }

// meet says whether two rows are the exporter's and the importer's report of
// one year in one release.
func (f *Flows) meet(i, j uint32) bool {
	a, b := &f.rows[i], &f.rows[j]
	s, t := &f.stamps[a.stamp], &f.stamps[b.stamp]
	return a.year == b.year && s.in == t.in && s.view == measure.ByExporter && t.view == measure.ByImporter
}

// related finds whether the reports stand in a fixed proportion, and which is
// derived where the publisher marks one of them as its estimate.
func (f *Flows) related(s *suspect) {
	x, m, year := f.rows[s.x].value, f.rows[s.m].value, int(f.rows[s.x].year)
	xe, me := f.stamps[f.rows[s.x].stamp].estimate, f.stamps[f.rows[s.m].stamp].estimate
	switch {
	case xe && me: // two estimates: neither is a witness, and both are marked so
	case xe != me && (imputed(x, m, year) || estimated(x, m, xe, year)):
		s.side = ofImporter
		if xe {
			s.side = ofExporter
		}
	case xe == me && imputed(x, m, year):
		s.side = undecided
	}
}

// byDigits tells the product from the factor: a figure printed to two digits
// fewer than the other is the one that was reported, for a product or a quotient
// ends in two zeros one time in a hundred.
func byDigits(x, m float64) derivation {
	switch dx, dm := digits(x), digits(m); {
	case dm >= dx+2:
		return ofImporter
	case dx >= dm+2:
		return ofExporter
	}
	return undecided
}

// Of the figures that stand as the report of a silent economy nearly all follow
// from its partners' reports; of one that does report hardly any does. A part
// of hollow or more speaks for itself beside one a half as large; of less it
// speaks where the other's is a fifth of it, as of reporters that filled a few
// months or partners.
const (
	hollow      = 0.5
	hollowest   = 2
	partlyMade  = 0.1
	muchLess    = 5
	fewToCount  = 3  // figures
	nearbyYears = 10 // of the same pair
)

// byActivity asks whether either reporter reports anybody at all in the year:
// of the figures in its view, how many are estimates or such multiples.
func (f *Flows) byActivity(s suspect, table *activity) derivation {
	r := f.releases[f.stamps[f.rows[s.x].stamp].in]
	year := int(f.rows[s.x].year)
	x := table.made(r.source, measure.ByExporter, string(f.codes[s.exporter]), year)
	m := table.made(r.source, measure.ByImporter, string(f.codes[s.importer]), year)
	more := func(a, b float64) bool {
		return a >= hollow && a >= hollowest*b || a >= partlyMade && a >= muchLess*b
	}
	switch {
	case more(x, m):
		return ofExporter
	case more(m, x):
		return ofImporter
	}
	return undecided
}

// byOtherYears follows the nearest year of the pair in which it is known whose
// report was derived.
func (f *Flows) byOtherYears(s suspect, decided map[[2]int][]verdict) derivation {
	year, nearest := int(f.rows[s.x].year), nearbyYears+1
	side := undecided
	for _, v := range decided[pairOf(s)] {
		d := v.year - year
		if d < 0 {
			d = -d
		}
		its := ofExporter
		if v.reporter == s.importer {
			its = ofImporter
		}
		switch {
		case d < nearest:
			nearest, side = d, its
		case d == nearest && side != its:
			side = undecided
		}
	}
	return side
}

// byWholePairs takes over what the flows of all years say of these, where one
// year alone is at hand.
func (f *Flows) byWholePairs(rest []suspect, pairs func(as, bs []economy.Code) (*Flows, error)) error {
	var as, bs []economy.Code
	for _, s := range rest {
		as, bs = append(as, f.codes[s.exporter]), append(bs, f.codes[s.importer])
	}
	whole, err := pairs(as, bs)
	if err != nil {
		return err
	}
	for _, s := range rest {
		r := slices.Index(whole.releases, f.stamps[f.rows[s.x].stamp].release)
		if r < 0 {
			continue
		}
		derived := func(k int) bool {
			o, ok := whole.find(f.codes[s.exporter], f.codes[s.importer], k, int(f.rows[s.x].year))
			return ok && has(whole.stamps[o.stamp].words, measure.MirrorImputed)
		}
		switch {
		case derived(3 * r):
			s.side = ofExporter
		case derived(3*r + 1):
			s.side = ofImporter
		}
		f.mark(s)
	}
	return nil
}

func pairOf(s suspect) [2]int {
	return [2]int{min(s.exporter, s.importer), max(s.exporter, s.importer)}
}

// settle marks what is decided and remembers it for the pair's other years.
func (f *Flows) settle(s suspect, decided map[[2]int][]verdict) {
	v := verdict{int(f.rows[s.x].year), s.exporter}
	if s.side == ofImporter {
		v.reporter = s.importer
	}
	decided[pairOf(s)] = append(decided[pairOf(s)], v)
	f.mark(s)
}

func (f *Flows) mark(s suspect) {
	add := func(row uint32, word string) { f.rows[row].stamp = f.withWord(f.rows[row].stamp, word) }
	switch s.side {
	case ofExporter:
		add(s.x, measure.MirrorImputed)
	case ofImporter:
		add(s.m, measure.MirrorImputed)
	case undecided:
		add(s.x, measure.EitherImputed)
		add(s.m, measure.EitherImputed)
	}
}

// imputed says whether one report is the other times the factor of the time, of
// two reports without a word on how they came about. Six printed digits on both
// sides allow 1.1e-5 of rounding. Round figures (50 and 53 million) meet by
// chance and prove nothing.
func imputed(exporter, importer float64, year int) bool {
	if !(exporter > 0) {
		return false
	}
	ratio := importer / exporter
	near := func(factor float64) bool { return math.Abs(ratio/factor-1) < 1.1e-5 }
	if !near(1.06) && !(year >= 1980 && year < 2000 && near(1.10)) {
		return false
	}
	return digits(exporter) >= 4 || digits(importer) >= 4
}

// The IMF prints its estimates to two decimals of a million dollars. One below
// 100,000 dollars has a single digit, which nearly any factor would give.
const (
	printedTo     = 10_000 // USD
	leastEstimate = 100_000
)

// estimated says the same where the publisher marks one of the two reports, the
// exporter's or the importer's, as its estimate: that one is the other times, or
// over, the factor of the time to the last printed decimal.
func estimated(exporter, importer float64, exporters bool, year int) bool {
	estimate, from := importer, exporter
	if exporters {
		estimate, from = exporter, importer
	}
	units := estimate / printedTo
	if !(from > 0 && estimate >= leastEstimate) || math.Abs(units-math.Round(units)) > 1e-6 {
		return false
	}
	near := func(factor float64) bool {
		if exporters {
			factor = 1 / factor
		}
		return math.Abs(estimate-factor*from) <= printedTo/2*(1+1e-6)
	}
	return near(1.06) || year >= 1980 && year < 2000 && near(1.10)
}

// digits counts the significant digits of a value, up to six.
func digits(v float64) int {
	if v <= 0 {
		return 0
	}
	whole := math.Round(v / math.Pow(10, math.Floor(math.Log10(v))-5))
	n := 6
	for n > 1 && math.Mod(whole, 10) == 0 {
		whole /= 10
		n--
	}
	return n
}

// withWord is the stamp with a flag added.
func (f *Flows) withWord(s uint16, word string) uint16 {
	if has(f.stamps[s].words, word) {
		return s
	}
	key := stampWord{s, word}
	if n, ok := f.worded[key]; ok {
		return n
	}
	marked := f.stamps[s]
	marked.words = join(marked.words, []string{word})
	if marked.flags != "" {
		marked.flags += ","
	}
	marked.flags += word
	f.stamps = append(f.stamps, marked)
	if f.worded == nil {
		f.worded = map[stampWord]uint16{}
	}
	f.worded[key] = uint16(len(f.stamps) - 1)
	return f.worded[key]
}

type stampWord struct {
	stamp uint16
	word  string
}
