package trade

import (
	"math"
	"strings"

	"dyad/measure"
)

// markImputed flags the totals in which the importer's report is exactly 1.06
// times the exporter's. The IMF fills a silent reporter in this way, marked as an
// estimate or not, so the two are not independent testimony. Six printed digits
// on both sides allow 1.1e-5 of rounding.
//
// Source: Marini, Dippelsman and Stanger (2018), New Estimates for Direction of
// Trade Statistics, IMF WP/18/16: a c.i.f./f.o.b. factor of six per cent.
func markImputed(flows []Flow) {
	type key struct {
		x, m, source, vintage string
		year                  int
	}
	exporters := map[key]int{}
	for i := range flows {
		f := &flows[i]
		if f.Product == Total && f.View == measure.ByExporter && !f.Missing && f.Value > 0 {
			exporters[key{f.Exporter, f.Importer, f.Source, f.Vintage, f.Year}] = i
		}
	}
	for i := range flows {
		f := &flows[i]
		if f.Product != Total || f.View != measure.ByImporter || f.Missing {
			continue
		}
		j, ok := exporters[key{f.Exporter, f.Importer, f.Source, f.Vintage, f.Year}]
		if ok && math.Abs(f.Value/flows[j].Value/1.06-1) < 1.1e-5 {
			f.mark(measure.MirrorImputed)
			flows[j].mark(measure.MirrorImputed)
		}
	}
}

func (f *Flow) mark(flag string) {
	if f.Flags == "" {
		f.Flags = flag
	} else if !strings.Contains(f.Flags, flag) {
		f.Flags += "," + flag
	}
}
