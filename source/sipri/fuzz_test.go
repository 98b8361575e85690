package sipri

import (
	"context"
	"io"
	"testing"

	"dyad/source"
)

// sink counts what it is given and holds the reader to whole rows.
type sink struct {
	t                      testing.TB
	columns, rows, rejects int
}

func (s *sink) Apart(string)                              {}
func (s *sink) Note(string)                               {}
func (s *sink) Reject(int64, string, string, string)      { s.rejects++ }
func (s *sink) Table(_ string, c ...string) source.Writer { s.columns = len(c); return s }
func (s *sink) Row(line int64, v ...any) error {
	if s.rows++; len(v) != s.columns || line < 1 {
		s.t.Errorf("line %d has %d values for %d columns", line, len(v), s.columns)
	}
	return nil
}

func read(t testing.TB, text string) (*sink, error) {
	d, err := Reader().Read([]source.File{{Name: "x.csv", Data: []byte(text)}}, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{t: t}
	return s, d.Stream(context.Background(), source.Input{File: d.Files[0], Open: func() (io.ReadCloser, error) { return d.Files[0].OpenText(context.Background()) }}, s)
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
		if s, err := read(t, text); err != nil || s.rows != 1 || s.rejects != 0 {
			t.Errorf("%d rows, %d rejected, %v", s.rows, s.rejects, err)
		}
	}
	if s, err := read(t, perDeal+"China,Russia,2015,?,4,,A,tank,4,,soon,New,,2,8,8\n"); err != nil || s.rows != 1 || s.rejects != 1 {
		t.Errorf("%d rows, %d rejected, %v", s.rows, s.rejects, err)
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
