package sipri

import (
	"testing"

	"dyad/source"
	"dyad/source/sourcetest"
)

func read(t testing.TB, text string) (sourcetest.Counts, error) {
	t.Helper()
	return sourcetest.Read(t, Reader(), source.Options{}, text)
}

const perYear = "Preamble\n\nSIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production\n1,Russia,China,A,tank,Engines,2015,Yes,4,No,2018,No,New,2,2,8,No\n"

const perDeal = "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\nChina,Russia,2015,?,4,,A,M\xfcnchen,4,,2018; 2019,New,,2,8,8\n"

// The oracle: the lines as SIPRI prints them, one row each; a year that is none
// is refused with its line; another table is none of its.
func TestLayouts(t *testing.T) {
	for _, text := range []string{perYear, perDeal} {
		head, err := source.Look(source.File{Name: "x.csv", Data: []byte(text)})
		if sure, _ := knows("x.csv", head); err != nil || sure < 90 {
			t.Errorf("recognised at %d, %v", sure, err)
		}
		if s, err := read(t, text); err != nil || s.Rows != 1 || s.Rejects != 0 {
			t.Errorf("%d rows, %d rejected, %v", s.Rows, s.Rejects, err)
		}
	}
	if s, err := read(t, perDeal+"China,Russia,2015,?,4,,A,tank,4,,soon,New,,2,8,8\n"); err != nil || s.Rows != 1 || s.Rejects != 1 {
		t.Errorf("%d rows, %d rejected, %v", s.Rows, s.Rejects, err)
	}
	if _, err := read(t, "a,b\n1,2\n"); err == nil {
		t.Error("another table is read")
	}
}

// Worked by hand: 4 × 4.79 is 19.16, printed 19.14 within the rounding of 4.79 to
// two places (4 × 0.005); 19.10 is not.
func TestDiffers(t *testing.T) {
	for value, want := range map[string]bool{"19.16": false, "19.14": false, "19.10": true, "": false} {
		if got := differs("4", "4.79", value); got != want {
			t.Errorf("%s differs: %v", value, got)
		}
	}
}

func FuzzStream(f *testing.F) {
	f.Add(perYear)
	f.Add(perDeal)
	f.Fuzz(func(t *testing.T, text string) { _, _ = read(t, text) })
}
