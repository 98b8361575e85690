package economy

import (
	"slices"
	"strings"
	"testing"
)

// Numbers of members as the organisations count them, at 31 December.
func TestMemberCounts(t *testing.T) {
	for _, c := range []struct {
		group Code
		want  map[int]int
	}{
		// European Union, history of enlargement.
		{"EU", map[int]int{1957: 0, 1958: 6, 1972: 6, 1973: 9, 1980: 9, 1981: 10, 1986: 12, 1994: 12, 1995: 15, 2003: 15, 2004: 25, 2006: 25, 2007: 27, 2012: 27, 2013: 28, 2019: 28, 2020: 27}},
		// European Central Bank, euro area enlargement.
		{"EA", map[int]int{1998: 0, 1999: 11, 2001: 12, 2007: 13, 2008: 15, 2009: 16, 2011: 17, 2014: 18, 2015: 19, 2023: 20, 2026: 21}},
		// NATO, member countries.
		{"NATO", map[int]int{1949: 12, 1952: 14, 1955: 15, 1982: 16, 1999: 19, 2004: 26, 2009: 28, 2017: 29, 2020: 30, 2023: 31, 2024: 32}},
		{"EFTA", map[int]int{1960: 7, 1970: 8, 1973: 6, 1985: 6, 1986: 6, 1991: 7, 1994: 7, 1995: 4}},
		{"SCO", map[int]int{2000: 0, 2001: 6, 2016: 6, 2017: 8, 2023: 9, 2024: 10}},
		{"BRICS", map[int]int{2009: 4, 2010: 5, 2023: 5, 2024: 9, 2025: 10}},
		{"EAEU", map[int]int{2014: 0, 2015: 5}},
		{"EACU", map[int]int{2009: 0, 2010: 3, 2015: 0}},
		{"ASEAN", map[int]int{1967: 5, 1984: 6, 1995: 7, 1997: 9, 1999: 10, 2024: 10, 2025: 11}},
		{"CIS", map[int]int{1991: 10, 1993: 12, 2004: 12, 2005: 11, 2008: 11, 2009: 10, 2017: 10, 2018: 9}},
		{"G7", map[int]int{1975: 6, 1976: 7, 2017: 7}},
		{"G8", map[int]int{1998: 8, 2013: 8, 2014: 0}},
		{"G20", map[int]int{1999: 19}},
		{"NAFTA", map[int]int{1993: 0, 1994: 3, 2019: 3, 2020: 0}},
		{"USMCA", map[int]int{2019: 0, 2020: 3}},
		{"MERCOSUR", map[int]int{1991: 4, 2012: 5, 2016: 4, 2024: 5}},
		{"RU-FE", map[int]int{2017: 9, 2018: 11}},
		{"CN-NE", map[int]int{2017: 3}},
	} {
		for year, want := range c.want {
			if got := Members(c.group, year); len(got) != want {
				t.Errorf("%s has %d members in %d, want %d: %v", c.group, len(got), year, want, got)
			}
		}
	}
	if got := Members("CHN", 2017); got != nil {
		t.Errorf("China has members %v", got)
	}
}

// The rule: a member of the year is a member on its 31 December.
func TestMembershipRule(t *testing.T) {
	for _, c := range []struct {
		group, member Code
		year          int
		want          bool
	}{
		{"EU", "GBR", 2019, true}, {"EU", "GBR", 2020, false}, // left 31 January 2020
		{"EU", "POL", 2003, false}, {"EU", "POL", 2004, true}, // joined 1 May 2004
		{"EFTA", "AUT", 1994, true}, {"EFTA", "AUT", 1995, false}, // last day 31 December 1994
		{"CIS", "GEO", 2008, true}, {"CIS", "GEO", 2009, false},
		{"RU-FE", "RU-BU", 2017, false}, {"RU-FE", "RU-BU", 2018, true},
	} {
		if got := slices.Contains(Members(c.group, c.year), c.member); got != c.want {
			t.Errorf("%s in %s in %d: %v, want %v", c.member, c.group, c.year, got, c.want)
		}
		if got := slices.Contains(GroupsOf(c.member, c.year), c.group); got != c.want {
			t.Errorf("GroupsOf(%s, %d) has %s: %v, want %v", c.member, c.year, c.group, got, c.want)
		}
	}
	want := []Code{"BRICS", "CIS", "EAEU", "G20", "SCO"}
	if got := GroupsOf("RUS", 2017); !slices.Equal(got, want) {
		t.Errorf("GroupsOf(RUS, 2017) = %v, want %v", got, want)
	}
}

func TestReporting(t *testing.T) {
	if got := Reporting("EU", 1980); !slices.Equal(got, []Code{"BEL", "BLX", "DEU", "DNK", "FRA", "FRG", "GBR", "IRL", "ITA", "LUX", "NLD"}) {
		t.Errorf("Reporting(EU, 1980) = %v", got)
	}
	if got := Reporting("EU", 2005); !slices.Equal(got, Members("EU", 2005)) {
		t.Errorf("Reporting(EU, 2005) = %v", got)
	}
}

// Correlates of War Intergovernmental Organizations v3 (to 2014) counts a
// state from the first year of membership. Where it differs by more than its
// own counting rule, the difference is listed here with its reason.
func TestMembershipsAgainstCorrelatesOfWar(t *testing.T) {
	differs := map[string]string{
		"SCO china 1996": "Shanghai Five", "SCO kazakhstan 1996": "Shanghai Five", "SCO kyrgyzstan 1996": "Shanghai Five",
		"SCO russia 1996": "Shanghai Five", "SCO tajikistan 1996": "Shanghai Five",
		"CIS azerbaijan 1991": "signed 1991, ratified 1993",
		"CIS georgia 1995":    "acceded December 1993",
		"EAEC belarus 2000":   "signed 2000, in force 2001", "EAEC kazakhstan 2000": "signed 2000", "EAEC kyrgyzstan 2000": "signed 2000",
		"EAEC russia 2000": "signed 2000", "EAEC tajikistan 2000": "signed 2000", "EAEC uzbekistan 2005": "protocol of January 2006",
	}
	for _, row := range readTable(t, "groups/igo_membership_cow_v3_to2014.csv") {
		if row["state"] == "economic" || row["group"] == "APEC" || row["group"] == "OPEC" {
			continue // the title of the list; groups that are not kept
		}
		e, err := Resolve(cowIGOName(row["state"]))
		if err != nil {
			t.Errorf("%s: %v", row["state"], err)
			continue
		}
		from := ""
		for _, m := range Memberships(Code(row["group"])) {
			if m.Member == e.Code {
				from = m.From
			}
		}
		if from != "" && row["group"] == "EU" && from < "1993-11-01" {
			from = "1993-11-01" // it begins with the Treaty of Maastricht
		}
		key := strings.Join([]string{row["group"], row["state"], row["from"]}, " ")
		if _, known := differs[key]; !known && !strings.HasPrefix(from, row["from"]) {
			t.Errorf("%s: here from %q", key, from)
		}
		delete(differs, key)
	}
	for key := range differs {
		t.Errorf("the list no longer has %q", key)
	}
}

// cowIGOName undoes the run-together spelling of that table.
func cowIGOName(s string) string {
	switch s {
	case "czechrep":
		return "Czech Republic"
	case "sokorea":
		return "South Korea"
	}
	return s
}
