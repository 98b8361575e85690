package economy

// Redrawn is a change in what a name stands for in statistics that carry it
// on: Germany before and after its union. The years to Until have the earlier
// territory; what the year of the change itself holds depends on the source.
type Redrawn struct {
	Code   Code
	Until  int    // the last year of the earlier territory, that of the change
	Before string // what the name stands for until then
	Label  string // of the change, as short as a figure needs
	Source string
}

// territories are the changes that statistics of trade show under one name.
// Economies that are carried under another code (Soviet Union, Yugoslavia) are
// economies of their own.
var territories = []Redrawn{
	{"DEU", 1990, "the Federal Republic, without the East (DDR)", "with the East",
		"Unification Treaty of 31 August 1990, in force 3 October 1990; IMF Direction of Trade Statistics carries both as Germany, with the East from July 1990"},
	{"SDN", 2011, "with the South (SSD), to its independence on 9 July 2011", "without the South",
		"Comprehensive Peace Agreement of 9 January 2005 and referendum of January 2011"},
	{"ETH", 1993, "with Eritrea (ERI), to its independence on 24 May 1993", "without Eritrea",
		"referendum of April 1993, UN Observer Mission to Verify the Referendum in Eritrea"},
	{"PAK", 1971, "with the East (Bangladesh, BGD), to its independence in 1971", "without the East",
		"Proclamation of Independence of Bangladesh, 10 April 1971; Instrument of Surrender, 16 December 1971"},
	{"YEM", 1990, "the Yemen Arab Republic, without the South (YMD)", "with the South",
		"Agreement on the union of 22 May 1990"},
}

// RedrawnOf gives the change of an economy's territory, if it has one.
func RedrawnOf(code Code) (Redrawn, bool) {
	for _, t := range territories {
		if t.Code == code {
			return t, true
		}
	}
	return Redrawn{}, false
}

// In says in words what the name stands for in a year; "" after the change.
func (t Redrawn) In(year int) string {
	switch {
	case year > t.Until:
		return ""
	case year == t.Until:
		return string(t.Code) + ": the year in which its territory changed; before, " + t.Before
	}
	return string(t.Code) + ": " + t.Before
}
