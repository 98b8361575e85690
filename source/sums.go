package source

import (
	"strings"
	"unicode"
)

// sums are labels of sums over economies, and of trade with none in particular,
// that publishers print beside economies and that have no code of their own.
// The catalogue knows others; the European Union of a fixed number of members is
// not the Union of the year, and keeps a code of its own.
var sums = map[string]bool{}

func init() {
	for _, label := range []string{
		"Other", "Others", "Other countries", "Other economies", "Other areas", "Other partners", "Rest of World", "Rest of the World", "ROW",
		"Not specified", "Not specified elsewhere", "Unspecified", "Unspecified countries", "Unknown", "Undisclosed", "Confidential", "Secret", "Countries not specified",
		"Total", "All", "All countries", "All partners", "Grand total", "Bunkers", "Stores and provisions", "Free zones", "Special categories",
		"EU15", "EU25", "EU27", "EU27_2020", "EU27_2007", "EU28", "EU (15)", "EU (25)", "EU (27)", "EU (28)",
		"European Union (15)", "European Union (25)", "European Union (27)", "European Union (28)",
		"Extra-EU", "Intra-EU", "Extra-EU27", "Intra-EU27", "Extra-EU28", "Intra-EU28", "EXT_EU", "INT_EU", "EU27_2020_EXTRA", "EU27_2020_INTRA", "EU28_EXTRA", "EU28_INTRA",
		"Extra-EU27 (from 2020)", "Intra-EU27 (from 2020)", "EXT_EU27_2020", "INT_EU27_2020", "EA19", "EA20", "Extra-EA19", "Intra-EA19",
		"OECD", "Non-OECD", "OPEC", "NAFTA", "USMCA", "G20", "APEC", "CIS", "Comesa", "Mercosur",
		"Asia", "Europe", "America", "Americas", "North America", "South America", "Central America", "Latin America", "Oceania", "Middle East",
		"Sub-Saharan Africa", "North Africa", "Western Europe", "Eastern Europe", "East Asia", "South Asia", "Western Asia", "Eastern Asia",
		"Europe & Central Asia", "East Asia & Pacific", "Latin America & Caribbean", "Middle East & North Africa",
		"High income", "Upper middle income", "Lower middle income", "Middle income", "Low income", "Low & middle income",
		"Developing economies", "Developed economies", "Least developed countries", "Emerging markets", "Advanced economies",
	} {
		sums[sumCode(label)] = true
	}
}

// sumCode is the code of such a label: its letters and digits behind an
// underscore, which marks every code of a sum.
func sumCode(label string) string {
	words := strings.FieldsFunc(strings.ToUpper(label), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return "_" + strings.Join(words, "_")
}

// sumOf gives the code of a label that stands for a sum over economies.
func sumOf(label string) (string, bool) {
	code := sumCode(label)
	return code, sums[code]
}
