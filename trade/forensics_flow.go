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
