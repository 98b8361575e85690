package eval

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"cel.dev/cel-go/common/types/ref"

	"dyad/measure"
)

// Series is what one sayer says of a measure over the years, or a series made
// from such. Years within the window that have no number are missing.
type Series struct {
	value
	Name     string // trade.total(RUS, CHN)
	By       string // who says it
	Unit     string
	A, B     string // of the measure, where it is one measure's
	nature   measure.Nature
	points   map[int]*Num
	from, to int                // window; 0 is open
	family   map[string]*Series // by label, where the measure gives several
	label    string
}

func (s *Series) Type() ref.Type { return seriesType }
func (s *Series) Value() any     { return s.Name }

// span is the window: as asked, else from the first to the last year with a value.
func (s *Series) span() (from, to int) {
	first, last := s.known()
	from, to = s.from, s.to
	if from == 0 {
		from = first
	}
	if to == 0 {
		to = last
	}
	return from, to
}

// known is the first and the last year with a value; 0, 0 where there is none.
func (s *Series) known() (first, last int) {
	for y, n := range s.points {
		if len(n.Missing) > 0 {
			continue
		}
		if first == 0 || y < first {
			first = y
		}
		if y > last {
			last = y
		}
	}
	return first, last
}

// At is the number of one year.
func (s *Series) At(year int) *Num {
	if s.ambiguous() {
		return &Num{Unit: s.Unit, Missing: []string{s.choose()}, From: s, Year: year}
	}
	if n, ok := s.points[year]; ok {
		c := *n
		c.From, c.Year, c.Unit = s, year, s.Unit
		return &c
	}
	return &Num{Unit: s.Unit, Missing: []string{s.absent(year)}, From: s, Year: year}
}

func (s *Series) absent(year int) string {
	first, last := s.known()
	if first == 0 {
		return fmt.Sprintf("%s: no %s in any year", s.By, s.Name)
	}
	have := fmt.Sprintf("the data have %d–%d", first, last)
	if first == last {
		have = fmt.Sprintf("the data have %d only", first)
	}
	return fmt.Sprintf("%s: no %s in %d (%s)", s.By, s.Name, year, have)
}

// ambiguous says that the measure gave several labelled series and none is chosen.
func (s *Series) ambiguous() bool { return len(s.family) > 1 && s.label == "" }

func (s *Series) choose() string {
	return fmt.Sprintf("%s gives several series; choose one: %s['%s']", s.Name, s.Name, strings.Join(s.labels(), "'], ['"))
}

func (s *Series) labels() []string {
	var out []string
	for l := range s.family {
		out = append(out, l)
	}
	sort.Strings(out)
	return out
}

// window narrows the series.
func (s *Series) window(sp *Span) *Series {
	c := *s
	if sp.From != 0 {
		c.from = sp.From
	}
	if sp.To != 0 {
		c.to = sp.To
	}
	return &c
}

// over lists the numbers of the window in order, missing ones too.
func (s *Series) over() []*Num {
	from, to := s.span()
	if s.ambiguous() {
		return []*Num{{Missing: []string{s.choose()}, Unit: s.Unit}}
	}
	if from == 0 || to == 0 || to < from {
		return []*Num{{Missing: []string{s.absent(max(from, to))}, Unit: s.Unit}}
	}
	if to-from > 500 {
		to = from + 500
	}
	out := make([]*Num, 0, to-from+1)
	for y := from; y <= to; y++ {
		out = append(out, s.At(y))
	}
	return out
}

// gaps are the reasons of the missing years of the window: the first three, and
// how many more.
func gaps(ns []*Num) []string {
	var out []string
	more := 0
	for _, n := range ns {
		if len(n.Missing) > 0 && len(out) >= 3 {
			more++
			continue
		}
		out = joinText(out, n.Missing)
	}
	if more > 0 {
		out = append(out, fmt.Sprintf("%s: and %s more", ns[0].name(), plural(more, "year")))
	}
	return out
}

func (n *Num) name() string {
	if n.From == nil {
		return "the series"
	}
	return n.From.By + ": " + n.From.Name
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// series makes a Series from the rows of one sayer. Percentages become
// fractions; the parts of groups with silent members count as missing, and so do
// figures that are nobody's own: they support and contradict nothing.
func newSeries(name, by, a, b string, nature measure.Nature, rows []*measure.Row) *Series {
	s := &Series{Name: name, By: by, A: a, B: b, nature: nature, points: map[int]*Num{}}
	byLabel := map[string][]*measure.Row{}
	for _, r := range rows {
		byLabel[r.Label] = append(byLabel[r.Label], r)
	}
	if len(byLabel) > 1 {
		s.family = map[string]*Series{}
		for l, rs := range byLabel {
			one := newSeries(fmt.Sprintf("%s['%s']", name, l), by, a, b, nature, rs)
			one.label = l
			s.family[l] = one
			s.Unit = one.Unit
		}
		for _, one := range s.family {
			one.family = s.family
		}
		return s
	}
	for _, r := range rows {
		if r.Month != 0 {
			continue
		}
		unit, scale := canonical(r.Unit)
		s.Unit = unit
		n := &Num{V: r.Value * scale, Unit: unit, Rows: []*measure.Row{r}}
		at := fmt.Sprintf("%s: %s %d", by, name, r.Year)
		switch {
		case math.IsNaN(r.Value) || math.IsInf(r.Value, 0):
			n.Missing = []string{at + ": not a number"}
		case r.Missing:
			why := r.Why
			if why == "" {
				why = "no observation"
			}
			n.Missing = []string{at + ": " + why}
		case r.Has(measure.MirrorImputed):
			n.Missing = []string{at + " is made from the partner's report: no testimony of its own"}
		case r.Has(measure.Estimate):
			n.Missing = []string{at + " is the publisher's estimate: nobody's testimony"}
		case r.Has(measure.Partial):
			note, _, _ := strings.Cut(r.Note, ";")
			n.Missing = []string{at + " is a part only: " + strings.TrimPrefix(note, "a part: ")}
			if nature == measure.Amount { // what is absent cannot be less than nothing
				n.Floor = &n.V
			}
		}
		if twice, ok := s.points[r.Year]; ok && len(twice.Missing) == 0 && len(n.Missing) == 0 && twice.V != n.V {
			n.Missing = []string{at + ": two different values for one year"}
		} else if ok && len(n.Missing) > 0 {
			continue
		}
		s.points[r.Year] = n
	}
	return s
}

// canonical is the unit a number is kept in, and what brings it there.
func canonical(unit string) (string, float64) {
	switch unit {
	case "%":
		return percentUnit, 0.01
	case "×", "0–1", "–", "ratio", "1":
		return plainUnit, 1
	}
	return unit, 1
}

// each makes a series by applying f to every year known to either.
func each(a, b *Series, name string, f func(x, y *Num) ref.Val) (*Series, ref.Val) {
	out := &Series{Name: name, By: a.By, points: map[int]*Num{}}
	if a.nature == measure.Balance || b.nature == measure.Balance {
		out.nature = measure.Balance
	}
	out.from, out.to = max(a.from, b.from), a.to
	if b.to != 0 && (out.to == 0 || b.to < out.to) {
		out.to = b.to
	}
	for _, s := range []*Series{a, b} {
		for y := range s.points {
			if _, done := out.points[y]; done {
				continue
			}
			v := f(a.At(y), b.At(y))
			n, ok := v.(*Num)
			if !ok {
				return nil, v
			}
			n.From = nil
			out.points[y], out.Unit = n, n.Unit
		}
	}
	return out, nil
}
