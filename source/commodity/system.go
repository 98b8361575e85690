package commodity

import (
	"strings"
	"unicode"
)

// System is a family of classifications whose codes are built alike.
type System string

// The families. Unknown is any other, or none named.
const (
	Unknown System = ""
	HS      System = "HS"   // 2, 4, 6 digits; 8, 10, 12 national, 9 and 11 in a few countries
	SITC    System = "SITC" // 1 to 5 digits
	CPC     System = "CPC"  // 1 to 5 digits
	BEC     System = "BEC"  // 1 to 3 digits, none of them a leading zero
)

// Named gives the family that a classification's label or a column's header
// names: "H5", "HS92", "hs6", "HS code" are HS, "S3", "SITC Rev. 3" are SITC.
func Named(text string) System {
	words := strings.FieldsFunc(strings.ToUpper(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, w := range words {
		letters := strings.TrimRight(w, "0123456789")
		digits := len(w) - len(letters)
		switch {
		case letters == "HS" || letters == "H" && digits == 1 || letters == "HARMONIZED" || letters == "HARMONISED":
			return HS
		case letters == "SITC" || letters == "S" && digits == 1 || w == "ST":
			return SITC
		case letters == "CPC":
			return CPC
		case letters == "BEC" || letters == "B" && digits == 1:
			return BEC
		}
	}
	return Unknown
}

// Top is the number of digits of the coarsest level.
func (s System) Top() int {
	switch s {
	case SITC, CPC, BEC:
		return 1
	}
	return 2
}

// onlyChapters are two-digit codes that are chapters of the Harmonized System and
// neither divisions of the SITC nor groups of its section 0 without their zero,
// in any of its four revisions (United Nations, Statistical Papers M 34).
var onlyChapters = []string{"10", "15", "18", "19", "20", "30", "38", "39", "40", "49", "50", "60", "70", "80", "90", "92"}

// sections is the greatest number of a section of the Harmonized System.
const sections = 21
