package scenario

import (
	"dyad/gravity"
	"dyad/internal/numeral"
	"dyad/regress"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
)

// gravity.Listing lists the countries of a simulation in the order of their names.
func (s *Simulation) Listing() gravity.Listing {
	l := gravity.Listing{Head: s.head(), Header: []string{"country", "exports, %", "imports, %", "home sales, %", "price, %", "consumer price, %", "real output, %", "welfare, %"}}
	columns := make([][]Interval, len(l.Header)-1)
	for _, c := range s.Countries {
		for k, v := range []Interval{c.FullExports, c.FullImports, c.FullDomestic, c.Price, c.ConsumerPrice, c.RealOutput, c.Welfare} {
			columns[k] = append(columns[k], v)
		}
	}
	for i, c := range s.Countries {
		row := []string{c.Country}
		for _, column := range columns {
			row = append(row, column[i].text(decimalsOf(column)))
		}
		l.Rows = append(l.Rows, row)
	}
	l.Notes = s.notes()
	for k, column := range columns {
		digits := decimalsOf(column)
		for i, v := range column {
			if v.Value != 0 && strings.HasPrefix(l.Rows[i][k+1], strconv.FormatFloat(0, 'f', digits, 64)) {
				l.Notes = append(l.Notes, "What rounds to 0 need not be 0: --format csv or json has all digits.")
				return l
			}
		}
	}
	return l
}

// head is what the numbers of a simulation rest on.
func (s *Simulation) head() []string {
	title := s.Title
	if title == "" {
		title = "What if"
	}
	year := ""
	if s.Year != 0 {
		year = fmt.Sprintf(" of %d", s.Year)
	}
	baseline := fmt.Sprintf("Baseline: trade as estimated and as outputs%s have it (fitted)", year)
	if s.Baseline == "observed" {
		baseline = fmt.Sprintf("Baseline: trade%s as observed", year)
	}
	unit := "the value of world output stays"
	if s.Reference != "" {
		unit = "the consumer price of " + s.Reference + " stays"
	}
	head := []string{title,
		fmt.Sprintf("Changes in per cent against the baseline, in full equilibrium (full endowment); σ = %g; closure: %s; %s.", s.Sigma, s.Closure, unit),
		baseline + fmt.Sprintf("; %d countries, %s.", len(s.Countries), s.Data)}
	if e := s.Estimate; e != nil {
		errors := e.Errors + " errors"
		if len(e.Clusters) > 0 {
			var by []string
			for _, c := range e.Clusters {
				by = append(by, fmt.Sprintf("%s (%s)", c.Name, numeral.Thousands(c.Groups)))
			}
			errors = "errors clustered by " + strings.Join(by, ", ")
		}
		line := "Estimate: PPML, " + e.Formula
		if e.Where != "" {
			line += ", where " + e.Where
		}
		head = append(head, line+fmt.Sprintf("; %s observations; %s.", numeral.Thousands(e.N), errors))
		var list []string
		for _, c := range e.Coef {
			list = append(list, fmt.Sprintf("%s %s (%s)", c.Name, numeral.Decimal(c.Estimate, 4), numeral.Decimal(c.StdError, 4)))
		}
		for _, name := range e.Collinear {
			list = append(list, name+" collinear")
		}
		head = append(head, "Coefficients (standard errors): "+strings.Join(list, ", ")+".")
		if !e.Converged {
			head = append(head, regress.NotConverged)
		}
	} else if len(s.Given) > 0 {
		var list []string
		for _, c := range s.Given {
			list = append(list, c.Name+" "+withError(c))
		}
		head = append(head, "Coefficients as the scenario gives them (standard errors): "+strings.Join(list, ", ")+".")
	}
	return head
}

// withError writes a coefficient of a scenario, its error in brackets if it has one.
func withError(c Coefficient) string {
	text := numeral.Minus(strconv.FormatFloat(c.Estimate, 'g', -1, 64))
	if c.StdError > 0 {
		text += " (" + strconv.FormatFloat(c.StdError, 'g', -1, 64) + ")"
	}
	return text
}

