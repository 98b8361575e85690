package gravity

import (
	"slices"
	"testing"

	"dyad/economy"
)

// The World Factbook 1990, land boundaries, for the former economies; the map
// for those whose successors make them up.
func TestBordersOfFormerEconomies(t *testing.T) {
	for _, c := range []struct {
		a, b       economy.Code
		yes, known bool
	}{
		{"SUN", "CHN", true, true}, {"SUN", "FIN", true, true}, {"SUN", "DEU", false, true}, {"SUN", "CSK", true, true}, {"SUN", "YUG", false, true},
		{"SUN", "POL", true, true}, {"SUN", "PRK", true, true}, {"SUN", "FRG", false, true}, {"SUN", "AFG", true, true}, {"SUN", "JPN", false, true},
		{"YUG", "ITA", true, true}, {"CSK", "DEU", true, true}, {"DDR", "POL", true, true}, {"DDR", "FRA", false, true}, {"DDR", "DEU", true, true},
		{"BLX", "FRG", true, true}, {"BLX", "NLD", true, true}, {"ETH.1", "SDN", true, true}, {"PAK.1", "IND", true, true}, {"SCG", "HRV", true, true},
		{"YAR", "SAU", true, true}, {"YAR", "YMD", true, true}, {"YAR", "OMN", false, true}, {"YMD", "OMN", true, true}, {"YMD", "YEM", true, true}, {"YAR", "DJI", false, true},
		// One is a part of the other, or is what it merged into.
		{"SUN", "RUS", false, false}, {"FRG", "DEU", false, false}, {"YAR", "YEM", false, false}, {"YUG", "HRV", false, false},
		// No page to cite, and no economies.
		{"VDR", "CHN", false, false}, {"SUN", "EU", false, false}, {"DDR", "WLD", false, false}, {"DDR", "??", false, false}, {"CHN", "RUS", true, true},
	} {
		for _, p := range [][2]economy.Code{{c.a, c.b}, {c.b, c.a}} {
			if yes, known := contiguous(p[0], p[1]); yes != c.yes || known != c.known {
				t.Errorf("%s-%s: %v, known %v; want %v, %v", p[0], p[1], yes, known, c.yes, c.known)
			}
		}
	}
	// The Factbook's lists, border by border.
	for former, want := range map[economy.Code][]economy.Code{
		"DDR": {"CSK", "FRG", "POL"}, "FRG": {"AUT", "BEL", "CHE", "CSK", "DDR", "DNK", "FRA", "LUX", "NLD"}, "YAR": {"SAU", "YMD"}, "YMD": {"OMN", "SAU", "YAR"},
	} {
		var got []economy.Code
		for _, code := range formerBorders[former] {
			if code != "BLX" && code != "YEM" { // other names of neighbours listed
				got = append(got, code)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s borders on %v, want %v", former, got, want)
		}
	}
}

// Where data sets differ: a border through an exclave or a territory, a point, a
// lake, a new one. The convention is stated at contiguous and in
// economy/data/borders.csv; the facts are The World Factbook's.
func TestBordersByConvention(t *testing.T) {
	for _, c := range []struct {
		a, b economy.Code
		yes  bool
		why  string
	}{
		{"CHN", "RUS", true, "two stretches"}, {"RUS", "PRK", true, "the Tumen, 18 km"}, {"RUS", "NOR", true, ""}, {"RUS", "POL", true, "Kaliningrad"}, {"RUS", "LTU", true, "Kaliningrad"},
		{"AZE", "TUR", true, "Nakhchivan"}, {"AZE", "ARM", true, ""}, {"GBR", "IRL", true, "Northern Ireland"}, {"ESP", "MAR", true, "Ceuta and Melilla"},
		{"BWA", "ZMB", true, "the bridge's 150 m"}, {"NAM", "ZWE", false, "the same four corners, a point"}, {"NAM", "ZMB", true, "the Caprivi strip"},
		// Territories with a code of their own have their own borders.
		{"FRA", "BRA", false, "French Guiana"}, {"GUF", "BRA", true, ""}, {"FRA", "SUR", false, "French Guiana"}, {"GUF", "SUR", true, ""},
		{"FRA", "NLD", false, "Saint Martin"}, {"MAF", "SXM", true, ""}, {"GBR", "ESP", false, "Gibraltar"}, {"GIB", "ESP", true, ""}, {"CHN", "HKG", true, ""}, {"CHN", "MAC", true, ""},
		// Not counted: a border drawn in 2022, leased bases, bridges and causeways, straits.
		{"DNK", "CAN", false, "Hans Island"}, {"GRL", "CAN", false, "Hans Island"}, {"CUB", "USA", false, "Guantanamo Bay"},
		{"MYS", "SGP", false, "a causeway"}, {"SAU", "BHR", false, "a causeway"}, {"DNK", "SWE", false, "a bridge"}, {"RUS", "USA", false, "a strait"}, {"RUS", "JPN", false, "a strait"},
	} {
		if yes, known := contiguous(c.a, c.b); yes != c.yes || !known {
			t.Errorf("%s-%s (%s): %v, known %v; want %v", c.a, c.b, c.why, yes, known, c.yes)
		}
	}
}

func TestBordersAreSymmetric(t *testing.T) {
	all := economy.All()
	for _, a := range all {
		for _, b := range all {
			yes, known := contiguous(a.Code, b.Code)
			back, knownBack := contiguous(b.Code, a.Code)
			if yes != back || known != knownBack || yes && (!known || a.Code == b.Code) {
				t.Errorf("%s-%s: %v, %v; the other way %v, %v", a.Code, b.Code, yes, known, back, knownBack)
			}
		}
	}
}
