package extract

import "slices"

// Years of the extract. Trade of the dyads the article speaks of goes back to
// the first full year after the Soviet Union; the rest begins in 2000.
const (
	firstYear  = 1992
	commonYear = 2000
	lastYear   = 2020
)

// centralAsia are the states of paragraph 26 and Kazakhstan.
var centralAsia = []string{"KAZ", "KGZ", "TJK", "TKM", "UZB"}

// centres are the economies whose partners are ranked, with how many of the
// largest partners of any year are taken.
var centres = map[string]int{"CHN": 25, "RUS": 25, "KAZ": 4, "KGZ": 4, "TJK": 4, "TKM": 4, "UZB": 4}

// europeanUnion lists every member of any year from 2000 to 2020, so that the
// Union can be summed as of each year.
var europeanUnion = []string{"AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GBR", "GRC", "HRV",
	"HUN", "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE"}

// formerSoviet are the other states on the territory of the Soviet Union.
var formerSoviet = []string{"ARM", "AZE", "BLR", "EST", "GEO", "LTU", "LVA", "MDA", "UKR"}

const world = "WLD"

// always are partners taken whatever their size.
func always(centre string) []string {
	switch centre {
	case "CHN":
		return slices.Concat([]string{"RUS", "USA"}, europeanUnion, centralAsia, formerSoviet)
	case "RUS":
		return slices.Concat([]string{"CHN", "USA"}, europeanUnion, centralAsia)
	}
	return []string{"CHN", "RUS"}
}
