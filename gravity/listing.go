package gravity

import (
	"dyad/internal/numeral"
	"dyad/regress"
	"encoding/json"
	"fmt"
	"math"
)

// Listing is a result as a plain table of texts, ready for any format: a
// head, header, rows, and notes that belong under them.
type Listing struct {
	Head   []string // the title, and what the numbers rest on
	Header []string
	Rows   [][]string
	Notes  []string
}

// Listing lists the years of an event study.
func (x *EventResult) Listing() Listing {
	l := Listing{Header: []string{"year", "change of ln trade", "std. error", "middle 90 % of comparable dyads", "placebo p", "dyads"}}
	for _, y := range x.Years {
		if y.Year == x.Reference {
			l.Rows = append(l.Rows, []string{fmt.Sprint(y.Year), "0 (reference)", "", "", "", ""})
			continue
		}
		band := "–"
		if !math.IsNaN(y.Lower) {
			band = numeral.Decimal(y.Lower, 2) + " to " + numeral.Decimal(y.Upper, 2)
		}
		l.Rows = append(l.Rows, []string{fmt.Sprint(y.Year), numeral.Decimal(y.Change, 3), numeral.Decimal(y.StdError, 3), band, numeral.Decimal(y.Placebo, 2), numeral.Thousands(y.Comparable)})
	}
	l.Notes = []string{
		"Relative to the year before the event, beyond what both economies' trade with all others explains.",
		"One dyad is treated: its standard errors are too small; judge by the placebo column, the share of comparable dyads whose trade moved as far.",
	}
	if x.Origin != nil {
		l.Notes = append(l.Notes, x.Origin.String())
	}
	if !x.Estimate.Converged {
		l.Notes = append(l.Notes, regress.NotConverged)
	}
	return l
}

// MarshalJSON writes a missing number as null.
func (d Direction) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]*float64{"actual": numeral.JSON(d.Actual), "expected": numeral.JSON(d.Expected), "log_error": numeral.JSON(d.LogError)})
}

// MarshalJSON writes missing numbers as null.
func (y ExpectedYear) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Year          int       `json:"year"`
		Actual        *float64  `json:"actual"`
		Expected      *float64  `json:"expected"`
		Lower         *float64  `json:"lower"`
		Upper         *float64  `json:"upper"`
		LogError      *float64  `json:"log_error"`
		Ratio         *float64  `json:"ratio"`
		RatioLower    *float64  `json:"ratio_lower"`
		RatioUpper    *float64  `json:"ratio_upper"`
		InSampleRatio *float64  `json:"in_sample_ratio"`
		Percentile    *float64  `json:"percentile"`
		Dyads         int       `json:"dyads"`
		AToB          Direction `json:"a_to_b"`
		BToA          Direction `json:"b_to_a"`
		Why           string    `json:"why,omitempty"`
	}{y.Year, numeral.JSON(y.Actual), numeral.JSON(y.Expected), numeral.JSON(y.Lower), numeral.JSON(y.Upper), numeral.JSON(y.LogError), numeral.JSON(y.Ratio), numeral.JSON(y.RatioLower), numeral.JSON(y.RatioUpper),
		numeral.JSON(y.InSampleRatio), numeral.JSON(y.Percentile), y.Dyads, y.AToB, y.BToA, y.Why})
}

// MarshalJSON writes missing numbers as null.
func (y EventYear) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Year       int      `json:"year"`
		Change     *float64 `json:"change"`
		StdError   *float64 `json:"std_error"`
		Placebo    *float64 `json:"placebo_p"`
		Lower      *float64 `json:"lower"`
		Upper      *float64 `json:"upper"`
		Comparable int      `json:"dyads"`
	}{y.Year, numeral.JSON(y.Change), numeral.JSON(y.StdError), numeral.JSON(y.Placebo), numeral.JSON(y.Lower), numeral.JSON(y.Upper), y.Comparable})
}
