package source

import (
	"strconv"
	"strings"
	"time"

	"dyad/source/commodity"
)

// The directions of a flow, from the reporter's side.
const (
	Exports = "X"
	Imports = "M"
)

// FlowOf understands the label of a flow: the publisher's own words first,
// then the common ones. Re-exports and re-imports are parts of exports and
// imports and are not flows of their own here.
func (d *Dataset) FlowOf(label string) (string, bool) {
	if f, ok := d.Flows[label]; ok {
		return f, f == Exports || f == Imports
	}
	switch strings.ToLower(strings.TrimSpace(label)) {
	case "x", "e", "exp", "export", "exports", "2", "txg_fob_usd", "xg_fob_usd":
		return Exports, true
	case "m", "i", "imp", "import", "imports", "1", "tmg_cif_usd", "mg_cif_usd":
		return Imports, true
	}
	return "", false
}

// ApartFlow says under which name a label's rows are kept apart: what it names is
// a part of exports or imports already, or computed from them, and no flow of
// its own.
func ApartFlow(label string) (string, bool) {
	words := strings.FieldsFunc(strings.ToLower(label), func(r rune) bool { return r < 'a' || r > 'z' })
	switch s := strings.Join(words, ""); {
	case s == "rx" || s == "reexport" || s == "reexports":
		return "re-exports", true
	case s == "rm" || s == "reimport" || s == "reimports":
		return "re-imports", true
	case s == "dx" || s == "domesticexport" || s == "domesticexports":
		return "domestic exports", true
	case s == "fm" || s == "foreignimport" || s == "foreignimports":
		return "foreign imports", true
	case s == "mip" || s == "mop" || s == "xip" || s == "xop":
		return "trade for processing", true
	case s == "balance" || s == "tradebalance" || s == "tbgusd":
		return "balances", true
	case s == "totaltrade" || s == "turnover":
		return "exports and imports together", true
	}
	switch strings.TrimSpace(label) { // as UN Comtrade used to number flows
	case "3":
		return "re-exports", true
	case "4":
		return "re-imports", true
	}
	return "", false
}

// FlagsOf gives the words of a publisher's mark, sorted by appearance and
// separated by commas; a mark nobody explained stays as it is printed.
func (d *Dataset) FlagsOf(label string) string {
	if f, ok := d.Flags[label]; ok {
		return f
	}
	label = strings.TrimSpace(label)
	switch strings.ToLower(label) {
	case "":
		return ""
	case "e", "est", "estimate", "estimated":
		return "estimate"
	case "p", "provisional":
		return "provisional"
	case "c", "confidential":
		return "confidential"
	case "b", "break":
		return "break"
	}
	return strings.Join(strings.FieldsFunc(label, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }), ",")
}

// ViewOf understands who says it.
func ViewOf(label string) (string, bool) {
	switch s := strings.ToLower(strings.TrimSpace(label)); s {
	case "exporter", "importer", "reconciled":
		return s, true
	}
	return "", false
}

// ValuationOf understands FOB and CIF; none is "".
func ValuationOf(label string) (string, bool) {
	switch s := strings.ToUpper(strings.TrimSpace(label)); s {
	case "FOB", "CIF", "":
		return s, true
	}
	return "", false
}

// UnitOf gives the power of ten of a unit in US dollars: "USD million" is 6.
func UnitOf(label string) (exponent int, ok bool) {
	d := DeclaredIn(label)
	for _, w := range strings.Fields(d.Rest) {
		switch w {
		case "us", "u", "s", "current", "of", "in", "value":
		default:
			return 0, false
		}
	}
	return d.Power, d.Currency == "USD" && d.Weight == "" && d.Power <= 9
}

// MonthOf understands the text of a column of months: 1 to 12, their English
// names, and 0 for the whole year, for which UN Comtrade writes 52.
func MonthOf(label string) (int, bool) {
	s := strings.ToLower(strings.TrimSpace(label))
	if n, err := strconv.Atoi(strings.TrimSuffix(s, ".0")); err == nil {
		if n == 52 {
			n = 0
		}
		return n, n >= 0 && n <= 12
	}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if s == name || s == name[:3] || s == name[:3]+"." {
			return int(m), true
		}
	}
	return 0, false
}

// Total is the product code of a whole flow.
const Total = commodity.Total
