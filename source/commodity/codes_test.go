package commodity

import (
	"slices"
	"strings"
	"testing"
)

// The oracle of each case is the nomenclature: HS chapters, headings and
// subheadings have 2, 4 and 6 digits, SITC sections to items 1 to 5.
func TestCodes(t *testing.T) {
	for _, c := range []struct {
		name   string
		system System
		in     string
		want   string // or, after "!", a piece of the refusal
		padded int
	}{
		{"subheadings without zeros", Unknown, "10121 270900 870323", "010121 270900 870323", 1},
		{"subheadings with zeros", Unknown, "010121 270900", "010121 270900", 0},
		{"subheadings of chapters 10 and more", Unknown, "270900 870323", "270900 870323", 0},
		{"chapters", HS, "1 9 10 27 TOTAL", "01 09 10 27 TOTAL", 2},
		{"chapters of food alone, as HS", HS, "1 2", "01 02", 2},
		{"chapters that no SITC has", Unknown, "1 10 27 90", "01 10 27 90", 1},
		{"sections or chapters", Unknown, "1 2 10 15 21", "!--set classification=HS", 0},
		{"headings", HS, "101 2709", "0101 2709", 1},
		{"headings or SITC groups", Unknown, "101 2709", "!--set classification=HS or --set classification=S3", 0},
		{"all levels", HS, "1 27 101 2709 10121 270900", "01 27 0101 2709 010121 270900", 3},
		{"national codes", HS, "1012100 27090010", "01012100 27090010", 1},
		{"ten digits", HS, "101210010 2709001000", "0101210010 2709001000", 1},
		{"nine digits with zeros", HS, "010121100 270900100", "010121100 270900100", 0},
		{"nine digits, perhaps ten", HS, "101210010", "!national code", 0},
		{"some with zeros", HS, "01 2 27", "!some product codes have their leading zeros", 0},
		{"no chapter 0", HS, "0 27", "!no code of the Harmonized System", 0},
		{"no chapter 00", HS, "000101", "!no code of the Harmonized System", 0},
		{"points", HS, "0101.21 8703.23.10", "010121 87032310", 0},
		{"decimal numbers", Unknown, "10121.0 270900.0", "010121 270900", 1},
		{"letters", HS, "9999AA 27", "9999AA 27", 0},
		{"even and unnamed", Unknown, "27 2709", "27 2709", 0},
		{"sections of the SITC", SITC, "0 3 9", "0 3 9", 0},
		{"SITC with zeros", SITC, "0 01 011 33", "0 01 011 33", 0},
		{"SITC items", SITC, "333.1 784.2", "3331 7842", 0},
		{"SITC of several lengths", SITC, "11 333", "!may have lost theirs", 0},
		{"SITC of six digits", SITC, "270900", "!at most 5", 0},
		{"CPC of several lengths", CPC, "111 12010", "!may have lost theirs", 0},
		{"BEC", BEC, "1 111 21 322", "1 111 21 322", 0},
		{"words", Unknown, "Food Fuels", "Food Fuels", 0},
		{"nothing but totals", Unknown, "TOTAL All", "TOTAL TOTAL", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := strings.Fields(c.in)
			r, err := Codes(c.system, in)
			if want, refused := strings.CutPrefix(c.want, "!"); refused {
				if e, ok := err.(*UnclearError); !ok || !strings.Contains(e.What+" "+e.Try, want) {
					t.Fatalf("got %v, %v; want a refusal with %q", r, err, want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for i, w := range strings.Fields(c.want) {
				if got := r.Code[in[i]]; got != w {
					t.Errorf("%s became %s, want %s", in[i], got, w)
				}
			}
			if r.Padded != c.padded || (r.Padded > 0) != strings.Contains(r.Note, "leading zero") {
				t.Errorf("padded %d, note %q", r.Padded, r.Note)
			}
		})
	}
}

// The labels are those of published files: Comtrade's classification column,
// file names of BACI, headers of UNCTAD and WITS.
func TestNamed(t *testing.T) {
	for text, want := range map[string]System{
		"H5": HS, "HS": HS, "HS92": HS, "hs6": HS, "hs_code": HS, "HS 2017": HS, "S3": SITC, "SITC Rev. 3": SITC, "sitc": SITC,
		"B4": BEC, "BEC": BEC, "CPC": CPC, "": Unknown, "k": Unknown, "product": Unknown, "SITC1": SITC, "cmdCode": Unknown, "this": Unknown, "EB02": Unknown,
	} {
		if got := Named(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// FuzzCodes: whatever the labels, a code of the HS read without complaint has an
// even number of digits or is as printed, nothing is lost, and reading the
// result again changes nothing.
func FuzzCodes(f *testing.F) {
	f.Add("1 10 27 10121", "HS")
	f.Add("10121.0 270900.0", "")
	f.Add("0 01 011", "SITC")
	f.Fuzz(func(t *testing.T, text, system string) {
		in := strings.Split(text, " ")
		r, err := Codes(Named(system), in)
		if err != nil {
			return
		}
		var again []string
		for _, label := range in {
			code, ok := r.Code[label]
			if !ok || code == "" {
				t.Fatalf("%q has no code", label)
			}
			if r.System == HS && number(code) && len(code)%2 == 1 && len(code) < 9 {
				t.Errorf("%q became %q", label, code)
			}
			again = append(again, code)
		}
		slices.Sort(again)
		if r.System != HS {
			return
		}
		second, err := Codes(HS, again)
		if err != nil && !strings.Contains(err.Error(), "national code") {
			t.Fatalf("%q: the codes read are refused: %v", again, err)
		}
		for _, c := range again {
			if err == nil && second.Code[c] != c && !onlyFloats(again) && undotted(c) == c {
				t.Errorf("%q became %q", c, second.Code[c])
			}
		}
	})
}
