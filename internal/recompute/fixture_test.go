package recompute

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// invented is a file with all that makes measures hard: silent and filled-in
// reporters, zeros, estimates, totals with the world that are published or not,
// Belgium-Luxembourg until 1998 and its parts after, product lines at two depths
// that disclose all or a part, of sixty economies from 1994 to 2006, between
// which the European Union twice gained members.
func invented(r *rand.Rand) string {
	economies := strings.Fields(`ARE ARG AUS AUT BEL BGD BGR BLR BLX BRA CAN CHE CHL CHN COL CYP CZE DEU DNK ECU EGY ESP EST FIN FRA GBR
		GRC HUN IDN IND IRL IRN ISL ISR ITA JPN KAZ KGZ KOR LTU LUX LVA MEX MLT MYS NLD NOR NZL PAK PHL POL PRT PRY ROU RUS SAU SVK SVN SWE THA TUR UKR URY USA VNM ZAF`)
	var b strings.Builder
	b.WriteString("reporter,partner,year,flow,product,value_musd,flag\n")
	line := func(who, partner string, year int, flow, product string, value float64, flag string) {
		fmt.Fprintf(&b, "%s,%s,%d,%s,%s,%.6g,%s\n", who, partner, year, flow, product, value, flag)
	}
	there := func(c string, year int) bool {
		switch c {
		case "BLX":
			return year < 1999
		case "BEL", "LUX":
			return year >= 1999
		}
		return true
	}
	size := map[string]float64{}
	for _, c := range economies {
		size[c] = math.Exp(2 * r.NormFloat64())
	}
	for year := 1994; year <= 2006; year++ {
		reports := map[string]bool{}
		for _, c := range economies {
			reports[c] = there(c, year) && r.Float64() > 0.1
		}
		said := map[string]float64{} // who and flow: the sum over partners
		for _, x := range economies {
			for _, m := range economies {
				if x == m || !there(x, year) || !there(m, year) || r.Float64() < 0.15 {
					continue
				}
				v := size[x] * size[m] * math.Exp(0.5*r.NormFloat64()) * (1 + 0.05*float64(year-1994))
				if r.Float64() < 0.02 {
					v = 0
				}
				w := v * math.Exp(0.2*r.NormFloat64())
				flagX, flagM := "", ""
				switch n := r.Float64(); {
				case n < 0.05: // filled in without a word
					w = v * 1.06
				case n < 0.08:
					v, flagX = math.Round(w/1.06*100)/100, "e"
				case n < 0.10:
					flagM = "e"
				}
				if reports[x] || flagX != "" {
					line(x, m, year, "X", "TOTAL", v, flagX)
					said[x+"X"] += v
					products(r, v, func(code string, value float64) { line(x, m, year, "X", code, value, "") })
				}
				if reports[m] || flagM != "" {
					line(m, x, year, "M", "TOTAL", w, flagM)
					said[m+"M"] += w
					products(r, w, func(code string, value float64) { line(m, x, year, "M", code, value, "") })
				}
			}
		}
		world := 0.0
		for _, c := range economies {
			for _, flow := range []string{"X", "M"} {
				sum := said[c+flow]
				if sum == 0 {
					continue
				}
				world += sum
				if r.Float64() < 0.6 { // the published total, a little more than is listed, or far more
					sum *= 1 + 0.02*r.Float64()
					if r.Float64() < 0.1 {
						sum *= 5
					}
					line(c, "WLD", year, flow, "TOTAL", sum, "")
					products(r, sum, func(code string, value float64) { line(c, "WLD", year, flow, code, value, "") })
				}
				if there(c, year) && r.Float64() < 0.6 {
					line("WLD", c, year, flow, "TOTAL", said[c+flow]*1.03, "")
				}
			}
		}
		if year != 2000 {
			line("WLD", "WLD", year, "M", "TOTAL", world*0.6, "")
			line("WLD", "WLD", year, "X", "TOTAL", world*0.55, "")
		}
	}
	return b.String()
}

// products writes the lines of some flows: chapters, headings alone, or both.
func products(r *rand.Rand, whole float64, write func(code string, value float64)) {
	if whole <= 0 || r.Float64() > 0.5 {
		return
	}
	open := whole * []float64{1, 0.999, 0.9, 0.5}[r.IntN(4)]
	codes := [][]string{{"27", "2709", "2711"}, {"84", "8401", "8471"}, {"01"}, {"10"}, {"72"}, {"61"}, {"87"}, {"93"}}
	r.Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
	codes = codes[:2+r.IntN(5)]
	for i, c := range codes {
		part := open * (0.2 + 0.5*r.Float64())
		if i == len(codes)-1 {
			part = open
		}
		open -= part
		depth := r.IntN(3)
		if len(c) == 1 || depth != 0 {
			write(c[0], part)
		}
		if len(c) > 1 && depth != 1 {
			write(c[1], part*0.7)
			write(c[2], part*0.3)
		}
	}
}
