package gravity

import (
	"math"
	"strconv"
)

// number is a number in full precision, empty where missing.
func number(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// Records is the expectation for programs: a header and a row for each year,
// numbers in full precision, empty where missing. Amounts are in the money of
// the panel; a to b is what A sells to B.
func (x *Expectation) Records() [][]string {
	out := [][]string{{"year", "actual", "expected", "lower", "upper", "log_error", "ratio", "ratio_lower", "ratio_upper", "in_sample_ratio", "percentile", "dyads",
		"actual_a_to_b", "expected_a_to_b", "actual_b_to_a", "expected_b_to_a", "note"}}
	for _, y := range x.Years {
		out = append(out, []string{strconv.Itoa(y.Year), number(y.Actual), number(y.Expected), number(y.Lower), number(y.Upper), number(y.LogError),
			number(y.Ratio), number(y.RatioLower), number(y.RatioUpper), number(y.InSampleRatio), number(y.Percentile), strconv.Itoa(y.Dyads),
			number(y.AToB.Actual), number(y.AToB.Expected), number(y.BToA.Actual), number(y.BToA.Expected), y.Why})
	}
	return out
}

// Records is the event study for programs, as Expectation.Records.
func (x *EventResult) Records() [][]string {
	out := [][]string{{"year", "change", "std_error", "lower", "upper", "placebo_p", "dyads"}}
	for _, y := range x.Years {
		out = append(out, []string{strconv.Itoa(y.Year), number(y.Change), number(y.StdError), number(y.Lower), number(y.Upper), number(y.Placebo), strconv.Itoa(y.Comparable)})
	}
	return out
}

// Records is the simulation for programs: a row for each country, changes in
// per cent; with draws every change has its limits.
func (s *Simulation) Records() [][]string {
	header := []string{"country", "output", "exports_before", "imports_before", "domestic_before"}
	for _, name := range []string{"conditional_exports", "conditional_imports", "full_exports", "full_imports", "full_domestic", "price", "consumer_price", "real_output", "welfare"} {
		if header = append(header, name); s.Draws > 0 {
			header = append(header, name+"_lower", name+"_upper")
		}
	}
	out := [][]string{header}
	for _, c := range s.Countries {
		row := []string{c.Country, number(c.Output), number(c.Exports), number(c.Imports), number(c.Domestic)}
		for _, v := range []Interval{c.ConditionalExports, c.ConditionalImports, c.FullExports, c.FullImports, c.FullDomestic, c.Price, c.ConsumerPrice, c.RealOutput, c.Welfare} {
			if row = append(row, number(v.Value)); s.Draws > 0 {
				row = append(row, number(v.Lower), number(v.Upper))
			}
		}
		out = append(out, row)
	}
	return out
}
