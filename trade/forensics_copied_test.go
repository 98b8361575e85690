package trade

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dyad/measure"
)

// Oracle: six invented flows, written so that 1998 repeats 1997 and 1999 does not.
func TestACopiedYearOfAReconciledSource(t *testing.T) {
	var l memory
	for i, p := range []string{"FRA", "ITA", "ESP", "DEU", "POL", "NLD"} {
		for y, v := range map[int]float64{1996: 31234, 1997: 45678, 1998: 45678, 1999: 56781} {
			l = append(l, Flow{Exporter: "CHN", Importer: p, Year: y, Product: Total, View: measure.Reconciled, Value: v + float64(1117*i), Source: "oec", Vintage: "v"})
		}
	}
	find := func(a, b string) []Finding {
		t.Helper()
		all, err := New(l).Forensics(context.Background(), ecode(a), ecode(b))
		if err != nil {
			t.Fatal(err)
		}
		return slices.DeleteFunc(all, func(f Finding) bool { return f.Kind != CopiedYear })
	}
	for _, c := range []struct{ a, b, words string }{
		{"", "", "Of the 6 flows of oec in one of the years 1997–1998, 6 are the same"},
		{"CHN", "", "Of the 6 figures on exports of China in oec for one of the years 1997–1998, 6 are the same"},
		{"CHN", "FRA", "Exports of China to France as oec has them (reconciled) are the same to the last digit in 1997–1998."},
	} {
		got := find(c.a, c.b)
		if len(got) != 1 || !strings.HasPrefix(got[0].Text, c.words) || !slices.Equal(got[0].Years, []int{1997, 1998}) || got[0].Reporter != "" {
			t.Errorf("%q %q: %+v, want one finding: %s", c.a, c.b, got, c.words)
		}
	}
}

// Oracle: six equal years are one fault; two and two are two.
func TestCopiedYearsAreOneFamily(t *testing.T) {
	var text strings.Builder
	for y := 2014; y <= 2020; y++ {
		for i, p := range []string{"FRA", "ITA", "ESP", "DEU", "POL"} {
			v := 12345 + 1117*i
			if y == 2014 {
				v += 7
			}
			fmt.Fprintf(&text, "NCL M %s %d TOTAL %d\n", p, y, v)
		}
	}
	got, err := New(ledgerOf(t, "imf", text.String())).Forensics(context.Background(), "NCL", "")
	if err != nil {
		t.Fatal(err)
	}
	got = slices.DeleteFunc(got, func(f Finding) bool { return f.Kind != CopiedYear })
	if len(got) != 1 || !slices.Equal(got[0].Years, []int{2015, 2016, 2017, 2018, 2019, 2020}) || got[0].Reporter != "NCL" {
		t.Errorf("%+v, want one finding of 2015–2020", got)
	}
	var f families
	f.same(2001, 2003)
	f.same(2005, 2006)
	f.same(2002, 2003)
	if l := f.list(); fmt.Sprint(l) != "[[2001 2002 2003] [2005 2006]]" {
		t.Errorf("families %v", l)
	}
}
