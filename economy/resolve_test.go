package economy

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestResolve(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Code
	}{
		{"russia", "RUS"}, {"RUS", "RUS"}, {"rus", "RUS"}, {"643", "RUS"}, {"Russian Federation", "RUS"}, {"the Russian Federation", "RUS"}, {"Россия", "RUS"}, {"俄罗斯", "RUS"},
		{"uk", "GBR"}, {"UK", "GBR"}, {"Great Britain", "GBR"}, {"usa", "USA"}, {"U.S.A.", "USA"}, {"United States of America", "USA"},
		{"prc", "CHN"}, {"Chinese mainland", "CHN"}, {"China, P.R.: Mainland", "CHN"}, {"China", "CHN"}, {"中国", "CHN"},
		{"south korea", "KOR"}, {"Rep. of Korea", "KOR"}, {"DPRK", "PRK"}, {"Dem. People's Rep. of Korea", "PRK"},
		{"Ivory Coast", "CIV"}, {"Côte d’Ivoire", "CIV"}, {"COTE D IVOIRE", "CIV"}, {"CotedIvoire", "CIV"}, {"CÃ´te d'Ivoire", "CIV"},
		{"Turkey", "TUR"}, {"Türkiye", "TUR"}, {"TURKIYE", "TUR"}, {"Swaziland", "SWZ"}, {"Burma", "MMR"}, {"Zaire", "COD"},
		{"Gambia, The", "GMB"}, {"the gambia", "GMB"}, {"St. Lucia", "LCA"}, {"Saint Lucia", "LCA"}, {"Trinidad & Tobago", "TTO"},
		{"Sao Tome and Principe", "STP"}, {"Curacao", "CUW"}, {"Reunion", "REU"}, {"Viet Nam", "VNM"}, {"Vietnam", "VNM"},
		{"Congo", "COG"}, {"Dem. Rep. of the Congo", "COD"}, {"Niger", "NER"}, {"Nigeria", "NGA"}, {"Guinea", "GIN"},
		{" NA ", "NAM"}, {"008", "ALB"}, {"8", "ALB"}, {"\tchn\n", "CHN"},
		{"USSR", "SUN"}, {"East Germany", "DDR"}, {"West Germany", "FRG"}, {"Belgium-Luxembourg", "BLX"}, {"BEL-LUX", "BLX"}, {"DEU.1", "FRG"},
		{"Czechoslovakia", "CSK"}, {"Serbia and Montenegro", "SCG"}, {"Yugoslavia", "YUG"}, {"North Yemen", "YAR"}, {"South Yemen", "YMD"},
		{"EU", "EU"}, {"european union", "EU"}, {"EEU", "EAEU"}, {"Shanghai Cooperation Organization", "SCO"}, {"BRIC", "BRICS"},
		{"RU-FE", "RU-FE"}, {"Russian Far East", "RU-FE"}, {"North-East China", "CN-NE"}, {"cn-hl", "CN-HL"}, {"Amur region", "RU-AMU"},
		{"World", "WLD"}, {"W00", "WLD"}, {"Areas, nes", "X-NES"}, {"_X", "X-NES"}, {"Other Asia, nes", "TWN"}, {"S19", "TWN"}, {"_0", "X-IMF-ADV"},
		{"BUR", "MMR"}, {"ROM", "ROU"},
	} {
		got, err := Resolve(c.in)
		if err != nil || got.Code != c.want {
			t.Errorf("Resolve(%q) = %q, %v; want %s", c.in, got.Code, err, c.want)
		}
	}
}

