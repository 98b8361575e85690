package trade

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/measure"
)

// flowFindings examine the reports on one directed flow.
func (f *Flows) flowFindings(from, to economy.Code) []Finding {
	var out []Finding
	ss := single(f, from, to)
	for i, x := range ss {
		out = append(out, x.repeats(from, to)...)
		for j, m := range ss {
			// The two reports of one source; or two sources on the same report.
			sameSource := x.Source == m.Source && x.Vintage == m.Vintage
			if sameSource && x.View == measure.ByExporter && m.View == measure.ByImporter ||
				!sameSource && i < j && x.View == m.View ||
				!sameSource && i < j && !f.hasMirror(ss, x) && m.View != measure.Reconciled && x.View != measure.Reconciled {
				out = append(out, pairFindings(x, m, from, to)...)
			}
			if sameSource && i != j && x.View != measure.Reconciled && m.View != measure.Reconciled {
				out = append(out, silentBeside(x, m, from, to)...)
			}
		}
	}
	return out
}

// hasMirror says whether the same source has the other side's report.
func (f *Flows) hasMirror(ss []series, x series) bool {
	return slices.ContainsFunc(ss, func(s series) bool {
		return s.Source == x.Source && s.Vintage == x.Vintage && s.View != x.View && s.View != measure.Reconciled
	})
}

// pairFindings are the years in which two reports lie apart as they do not
// usually.
func pairFindings(x, m series, from, to economy.Code) []Finding {
	gaps := map[int]float64{}
	first, last := span(x, m)
	for y := first; y <= last && y > 0; y++ {
		a, b := x.at(y), m.at(y)
		if a.said && b.said && !a.missing && !b.missing && a.value > 0 && b.value > 0 && !made(a) && !made(b) {
			gaps[y] = math.Log(b.value / a.value)
		}
	}
	devs := outOfLine(gaps)
	if len(devs) == 0 {
		return nil
	}
	n := Finding{Kind: OutOfLine, Source: m.Source, Vintage: m.Vintage, Exporter: string(from), Importer: string(to)}
	if x.Reporter == m.Reporter {
		n.Reporter = x.Reporter
	}
	var words []string
	for _, d := range devs {
		n.Years = append(n.Years, d.year)
		if math.Abs(d.z) > math.Abs(n.Value) {
			n.Value = d.z
		}
		words = append(words, fmt.Sprintf("%s in %d (usually %s)", above(d.value), d.year, above(d.usual)))
	}
	n.Text = fmt.Sprintf("Exports of %s to %s as %s reports them (%s) lie %s what %s reports (%s).", economy.Label(from), economy.Label(to),
		economy.Label(economy.Code(m.Reporter)), m.Source, strings.Join(words, ", "), economy.Label(economy.Code(x.Reporter)), x.Source)
	return []Finding{n}
}

func made(c cell) bool { return has(c.flags, measure.Estimate) || has(c.flags, measure.MirrorImputed) }

// silentBeside finds the years in which m speaks and x, between its first and its
// last word or at the ends of what m says, does not.
func silentBeside(x, m series, from, to economy.Code) []Finding {
	var years []int
	for i, c := range m.cells {
		y := m.first + i
		if c.said && !c.missing && c.value > 0 && !x.at(y).said {
			years = append(years, y)
		}
	}
	if len(years) == 0 {
		return nil
	}
	return []Finding{{Kind: SilentReporter, Source: x.Source, Vintage: x.Vintage, Reporter: x.Reporter, Exporter: string(from), Importer: string(to),
		Years: years, Value: float64(len(years)), Text: fmt.Sprintf("%s reports no exports of %s to %s in %s, and %s does.",
			economy.Label(economy.Code(x.Reporter)), economy.Label(from), economy.Label(to), spell(years), economy.Label(economy.Code(m.Reporter)))}}
}

// repeats finds years with the same value to the last of five digits or more.
func (s series) repeats(from, to economy.Code) []Finding {
	var out []Finding
	for i, now := range s.cells {
		for j, then := range s.cells[:i] {
			if now.said && then.said && !now.missing && !then.missing && now.value == then.value && digits(now.value) >= 5 {
				y, before := s.first+i, s.first+j
				out = append(out, Finding{Kind: CopiedYear, Source: s.Source, Vintage: s.Vintage, Reporter: s.Reporter, Exporter: string(from), Importer: string(to),
					Years: []int{before, y}, Value: 100, Text: fmt.Sprintf("Exports of %s to %s as %s reports them are the same to the last digit in %d and %d.",
						economy.Label(from), economy.Label(to), economy.Label(economy.Code(s.Reporter)), before, y)})
			}
		}
	}
	return out
}

