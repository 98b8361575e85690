package commodity

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Total is the code of all goods together.
const Total = "TOTAL"

// isTotal knows the texts under which publishers print the sum of all goods.
func isTotal(s string) bool {
	switch strings.ToUpper(s) {
	case "", "TOTAL", "ALL", "ALL PRODUCTS", "ALL COMMODITIES":
		return true
	}
	return false
}

// Reading is what the codes of a file mean.
type Reading struct {
	System System            // as named, or as the codes themselves show
	Code   map[string]string // by the printed text
	Padded int               // how many codes got back a leading zero
	Note   string            // what was done to the codes, "" for nothing
}

// UnclearError says why codes cannot be read without a guess.
type UnclearError struct {
	What string
	Try  string
}

func (e *UnclearError) Error() string { return e.What }

// Codes reads all codes of one classification in one file. system is the family
// that a column, the user or the header names, Unknown where none does.
//
// Spreadsheets and data frames take a code for a number and drop its leading
// zero. In the Harmonized System every level has an even number of digits and no
// code begins with 00, so an odd number is a zero lost, unless other codes of
// the file still have theirs or the length is one of a national list. In the
// SITC and the CPC a code without its zero looks like another code: where levels
// may mix there the file is refused.
func Codes(system System, labels []string) (Reading, error) {
	r := Reading{System: system, Code: make(map[string]string, len(labels))}
	digits := map[string]string{} // by the printed text, those that are numbers
	floats := onlyFloats(labels)
	for _, label := range labels {
		s := strings.TrimSpace(label)
		switch {
		case isTotal(s):
			r.Code[label] = Total
			continue
		case floats:
			s = strings.TrimSuffix(s, ".0")
		default:
			s = undotted(s)
		}
		r.Code[label] = s
		if number(s) {
			digits[label] = s
		}
	}
	f := formOf(digits)
	if r.System == Unknown {
		r.System = f.shows(digits)
	}
	var err error
	switch {
	case r.System == HS:
		err = f.harmonized(&r, digits)
	case r.System == SITC || r.System == CPC:
		err = f.decimal(r.System)
	case r.System == Unknown && f.odd():
		err = &UnclearError{What: fmt.Sprintf("the product codes have %s digits (as %s): they may be HS codes without their leading zeros, or of a classification such as the SITC", f.said(), f.first),
			Try: "--set classification=HS or --set classification=S3 says which"}
	}
	if err == nil && floats {
		r.Note = join("the product codes are printed as decimal numbers (.0), which was cut off", r.Note)
	}
	return r, err
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

// form is how many digits the codes have.
type form struct {
	lengths map[int]int // codes by number of digits
	zeros   map[int]int // of them those of two and more that begin with a zero
	first   string      // an example of an odd number of digits, else of any
}

func formOf(digits map[string]string) form {
	f := form{lengths: map[int]int{}, zeros: map[int]int{}}
	for _, c := range digits {
		f.lengths[len(c)]++
		if len(c) > 1 && c[0] == '0' {
			f.zeros[len(c)]++
		}
		better := len(c)%2 > len(f.first)%2 || len(c)%2 == len(f.first)%2 && c < f.first
		if f.first == "" || better {
			f.first = c
		}
	}
	return f
}

func (f *form) sorted() []int {
	var out []int
	for n := range f.lengths {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// said lists the lengths: "5 and 6".
func (f *form) said() string {
	var out []string
	for _, n := range f.sorted() {
		out = append(out, fmt.Sprint(n))
	}
	if n := len(out); n > 1 {
		return strings.Join(out[:n-1], ", ") + " and " + out[n-1]
	}
	return strings.Join(out, "")
}

func (f *form) odd() bool {
	return slices.ContainsFunc(f.sorted(), func(n int) bool { return n%2 == 1 })
}

// shows gives the family that the codes of a file can only belong to: those of
// six digits are of the Harmonized System, and so is a list of one and two digits
// that holds chapters which are nothing in the SITC and goes beyond the sections.
func (f *form) shows(digits map[string]string) System {
	longest := 0
	for n := range f.lengths {
		longest = max(longest, n)
	}
	if longest >= 6 {
		return HS
	}
	beyond, chapter := false, false
	for _, c := range digits {
		if n, err := strconv.Atoi(c); err == nil && n > sections {
			beyond = true
		}
		chapter = chapter || slices.Contains(onlyChapters, c)
	}
	if longest == 2 && beyond && chapter {
		return HS
	}
	return Unknown
}

// harmonized puts the lost zeros back.
func (f *form) harmonized(r *Reading, digits map[string]string) error {
	kept := 0
	for _, n := range f.zeros {
		kept += n
	}
	for label, c := range digits {
		n := len(c)
		if strings.HasPrefix(c, "00") || c == "0" || n > 12 {
			return &UnclearError{What: fmt.Sprintf("%q is no code of the Harmonized System", strings.TrimSpace(label)),
				Try: "leave the row out, write TOTAL for the sum of all goods, or name the classification with --set classification=NAME"}
		}
		if n%2 == 0 || n >= 9 && f.zeros[n] > 0 {
			continue
		}
		if kept > 0 {
			return &UnclearError{What: fmt.Sprintf("some product codes have their leading zeros, and others, as %q, an odd number of digits", f.first),
				Try: "write all codes as text, with their leading zeros"}
		}
		if n >= 9 && f.lengths[n+1] == 0 {
			return &UnclearError{What: fmt.Sprintf("the product code %q has %d digits: a national code, or one of %d digits without its leading zero", c, n, n+1),
				Try: "write all codes as text, with their leading zeros"}
		}
		r.Code[label] = "0" + c
		r.Padded++
	}
	if r.Padded > 0 {
		r.Note = fmt.Sprintf("product codes stand without their leading zero, as %s for 0%s (they have %s digits, those of the HS an even number): it was put back", f.first, f.first, f.said())
	}
	return nil
}

// decimal refuses codes of the SITC or CPC that may have lost a zero: where no
// code of several digits begins with one and lengths differ, 11 is division 11
// or group 011.
func (f *form) decimal(s System) error {
	kept := 0
	for _, n := range f.zeros {
		kept += n
	}
	for n := range f.lengths {
		if n > 5 {
			return &UnclearError{What: fmt.Sprintf("some product codes have %d digits, and those of the %s at most 5", n, s), Try: "--set classification=HS, or the name of the right one"}
		}
	}
	if kept > 0 || len(f.lengths) < 2 {
		return nil
	}
	return &UnclearError{What: fmt.Sprintf("the product codes of the %s have %s digits and none begins with a zero: codes of the first section may have lost theirs, and then look like others", s, f.said()),
		Try: "write all codes as text, with their leading zeros"}
}

func number(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// onlyFloats says whether every code is printed as a decimal number, as 10121.0.
func onlyFloats(labels []string) bool {
	found := false
	for _, label := range labels {
		s := strings.TrimSpace(label)
		if isTotal(s) {
			continue
		}
		whole, ok := strings.CutSuffix(s, ".0")
		if !ok || !number(whole) {
			return false
		}
		found = true
	}
	return found
}

// undotted takes the points out of 0101.21 and 333.1; other texts stay.
func undotted(s string) string {
	parts := strings.Split(s, ".")
	if len(parts) < 2 || len(parts[0]) < 2 || slices.ContainsFunc(parts, func(p string) bool { return !number(p) }) {
		return s
	}
	return strings.Join(parts, "")
}