func (s *Simulation) notes() []string {
	var notes []string
	for _, c := range s.Changes {
		what := fmt.Sprintf("Change “%s”: %s on %s directed %s", c.Name, c.What, numeral.Thousands(c.Pairs), numeral.Plural(c.Pairs, "pair", "pairs"))
		switch {
		case c.Pairs == 0: // nothing to move
		case c.Moved == 0:
			what += ", which is what they have already"
		case c.Moved < c.Pairs:
			what += fmt.Sprintf(", which is what %s of them %s already", numeral.Thousands(c.Pairs-c.Moved), numeral.Plural(c.Pairs-c.Moved, "has", "have"))
		}
		notes = append(notes, what+".")
	}
	if s.Estimate != nil {
		notes = append(notes, s.Estimate.Notes...)
	}
	for _, g := range s.Groups {
		notes = append(notes, g+".")
	}
	if s.Unchanged {
		notes = append(notes, "The changes leave all trade costs as they are: nothing changes. Check their pairs and values.")
	}
	if d := s.Dyad; d != nil {
		notes = append(notes, fmt.Sprintf("%s-%s: trade %s %% in full equilibrium, %s %% with outputs held.", d.A, d.B, d.Full, d.Conditional),
			d.share(d.B, d.A, d.ShareOfB, d.ShareOfBBy, func(o *ObservedDyad) float64 { return o.ShareOfB }),
			d.share(d.A, d.B, d.ShareOfA, d.ShareOfABy, func(o *ObservedDyad) float64 { return o.ShareOfA }))
		if d.Observed != nil {
			notes = append(notes, "Changes are of the fitted baseline; with baseline: observed they are of the trade the data have.")
		}
	}
	notes = append(notes, fmt.Sprintf("World trade: %s %%.", s.World))
	if s.Draws > 0 {
		notes = append(notes, fmt.Sprintf("In brackets: %g %% limits from %s draws of the coefficients.", s.Level, numeral.Thousands(s.Draws-s.Failed)))
		if s.Failed > 0 {
			notes = append(notes, fmt.Sprintf("%s further %s had no solution.", numeral.Thousands(s.Failed), numeral.Plural(s.Failed, "draw", "draws")))
		}
	}
	return notes
}

// share tells one economy's part in the foreign trade of the other.
func (d *DyadResult) share(of, in string, share float64, by Interval, observed func(*ObservedDyad) float64) string {
	text := fmt.Sprintf("Share of %s in the foreign trade of %s: %s %%", of, in, numeral.Decimal(share, 2))
	if d.Observed != nil {
		text = fmt.Sprintf("Share of %s in the foreign trade of %s: fitted %s %%, observed %s %%", of, in, numeral.Decimal(share, 2), numeral.Decimal(observed(d.Observed), 2))
	}
	return text + fmt.Sprintf("; changes by %s points.", by)
}

// decimalsOf is how many decimals a column of changes has: two, or more, up to
// four, so that half of its numbers that are not zero show two digits.
func decimalsOf(column []Interval) int {
	var sizes []float64
	for _, v := range column {
		if v.Value != 0 && !math.IsNaN(v.Value) {
			sizes = append(sizes, math.Abs(v.Value))
		}
	}
	if len(sizes) == 0 {
		return 2
	}
	sort.Float64s(sizes)
	middle := sizes[len(sizes)/2]
	decimals := 2
	for decimals < 4 && middle*math.Pow(10, float64(decimals)) < 9.5 {
		decimals++
	}
	return decimals
}

// text writes a change with its sign, and its limits if there are any, all
// with the same number of decimals; what rounds to nothing has no sign.
func (i Interval) text(decimals int) string {
	signed := func(x float64) string {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return "–"
		}
		t := strconv.FormatFloat(math.Abs(x), 'f', decimals, 64)
		switch {
		case strings.Trim(t, "0.") == "":
			return t
		case x > 0:
			return "+" + t
		}
		return "−" + t
	}
	if math.IsNaN(i.Lower) {
		return signed(i.Value)
	}
	return signed(i.Value) + " [" + signed(i.Lower) + ", " + signed(i.Upper) + "]"
}

// String writes a change with two decimals, or up to four where it is small.
func (i Interval) String() string { return i.text(decimalsOf([]Interval{i})) }