// imputedOf finds the flows of an economy with some partners in which one report
// follows from the other.
func (f *Flows) imputedOf(a economy.Code, partners []economy.Code) []Finding {
	var out []Finding
	for _, p := range partners {
		if p == a || f.number[p] == f.world || !f.isPlain(p) {
			continue
		}
		for _, d := range [][2]economy.Code{{a, p}, {p, a}} {
			for r, rel := range f.releases {
				var years []int
				unmarked := 0
				for _, o := range f.pair(d[0], d[1]) {
					s := &f.stamps[o.stamp]
					if s.in != r || s.view != measure.ByExporter || !has(s.words, measure.MirrorImputed) {
						continue
					}
					years = append(years, int(o.year))
					m, _ := f.find(d[0], d[1], 3*r+1, int(o.year))
					if !has(s.words, measure.Estimate) && !has(f.stamps[m.stamp].words, measure.Estimate) {
						unmarked++
					}
				}
				if len(years) > 0 {
					out = append(out, Finding{Kind: Imputation, Source: rel.source, Vintage: rel.vintage, Exporter: string(d[0]), Importer: string(d[1]), Years: years, Value: float64(len(years)),
						Text: fmt.Sprintf("Exports of %s to %s in %s: one report is the other times a fixed factor; in %d of these %d years neither is marked as an estimate.",
							economy.Label(d[0]), economy.Label(d[1]), spell(years), unmarked, len(years))})
				}
			}
		}
	}
	return out
}

func (f *Flows) isPlain(c economy.Code) bool {
	n, ok := f.number[c]
	return ok && f.plain[n]
}

// imputedBySource counts such flows in the whole lake.
func (f *Flows) imputedBySource() []Finding {
	var out []Finding
	n := len(f.codes)
	for r, rel := range f.releases {
		all, unmarked := 0, 0
		years := map[int]bool{}
		for x := range n {
			for m := range n {
				if !f.plain[x] || !f.plain[m] {
					continue
				}
				for _, o := range f.between(x, m) {
					s := &f.stamps[o.stamp]
					if s.in != r || s.view != measure.ByExporter || !has(s.words, measure.MirrorImputed) {
						continue
					}
					all++
					years[int(o.year)] = true
					twin, _ := f.find(f.codes[x], f.codes[m], 3*r+1, int(o.year))
					if !has(s.words, measure.Estimate) && !has(f.stamps[twin.stamp].words, measure.Estimate) {
						unmarked++
					}
				}
			}
		}
		if all > 0 {
			f := Finding{Kind: Imputation, Source: rel.source, Vintage: rel.vintage, Value: float64(all)}
			for y := range years {
				f.Years = append(f.Years, y)
			}
			slices.Sort(f.Years)
			f.Text = fmt.Sprintf("In %d flows of %s one report is the other times a fixed factor; in %d of them neither is marked as an estimate.", all, rel.source, unmarked)
			out = append(out, f)
		}
	}
	return out
}

// muchUndisclosed is the share of a flow without a chapter that is worth saying.
const muchUndisclosed = 0.05

// lineFindings are the reports whose chapters do not add up to the whole flow.
func lineFindings(flows []Flow) []Finding {
	type sayerOf struct {
		sayer
		exporter, importer, kind string
	}
	at := map[sayerOf]int{}
	var out []Finding
	for _, l := range bundle(flows) {
		if !l.hasTotal || l.total() <= 0 {
			continue
		}
		kind, share := UndisclosedShare, l.hidden("")
		if share < -0.01 {
			kind, share = LinesExceedTotal, -share
		} else if share < muchUndisclosed {
			continue
		}
		x := &l.flow
		k := sayerOf{sayer{x.Source, x.Vintage, x.View, x.Reporter(), ""}, x.Exporter, x.Importer, kind}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, Finding{Kind: kind, Source: x.Source, Vintage: x.Vintage, Reporter: x.Reporter(), Exporter: x.Exporter, Importer: x.Importer})
		}
		n := &out[i]
		n.Years = append(n.Years, x.Year)
		n.Value = max(n.Value, 100*share)
	}
	for i := range out {
		n := &out[i]
		slices.Sort(n.Years)
		words := "carry no HS chapter"
		if n.Kind == LinesExceedTotal {
			words = "are what the chapters add up to above the published total"
		}
		n.Text = fmt.Sprintf("Up to %.1f %% of the exports of %s to %s, as %s reports them, %s in %s.", n.Value, economy.Label(economy.Code(n.Exporter)),
			economy.Label(economy.Code(n.Importer)), economy.Label(economy.Code(n.Reporter)), words, spell(n.Years))
	}
	return out
}
