package gravity

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sort"
	"sync"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/regress"
)

// Field is what one estimate expects of all dyads of a panel in all years,
//
//	value ~ log(dist) + contig | exporter^year + importer^year
//
// by PPML. It is in sample: every dyad takes part, and so a large one pulls the
// effects of its two economies, and with them its own expectation, towards
// itself; Expect leaves the dyad out. It may be used by many goroutines.
type Field struct {
	Panel    Panel
	Vintage  string
	Estimate *regress.Estimate // without its rows
	Wide     []int             // the years in which the panel was wide enough to take part

	m       *expectModel
	effects map[int]*yearEffects
	limits  *limits
	rows    []int32   // rows of the panel by dyad, ascending years
	fitted  []float64 // by row of the panel, NaN where it took no part
	first   map[int64][2]int32
	ratios  map[int][]DyadRatio

	mu     sync.Mutex
	recent []answeredDyad
}

type answeredDyad struct {
	a, b  string
	years []ExpectedYear
}

// remembered is Years for those who ask several things of the same dyad.
func (f *Field) remembered(a, b string) ([]ExpectedYear, error) {
	f.mu.Lock()
	for _, r := range f.recent {
		if r.a == a && r.b == b {
			f.mu.Unlock()
			return r.years, nil
		}
	}
	f.mu.Unlock()
	years, err := f.Years(a, b)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.recent) >= 32 {
		f.recent = slices.Delete(f.recent, 0, 1)
	}
	f.recent = append(f.recent, answeredDyad{a, b, years})
	return years, nil
}

// DyadRatio is a dyad's actual over expected trade in a year, A before B.
type DyadRatio struct {
	A, B             string
	Actual, Expected float64
}

// Ratio is actual over expected trade.
func (r DyadRatio) Ratio() float64 { return r.Actual / r.Expected }

// A year takes part where at least wideEconomies economies have at least
// widePartners partners on either side. The effects of a year take up the whole
// trade of each economy; where few economies trade with all others, as in a
// selection of dyads, little is left to tell distance from size by.
const (
	wideEconomies = 30
	widePartners  = 10
)

// TooNarrow is the error of a panel in which no year is wide enough.
func TooNarrow(best int) error {
	return hint.New(hint.Data, "", fmt.Sprintf("the panel is too narrow: at best %d economies have %d partners both as exporter and as importer in a year, and an estimate needs %d", best, widePartners, wideEconomies),
		"import the trade of all economies, as a whole IMF, Comtrade or BACI file has it")
}

// NewField estimates the field of a panel.
func NewField(ctx context.Context, flows []Flow, threads int) (*Field, error) {
	wide, best := wideYears(flows)
	if len(wide) == 0 {
		return nil, TooNarrow(best)
	}
	taking := make([]Flow, 0, len(flows))
	for _, f := range flows {
		if _, ok := slices.BinarySearch(wide, f.Year); ok {
			taking = append(taking, f)
		}
	}
	p, err := newPanel(taking, nil)
	if err != nil {
		return nil, err
	}
	f := &Field{Wide: wide}
	if f.m, err = newExpectModel(p, ExpectOptions{Threads: threads}); err != nil {
		return nil, err
	}
	e, err := f.m.fit(ctx, "")
	if err != nil {
		return nil, err
	}
	samples := f.m.samples(e)
	f.effects = map[int]*yearEffects{}
	for year, rows := range samples {
		f.effects[year] = f.m.effectsOf(e, rows)
	}
	f.limits = newLimits(f.m, e, samples)
	f.ratios = ratios(p, f.limits.rows)
	f.fitted = missing(len(p.value))
	for _, rows := range samples {
		for _, r := range rows {
			f.fitted[r.row] = r.mu
		}
	}
	f.index()
	e.Release()
	f.Estimate, f.m.data = e, nil
	for k := range f.m.x {
		f.m.x[k].X = nil
	}
	return f, nil
}

// wideYears lists the years wide enough, ascending, and the number of economies
// in the widest.
func wideYears(flows []Flow) (years []int, best int) {
	type side struct{ sells, buys int }
	count := map[int]map[string]*side{}
	for _, f := range flows {
		if math.IsNaN(f.Value) || f.Exporter == f.Importer {
			continue
		}
		of := count[f.Year]
		if of == nil {
			of = map[string]*side{}
			count[f.Year] = of
		}
		for _, name := range [2]string{f.Exporter, f.Importer} {
			if of[name] == nil {
				of[name] = &side{}
			}
		}
		of[f.Exporter].sells++
		of[f.Importer].buys++
	}
	for year, of := range count {
		n := 0
		for _, s := range of {
			if s.sells >= widePartners && s.buys >= widePartners {
				n++
			}
		}
		best = max(best, n)
		if n >= wideEconomies {
			years = append(years, year)
		}
	}
	sort.Ints(years)
	return years, best
}

