package gravity

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dyad/internal/numeral"
	"dyad/measure"
	"dyad/regress"
)

// Listing lists the years of an expectation, from the first to the last of which
// anything is known; Records and JSON have them all.
func (x *Expectation) Listing() Listing {
	money := ""
	if x.Origin != nil && x.Origin.Unit == "USD" {
		money = ", US$"
	}
	l := Listing{Header: []string{"year", "actual" + money, "expected" + money, fmt.Sprintf("%g %% limits", x.Level), "ratio", "percentile", "dyads", "note"}}
	first, end := x.known()
	for _, y := range x.Years[first:end] {
		limits := "–"
		if !math.IsNaN(y.Lower) {
			limits = amount(y.Lower) + " – " + amount(y.Upper)
		}
		dyads := "–"
		if y.Dyads > 0 {
			dyads = numeral.Thousands(y.Dyads)
		}
		l.Rows = append(l.Rows, []string{fmt.Sprint(y.Year), amount(y.Actual), amount(y.Expected), limits, numeral.Decimal(y.Ratio, 2), numeral.Decimal(y.Percentile, 0), dyads, y.Why})
	}
	if first > 0 {
		l.Notes = append(l.Notes, x.unknown(0, first))
	}
	if end < len(x.Years) {
		l.Notes = append(l.Notes, x.unknown(end, len(x.Years)))
	}
	if note := x.oneWay(); note != "" {
		l.Notes = append(l.Notes, note)
	}
	if x.LeftOut {
		l.Notes = append(l.Notes, fmt.Sprintf("Expected: what the trade of all others implies; %s-%s took no part in the estimate.", x.A, x.B))
	} else {
		l.Notes = append(l.Notes, fmt.Sprintf("Expected: fitted values of an estimate in which %s-%s took part and pulls its own expectation towards itself.", x.A, x.B))
	}
	l.Notes = append(l.Notes,
		"Limits: of the estimate (delta method, clustered by dyad), not of the scatter of single dyads.",
		"Percentile: of actual over expected among all dyads of the year, all in the estimate.",
		fmt.Sprintf("PPML: %s; %s observations.", x.Estimate.Formula, numeral.Thousands(x.Estimate.N)))
	var coefficients []string
	for _, c := range x.Estimate.Coef {
		coefficients = append(coefficients, fmt.Sprintf("%s %s (%s)", c.Name, numeral.Decimal(c.Estimate, 4), numeral.Decimal(c.StdError, 4)))
	}
	if len(coefficients) > 0 {
		l.Notes = append(l.Notes, "Coefficients (standard errors clustered by dyad): "+strings.Join(coefficients, ", ")+".")
	}
	if x.Origin != nil {
		l.Notes = append(l.Notes, x.Origin.String())
	}
	if !x.Estimate.Converged || !x.InSample.Converged {
		l.Notes = append(l.Notes, regress.NotConverged)
	}
	for _, v := range x.Coverage {
		l.Notes = append(l.Notes, v.String()+"; they took no part in the estimate.")
	}
	for k, d := range x.Estimate.Dropped {
		l.Notes = append(l.Notes, fmt.Sprintf("%s %s left out: %s%s.", numeral.Thousands(d.N), numeral.Plural(d.N, "flow", "flows"), d.Why, whose(x.Estimate, k)))
	}
	return l
}

// known is the range of years between the first and the last with a number: of
// both directions together, or else of one; all years where none has.
func (x *Expectation) known() (first, end int) {
	either := func(a, b float64) bool { return !math.IsNaN(a) || !math.IsNaN(b) }
	for _, any := range []func(ExpectedYear) bool{
		func(y ExpectedYear) bool { return either(y.Actual, y.Expected) },
		func(y ExpectedYear) bool {
			return either(y.AToB.Actual, y.AToB.Expected) || either(y.BToA.Actual, y.BToA.Expected)
		},
	} {
		for k, y := range x.Years {
			if any(y) {
				if end == 0 {
					first = k
				}
				end = k + 1
			}
		}
		if end > 0 {
			return first, end
		}
	}
	return 0, len(x.Years)
}

// unknown says why years from the panel's start or to its end are not listed.
func (x *Expectation) unknown(from, end int) string {
	first, last := x.Years[from].Year, x.Years[end-1].Year
	text := fmt.Sprintf("Without a number and not listed: %s; %s.", yearSpan(first, last), x.Years[end-1].Why)
	if from > 0 {
		first = last
	}
	return text + x.history(first)
}

// history tells of a side that was not there in a year.
func (x *Expectation) history(year int) (text string) {
	for _, name := range []string{x.A, x.B} {
		if why := Absent(name, nil, year, year); why != "" && !strings.HasSuffix(why, "?") {
			text += " " + why + "."
		}
	}
	return text
}

// oneWay says what is known where no year has trade in both directions: a view
// has an economy that does not report on one side only.
func (x *Expectation) oneWay() string {
	if slices.ContainsFunc(x.Years, func(y ExpectedYear) bool { return !math.IsNaN(y.Actual) && !math.IsNaN(y.Expected) }) {
		return ""
	}
	there := "no year has actual and expected trade in both directions"
	for _, y := range slices.Backward(x.Years) {
		for _, d := range []struct {
			from, to string
			Direction
		}{{x.A, x.B, y.AToB}, {x.B, x.A, y.BToA}} {
			if !math.IsNaN(d.Actual) && !math.IsNaN(d.Expected) {
				there += fmt.Sprintf("; %s to %s in %d: actual %s, expected %s (--format csv has each direction)", d.from, d.to, y.Year, amount(d.Actual), amount(d.Expected))
				return strings.ToUpper(there[:1]) + there[1:] + x.otherView()
			}
		}
	}
	there = strings.ToUpper(there[:1]) + there[1:]
	if text := x.history(x.Years[0].Year); text != "" {
		return there + "." + text
	}
	return there + x.otherView()
}

func (x *Expectation) otherView() string {
	if x.Origin == nil {
		return "."
	}
	other := measure.ByExporter
	if x.Origin.View == measure.ByExporter {
		other = measure.ByImporter
	}
	return fmt.Sprintf(". An economy that does not report has only what its partners do: --view %s may have the other direction.", other)
}

// whose names the economies of the rows dropped for a missing value, so few
// that each row has one of them; "" where that is no help.
func whose(e *regress.Estimate, reason int) string {
	const most = 8
	at, ok := e.Places.(panelPlaces)
	if !ok || reason >= len(e.DroppedRows) {
		return ""
	}
	rows := e.DroppedRows[reason]
	if len(rows) == 0 || !strings.HasPrefix(e.Dropped[reason].Why, "missing value in ") {
		return ""
	}
	var names []string
	left := slices.Clone(rows)
	for len(left) > 0 && len(names) <= most {
		count := map[int32]int{}
		best := int32(-1)
		for _, r := range left {
			for _, c := range [2]int32{at.p.exporter[r], at.p.importer[r]} {
				count[c]++
				if best < 0 || count[c] > count[best] || count[c] == count[best] && c < best {
					best = c
				}
			}
		}
		names = append(names, at.p.names[best])
		left = slices.DeleteFunc(left, func(r int32) bool { return at.p.exporter[r] == best || at.p.importer[r] == best })
	}
	text := strings.Join(names[:min(len(names), most)], ", ")
	if len(names) > most {
		text += ", …"
	}
	return " (of or with " + text + ")"
}

// amount writes money scaled, as 101.2 bn.
func amount(x float64) string {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return numeral.Missing
	case math.Abs(x) < 1000:
		return numeral.Decimal(x, 2)
	}
	return measure.Dollars(x)
}
