package gravity

import (
	"dyad/internal/numeral"
	"strconv"
)

// Records is the expectation for programs: a header and a row for each year,
// numbers in full precision, empty where missing. Amounts are in the money of
// the panel; a to b is what A sells to B.
func (x *Expectation) Records() [][]string {
	out := [][]string{{"year", "actual", "expected", "lower", "upper", "log_error", "ratio", "ratio_lower", "ratio_upper", "in_sample_ratio", "percentile", "dyads",
		"actual_a_to_b", "expected_a_to_b", "actual_b_to_a", "expected_b_to_a", "note"}}
	for _, y := range x.Years {
		out = append(out, []string{strconv.Itoa(y.Year), numeral.Exact(y.Actual), numeral.Exact(y.Expected), numeral.Exact(y.Lower), numeral.Exact(y.Upper), numeral.Exact(y.LogError),
			numeral.Exact(y.Ratio), numeral.Exact(y.RatioLower), numeral.Exact(y.RatioUpper), numeral.Exact(y.InSampleRatio), numeral.Exact(y.Percentile), strconv.Itoa(y.Dyads),
			numeral.Exact(y.AToB.Actual), numeral.Exact(y.AToB.Expected), numeral.Exact(y.BToA.Actual), numeral.Exact(y.BToA.Expected), y.Why})
	}
	return out
}

// Records is the event study for programs, as Expectation.Records.
func (x *EventResult) Records() [][]string {
	out := [][]string{{"year", "change", "std_error", "lower", "upper", "placebo_p", "dyads"}}
	for _, y := range x.Years {
		out = append(out, []string{strconv.Itoa(y.Year), numeral.Exact(y.Change), numeral.Exact(y.StdError), numeral.Exact(y.Lower), numeral.Exact(y.Upper), numeral.Exact(y.Placebo), strconv.Itoa(y.Comparable)})
	}
	return out
}