// index puts every dyad's rows beside each other.
func (f *Field) index() {
	p := f.m.p
	f.rows = make([]int32, len(p.value))
	for k := range f.rows {
		f.rows[k] = int32(k)
	}
	slices.SortFunc(f.rows, func(a, b int32) int {
		if x, y := p.dyadCode(int(a)), p.dyadCode(int(b)); x != y {
			return int(x - y)
		}
		return p.year[a] - p.year[b]
	})
	f.first = map[int64][2]int32{}
	for k := 0; k < len(f.rows); {
		code, start := p.dyadCode(int(f.rows[k])), k
		for k < len(f.rows) && p.dyadCode(int(f.rows[k])) == code {
			k++
		}
		f.first[code] = [2]int32{int32(start), int32(k)}
	}
}

// ratios are those of all dyads observed in both directions, by year, in the
// order of the ratio.
func ratios(p *panel, years map[int][]sample) map[int][]DyadRatio {
	out := map[int][]DyadRatio{}
	for year, rows := range years {
		for k := 0; k+1 < len(rows); k++ {
			if a, b := rows[k].row, rows[k+1].row; p.dyadCode(a) == p.dyadCode(b) {
				i, j := p.exporter[a], p.importer[a]
				out[year] = append(out[year], DyadRatio{p.names[min(i, j)], p.names[max(i, j)], p.value[a] + p.value[b], rows[k].mu + rows[k+1].mu})
				k++
			}
		}
		slices.SortFunc(out[year], func(a, b DyadRatio) int {
			if x, y := a.Ratio(), b.Ratio(); x != y {
				if x < y {
					return -1
				}
				return 1
			}
			return 0
		})
	}
	return out
}

// Ratios are those of all dyads observed in both directions in the year, in
// ascending order; not to be changed.
func (f *Field) Ratios(year int) []DyadRatio { return f.ratios[year] }

// Years compares actual and expected trade of a and b in every year of the
// panel. Limits are at 95 %.
func (f *Field) Years(a, b string) ([]ExpectedYear, error) {
	p := f.m.p
	if a == b {
		return nil, hint.New(hint.Usage, a, "a dyad is two economies", "name another one")
	}
	for _, name := range [2]string{a, b} {
		if _, ok := slices.BinarySearch(p.names, name); !ok {
			return nil, nil
		}
	}
	i, j := p.positions[a], p.positions[b]
	own := map[dyadRow]int32{}
	at := f.first[dyadOf(p, i, j)]
	for _, row := range f.rows[at[0]:at[1]] {
		own[dyadRow{p.year[row], p.exporter[row]}] = row
	}
	values := f.values(p.codes[i], p.codes[j])
	var out []ExpectedYear
	for _, year := range f.Wide {
		y := blankYear(year)
		for _, d := range []struct {
			from, to int32
			out      *Direction
		}{{i, j, &y.AToB}, {j, i, &y.BToA}} {
			row, observed := own[dyadRow{year, d.from}]
			if observed {
				d.out.Actual, d.out.Expected = p.value[row], f.fitted[row]
			}
			if !math.IsNaN(d.out.Expected) {
				continue
			}
			expected, why := f.m.predict(f.Estimate, f.effects[year], values, d.from, d.to)
			d.out.Expected = expected
			if why != "" {
				y.Why = why
			}
		}
		y.sum()
		y.InSampleRatio = y.Ratio
		y.place(f.ratios[year])
		v := f.limits.covariates(values)
		f.limits.fill(&y, 95, [2][]float64{v, v}, i, j)
		out = append(out, y)
	}
	return out, nil
}

// values are the covariates of a pair, the same in both directions.
func (f *Field) values(a, b economy.Code) []float64 {
	distance, border := between(a, b)
	out := make([]float64, len(f.m.x))
	for k, x := range f.m.x {
		if out[k] = border; x.Name == "log(dist)" {
			out[k] = math.Log(distance)
		}
	}
	return out
}

// place sets the percentile of the year's ratio: the share of the other
// dyads whose ratio is below, ties counted half.
func (y *ExpectedYear) place(all []DyadRatio) {
	if math.IsNaN(y.Ratio) || len(all) < 2 {
		return
	}
	below := sort.Search(len(all), func(k int) bool { return all[k].Ratio() >= y.Ratio })
	above := sort.Search(len(all), func(k int) bool { return all[k].Ratio() > y.Ratio })
	ties := max(above-below-1, 0) // the dyad is not its own rival
	y.Dyads = len(all)
	y.Percentile = 100 * (float64(below) + float64(ties)/2) / float64(len(all)-1)
}