// The rule for numbers: M49 first, then Comtrade and BACI numbers that M49 does
// not use, never Correlates of War numbers and never 0.
func TestResolveNumbers(t *testing.T) {
	for in, want := range map[string]Code{
		"840": "USA", // M49
		"842": "USA", // Comtrade and BACI
		"251": "FRA", "250": "FRA", "579": "NOR", "757": "CHE", "699": "IND", "490": "TWN", "381": "ITA",
		"710": "ZAF", // in the Correlates of War China
		"492": "MCO", // in Comtrade "Europe EU, nes"
		"736": "SDN.1", "729": "SDN", "230": "ETH.1", "280": "FRG", "58": "BLX", "058": "BLX", "810": "SUN", "711": "SACU",
		"1": "WLD", "97": "EU", "899": "X-NES",
	} {
		if got, err := Resolve(in); err != nil || got.Code != want {
			t.Errorf("Resolve(%q) = %q, %v; want %s", in, got.Code, err, want)
		}
	}
	for _, in := range []string{"0", "000", "2", "365", "-9", "999", "12345678901234567890"} { // 2 and 365 are COW
		if got, err := Resolve(in); err == nil {
			t.Errorf("Resolve(%q) = %q; want an error", in, got.Code)
		}
	}
}

func TestResolveIn(t *testing.T) {
	for _, c := range []struct {
		scheme Scheme
		in     string
		want   Code
	}{
		{ISO3, "AUS", "AUS"}, {COWAbbrev, "AUS", "AUT"}, {COWAbbrev, "AUL", "AUS"}, {COWAbbrev, "SLV", "SVN"}, {ISO3, "SLV", "SLV"},
		{COWAbbrev, "MAC", "MKD"}, {COWAbbrev, "uae", "ARE"},
		{COW, "2", "USA"}, {COW, "365", "RUS"}, {COW, "710", "CHN"}, {COW, "345", "SRB"}, {COW, "260", "FRG"}, {COW, "732", "KOR"}, {COW, "816", "VNM"},
		{M49, "710", "ZAF"}, {M49, "004", "AFG"}, {M49, "4", "AFG"},
		{Comtrade, "0", "WLD"}, {Comtrade, "492", "X-EU"}, {M49, "492", "MCO"}, {Comtrade, "841", "USA"}, {Comtrade, "490", "TWN"}, {Comtrade, "158", "TWN"},
		{ComtradeISO, "MCO", "X-EU"}, {ComtradeISO, "W00", "WLD"}, {ComtradeISO, "ZA1", "SACU"}, {ComtradeISO, "RUS", "RUS"}, {ComtradeISO, "EUR", "EU"},
		{CEPII, "842", "USA"}, {CEPII, "697", "X-EFTA"}, {CEPII, "381", "ITA"}, {CEPII, "380", "ITA"},
		{CEPIIID, "DEU.1", "FRG"}, {CEPIIID, "DEU.2", "DEU"}, {CEPIIID, "ETH.1", "ETH.1"},
		{ISO2, "CH", "CHE"}, {FIPS, "CH", "CHN"}, {FIPS, "RS", "RUS"}, {ISO2, "RS", "SRB"}, {ISO2, "el", "GRC"}, {ISO2, "NA", "NAM"},
		{IMF, "_EU", "X-IMF-EU"}, {IMF, "G163", "X-IMF-EA"}, {Name, "the european union", "EU"}, {Name, "Türkiye", "TUR"},
	} {
		got, err := ResolveIn(c.scheme, c.in)
		if err != nil || got.Code != c.want {
			t.Errorf("ResolveIn(%s, %q) = %q, %v; want %s", c.scheme, c.in, got.Code, err, c.want)
		}
	}
	for _, c := range []struct {
		scheme Scheme
		in     string
	}{{M49, "842"}, {COW, "643"}, {ISO3, "UK"}, {ISO2, "RUS"}, {Name, "643"}, {M49, ""}, {M49, "CHN"}, {"nonsense", "CHN"}, {Comtrade, "1"}} {
		if got, err := ResolveIn(c.scheme, c.in); err == nil {
			t.Errorf("ResolveIn(%s, %q) = %q; want an error", c.scheme, c.in, got.Code)
		}
	}
}

