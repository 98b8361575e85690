package trade

import (
	"math"

	"dyad/measure"
)

// markImputed flags both reports of a flow where the importer's is exactly a
// fixed multiple of the exporter's. The IMF fills a silent reporter from its
// partner's report in this way, marked as an estimate or not, so the two are
// not independent testimony. The factor is 1.06; in the releases of the eighties
// and nineties it was 1.10, and figures of those years still carry it.
//
// Source: Marini, Dippelsman and Stanger (2018), New Estimates for Direction of
// Trade Statistics, IMF WP/18/16.
func (f *Flows) markImputed() {
	estimate := make([]bool, len(f.stamps))
	for i := range f.stamps {
		estimate[i] = has(f.stamps[i].words, measure.Estimate)
	}
	for p := 0; p+1 < len(f.start); p++ {
		rows := f.rows[f.start[p]:f.start[p+1]]
		for i := range rows {
			if f.stamps[rows[i].stamp].view != measure.ByExporter {
				continue
			}
			for j := i + 1; j < len(rows) && rows[j].year == rows[i].year && f.stamps[rows[j].stamp].in == f.stamps[rows[i].stamp].in; j++ {
				if f.stamps[rows[j].stamp].view != measure.ByImporter {
					continue
				}
				x, m, year := rows[i].value, rows[j].value, int(rows[i].year)
				xs, ms := rows[i].stamp, rows[j].stamp
				if imputed(x, m, year) || estimate[xs] != estimate[ms] && estimated(x, m, estimate[xs], year) {
					rows[i].stamp, rows[j].stamp = f.asImputed(xs), f.asImputed(ms)
				}
			}
		}
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
func estimated(exporter, importer float64, ofExporter bool, year int) bool {
	estimate, from := importer, exporter
	if ofExporter {
		estimate, from = exporter, importer
	}
	units := estimate / printedTo
	if !(from > 0 && estimate >= leastEstimate) || math.Abs(units-math.Round(units)) > 1e-6 {
		return false
	}
	near := func(factor float64) bool {
		if ofExporter {
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

// asImputed is the stamp with the flag added.
func (f *Flows) asImputed(s uint16) uint16 {
	if f.stamps[s].imputed != 0 {
		return f.stamps[s].imputed
	}
	if has(f.stamps[s].words, measure.MirrorImputed) {
		return s
	}
	marked := f.stamps[s]
	marked.words = join(marked.words, []string{measure.MirrorImputed})
	if marked.flags != "" {
		marked.flags += ","
	}
	marked.flags += measure.MirrorImputed
	f.stamps = append(f.stamps, marked)
	f.stamps[s].imputed = uint16(len(f.stamps) - 1)
	return f.stamps[s].imputed
}
