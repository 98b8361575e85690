package recompute

import "math"

// A silent reporter is filled in from its partner's report, times 1.06 for
// freight (1.10 before 2000). The rules by which the derived one of two reports
// is told are those that the notes of the measures state, written a second time:
// the publisher's mark; else who of the two reports hardly anything of its own;
// else the finer printed figure; else the nearest year of the pair.

func (t *table) markDerived() {
	n := len(t.codes)
	type place struct{ x, m, year int }
	settled := map[[2]int][]place{} // by the pair: the year, and in x who is derived
	settle := func(p place, who int) {
		k := [2]int{min(p.x, p.m), max(p.x, p.m)}
		settled[k] = append(settled[k], place{who, 0, p.year})
		if who == p.x {
			t.mark[byExporter][t.at(p.x, p.m, p.year)] |= derived
		} else {
			t.mark[byImporter][t.at(p.x, p.m, p.year)] |= derived
		}
	}
	all, made := make([]int, 2*t.years*n), make([]int, 2*t.years*n)
	count := func(view, who, year int) int { return (view*t.years+year-t.first)*n + who }
	var open []place
	for x := range n {
		for m := range n {
			for y := t.first; y < t.first+t.years; y++ {
				i := t.at(x, m, y)
				a, b := t.value[byExporter][i], t.value[byImporter][i]
				ea, eb := t.mark[byExporter][i]&estimate != 0, t.mark[byImporter][i]&estimate != 0
				single := t.plain[x] && t.plain[m]
				if single {
					if a > 0 {
						all[count(byExporter, x, y)]++
						if ea {
							made[count(byExporter, x, y)]++
						}
					}
					if b > 0 {
						all[count(byImporter, m, y)]++
						if eb {
							made[count(byImporter, m, y)]++
						}
					}
				}
				if !is(a) || !is(b) || ea && eb || !single {
					continue
				}
				switch {
				case ea && (proportional(a, b, y) || estimatedFrom(a, b, y, true)):
					settle(place{x, m, y}, x)
				case eb && (proportional(a, b, y) || estimatedFrom(b, a, y, false)):
					settle(place{x, m, y}, m)
				case !ea && !eb && proportional(a, b, y):
					open = append(open, place{x, m, y})
					made[count(byExporter, x, y)]++
					made[count(byImporter, m, y)]++
				}
			}
		}
	}
	part := func(view, who, year int) float64 {
		c := count(view, who, year)
		if all[c] < 3 {
			return 0
		}
		return float64(made[c]) / float64(all[c])
	}
	hollower := func(a, b float64) bool { return a >= 0.5 && a >= 2*b || a >= 0.1 && a >= 5*b }
	var rest []place
	for _, p := range open {
		i := t.at(p.x, p.m, p.year)
		a, b := part(byExporter, p.x, p.year), part(byImporter, p.m, p.year)
		da, db := printed(t.value[byExporter][i]), printed(t.value[byImporter][i])
		switch {
		case hollower(a, b):
			settle(p, p.x)
		case hollower(b, a):
			settle(p, p.m)
		case db >= da+2:
			settle(p, p.m)
		case da >= db+2:
			settle(p, p.x)
		default:
			rest = append(rest, p)
		}
	}
	for _, p := range rest {
		who, nearest := -1, 11
		for _, s := range settled[[2]int{min(p.x, p.m), max(p.x, p.m)}] {
			switch d := max(s.year-p.year, p.year-s.year); {
			case d < nearest:
				who, nearest = s.x, d
			case d == nearest && s.x != who:
				who = -1
			}
		}
		i := t.at(p.x, p.m, p.year)
		switch who {
		case p.x:
			t.mark[byExporter][i] |= derived
		case p.m:
			t.mark[byImporter][i] |= derived
		default:
			t.mark[byExporter][i] |= either
			t.mark[byImporter][i] |= either
		}
	}
}

func factors(year int) []float64 {
	if year >= 1980 && year < 2000 {
		return []float64{1.06, 1.10}
	}
	return []float64{1.06}
}

// proportional says whether one report is the other times the factor, to six
// printed digits; round figures prove nothing.
func proportional(exporter, importer float64, year int) bool {
	if exporter <= 0 || printed(exporter) < 4 && printed(importer) < 4 {
		return false
	}
	for _, f := range factors(year) {
		if math.Abs(importer/exporter/f-1) < 1.1e-5 {
			return true
		}
	}
	return false
}

// estimatedFrom says the same of a marked estimate, which is printed to two
// decimals of a million.
func estimatedFrom(made, from float64, year int, exporters bool) bool {
	if from <= 0 || made < 1e5 || math.Abs(made/1e4-math.Round(made/1e4)) > 1e-6 {
		return false
	}
	for _, f := range factors(year) {
		if exporters {
			f = 1 / f
		}
		if math.Abs(made-f*from) <= 5000*(1+1e-6) {
			return true
		}
	}
	return false
}

// printed counts the significant digits of a figure, up to six.
func printed(v float64) int {
	if v <= 0 {
		return 0
	}
	d := math.Round(v * math.Pow(10, 5-math.Floor(math.Log10(v))))
	n := 6
	for n > 1 && math.Mod(d, 10) == 0 {
		d, n = d/10, n-1
	}
	return n
}