// Years: Correlates of War State System Membership v2016 keeps one number for
// states that CEPII and ISO tell apart.
func TestResolveInYear(t *testing.T) {
	for _, c := range []struct {
		scheme Scheme
		in     string
		year   int
		want   Code
	}{
		{COW, "365", 1980, "SUN"}, {COW, "365", 1991, "SUN"}, {COW, "365", 1992, "RUS"}, {COW, "365", 2014, "RUS"},
		{COW, "345", 1980, "YUG"}, {COW, "345", 2000, "SCG"}, {COW, "345", 2010, "SRB"},
		{COW, "625", 2010, "SDN.1"}, {COW, "625", 2011, "SDN"}, {COW, "2", 1900, "USA"},
		{ISO2, "CS", 1990, "CSK"}, {ISO2, "CS", 2004, "SCG"}, {Name, "Russia", 1950, "RUS"},
	} {
		got, err := ResolveInYear(c.scheme, c.in, c.year)
		if err != nil || got.Code != c.want {
			t.Errorf("ResolveInYear(%s, %q, %d) = %q, %v; want %s", c.scheme, c.in, c.year, got.Code, err, c.want)
		}
	}
	if got, err := ResolveInYear(ISO2, "CS", 1998); err == nil {
		t.Errorf("CS in 1998 = %s; ISO had withdrawn it", got.Code)
	}
	if got, err := Resolve("CS"); err == nil {
		t.Errorf("Resolve(CS) = %s; it meant two economies", got.Code)
	}
}

func TestUnknownSuggests(t *testing.T) {
	for in, want := range map[string]string{
		"Rusia": "Russia", "Chian": "China", "Germny": "Germany", "Kazakstan": "Kazakhstan", "Untied States": "United States",
		"Krygyzstan": "Kyrgyzstan", "Korea": "South Korea", "Tajikstan": "Tajikistan", "Россиа": "Russia",
	} {
		_, err := Resolve(in)
		var unknown *UnknownError
		if !errors.As(err, &unknown) {
			t.Fatalf("Resolve(%q): %v, want *UnknownError", in, err)
		}
		if len(unknown.Suggestions) == 0 || !slices.Contains(unknown.Suggestions, want) || want != "South Korea" && unknown.Suggestions[0] != want {
			t.Errorf("Resolve(%q) suggests %q, want %q first", in, unknown.Suggestions, want)
		}
		if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), in) {
			t.Errorf("message %q does not name %q and %q", err, in, want)
		}
	}
	for _, in := range []string{"", "  ", "x", "qqqqqqqqqqqq", strings.Repeat("russia", 100)} {
		_, err := Resolve(in)
		var unknown *UnknownError
		if !errors.As(err, &unknown) || len(unknown.Suggestions) != 0 {
			t.Errorf("Resolve(%.20q): %v, want an error without suggestions", in, err)
		}
	}
}

// Distances counted by hand; "ca" to "abc" is 3 in optimal string alignment.
func TestEditDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"rusia", "russia", 1}, {"chian", "china", 1}, {"ca", "abc", 3}, {"kitten", "sitting", 3}} {
		if got := editDistance([]rune(c.a), []rune(c.b), 10); got != c.want {
			t.Errorf("editDistance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if c.want > 1 {
			if got := editDistance([]rune(c.a), []rune(c.b), 1); got <= 1 {
				t.Errorf("editDistance(%q, %q) with limit 1 = %d", c.a, c.b, got)
			}
		}
	}
}

func FuzzResolve(f *testing.F) {
	for _, seed := range []string{"russia", "643", "Côte d'Ivoire", "", "\xff\xfe", "_0", "RU-FE", "中国", "St. Lucia", "a&b", "ǅ", "İ", "0042"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		e, err := Resolve(in)
		if err != nil {
			var unknown *UnknownError
			if !errors.As(err, &unknown) || unknown.Input != in || e.Code != "" {
				t.Fatalf("Resolve(%q) = %v, %v", in, e.Code, err)
			}
			return
		}
		if _, ok := Lookup(e.Code); !ok {
			t.Fatalf("Resolve(%q) = %q, which is no code", in, e.Code)
		}
		if again, err := Resolve(" " + in + "\t"); err != nil || again.Code != e.Code {
			t.Fatalf("blanks around %q change %s to %q, %v", in, e.Code, again.Code, err)
		}
	})
}
