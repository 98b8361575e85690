package tidy

import (
	"fmt"
	"slices"
	"strconv"

	"dyad/internal/hint"
	"dyad/source"
)

// units holds what the headers of values and quantities declare against what
// the user says. It gives the power of ten of the values in US dollars, takes a
// quantity out whose unit nobody states, and refuses currencies and weights in
// the place of dollars.
func units(header []string, columns source.Columns, o *Options, given map[source.Field]string, hasUnit bool) (power int, note string, err error) {
	value := columns[source.Value]
	d := source.DeclaredIn(value)
	switch {
	case value == "" || hasUnit:
	case d.Weight != "" && d.Currency == "":
		return 0, "", hint.New(hint.Data, "", fmt.Sprintf("the column %q holds weights, not US dollars", value), "--map value=COLUMN names the column of values")
	case d.Currency != "" && d.Currency != "USD":
		return 0, "", hint.New(hint.Data, "", fmt.Sprintf("the column %q is in %s, not in US dollars", value, d.Currency),
			"convert the values first; rates differ by year, and dyad converts nothing silently")
	case o.Scale != "":
		if s, err := source.ParseScale(o.Scale); err == nil && d.Power != 0 && (!s.Decimal || s.Power != d.Power) {
			note = fmt.Sprintf("the header %q says 1e%d US dollars, and --scale %s was given and used", value, d.Power, o.Scale)
		}
	default:
		power = d.Power
	}
	quantity := columns[source.Quantity]
	if quantity == "" || o.QuantityScale != "" {
		return power, note, nil
	}
	switch w := source.DeclaredIn(quantity); {
	case w.Weight == "t" || baci(header):
	case given[source.Quantity] != "" && w.Weight != "":
		return 0, "", hint.New(hint.Data, "", fmt.Sprintf("the column %q is in %s, and quantities are kept in tonnes", quantity, w.Weight), "--quantity-scale "+perTonne[w.Weight])
	case given[source.Quantity] != "":
		return 0, "", hint.New(hint.Data, "", fmt.Sprintf("the unit of the column %q is not stated", quantity), "--quantity-scale 1e-3 for kilograms, 1 for tonnes")
	default:
		delete(columns, source.Quantity)
		scale := "1e-3 for kilograms, 1 for tonnes"
		if w.Weight != "" {
			scale = perTonne[w.Weight]
		}
		note = join(note, fmt.Sprintf("the column %q is not read, as its unit is not known to be tonnes: --quantity-scale %s reads it", quantity, scale))
	}
	return power, note, nil
}

var perTonne = map[string]string{"kg": "1e-3", "100 kg": "1e-1"}

// baci knows the header of CEPII's BACI, whose quantities are tonnes.
func baci(header []string) bool {
	for _, c := range []string{"t", "i", "j", "k", "v", "q"} {
		if !slices.Contains(header, c) {
			return false
		}
	}
	return true
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

func scaleOf(power int) string {
	if power == 0 {
		return ""
	}
	return "1e" + strconv.Itoa(power)
}
