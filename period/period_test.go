package period

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// The oracle is ISO 8601 and the forms that public files print (see doc.go).
func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2017", "2017"}, {" 2017 ", "2017"}, {"2017.0", "2017"}, {"987", "0987"},
		{"2017Q1", "2017-Q1"}, {"2017-Q4", "2017-Q4"}, {"Q2 2017", "2017-Q2"}, {"2017 q3", "2017-Q3"},
		{"2017-03", "2017-03"}, {"2017M03", "2017-03"}, {"2017M3", "2017-03"}, {"2017m12", "2017-12"}, {"201703", "2017-03"}, {"2017/03", "2017-03"},
		{"2017-12-31", "2017-12-31"}, {"20171231", "2017-12-31"}, {"2017/1/5", "2017-01-05"}, {"2016-02-29", "2016-02-29"},
		{"2017-12-31T00:00:00", "2017-12-31"},
	} {
		p, err := Parse(c.text)
		if err != nil || p.String() != c.want {
			t.Errorf("%q is %v, %v; want %s", c.text, p, err, c.want)
		}
		if again, err := Parse(p.String()); err != nil || again != p {
			t.Errorf("%v printed is not read back: %v, %v", p, again, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{"", " ", "0", "2017-13", "2017-00", "201713", "2017-02-30", "2017-02-29", "2017Q5", "2017Q0", "2017.5", "17-03",
		"3/4/2017", "20170", "2017-W05", "2017-1-1-1", "x", "２０１７", "2017M", "2017-", "-2017", "2017-12-31T99:00:00", "20171301", "20170100"} {
		p, err := Parse(text)
		var bad *BadError
		if !errors.As(err, &bad) || !p.IsZero() {
			t.Errorf("%q is read as %v, %v", text, p, err)
		}
	}
}

// The oracle is package time.
func TestDays(t *testing.T) {
	for _, c := range []struct {
		p           Period
		first, last string
	}{
		{Of(2016), "2016-01-01", "2016-12-31"}, {Period{Year: 2016, Quarter: 1}, "2016-01-01", "2016-03-31"},
		{OfMonth(2016, 2), "2016-02-01", "2016-02-29"}, {OfMonth(2015, 12), "2015-12-01", "2015-12-31"},
		{Period{Year: 2016, Month: 2, Day: 29}, "2016-02-29", "2016-02-29"},
	} {
		if f, l := c.p.First().Format(time.DateOnly), c.p.Last().Format(time.DateOnly); f != c.first || l != c.last {
			t.Errorf("%v runs from %s to %s", c.p, f, l)
		}
	}
}

func TestOrdinalsAreNeighbours(t *testing.T) {
	for _, u := range []Unit{Year, Quarter, Month, Day} {
		p := OfDate(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).In(u)
		for range 40_000 {
			next := p.Add(1)
			if At(u, p.Ordinal()) != p || next.Ordinal() != p.Ordinal()+1 || !next.Valid() || next.Unit() != u {
				t.Fatalf("%v is followed by %v", p, next)
			}
			if !next.First().Equal(p.Last().AddDate(0, 0, 1)) || Compare(p, next) >= 0 {
				t.Fatalf("%v does not touch %v", p, next)
			}
			if p = next; p.Year > 2100 {
				break
			}
		}
	}
}

func TestPartsMakeTheWhole(t *testing.T) {
	for _, c := range []struct {
		p Period
		u Unit
		n int
	}{{Of(2016), Month, 12}, {Of(2016), Day, 366}, {Of(2015), Quarter, 4}, {Period{Year: 2016, Quarter: 1}, Month, 3},
		{OfMonth(2015, 2), Day, 28}, {Of(2015), Year, 1}, {OfMonth(2015, 2), Year, 0}} {
		parts := c.p.Parts(c.u)
		if len(parts) != c.n {
			t.Errorf("%v has %d %ss", c.p, len(parts), c.u)
		}
		for _, q := range parts {
			if q.In(c.p.Unit()) != c.p {
				t.Errorf("%v is no part of %v", q, c.p)
			}
		}
	}
}

func TestCompareSortsTheLongerFirst(t *testing.T) {
	var ps []Period
	for _, s := range []string{"2017-01-01", "2016-12", "2017", "2017-Q1", "2017-01", "2016"} {
		p, _ := Parse(s)
		ps = append(ps, p)
	}
	slices.SortFunc(ps, Compare)
	got := ""
	for _, p := range ps {
		got += p.String() + " "
	}
	if want := "2016 2016-12 2017 2017-Q1 2017-01 2017-01-01 "; got != want {
		t.Errorf("sorted %s", got)
	}
}

func TestSpan(t *testing.T) {
	for _, c := range []struct{ span, in, out string }{
		{"2000:2017", "2000 2017 2017-12-31 2005-Q1", "1999 2018-01"},
		{"2014", "2014 2014-03", "2013 2015"}, {"2014:", "2014 2030", "2013-12"}, {":2014", "1950 2014-12", "2015"},
		{"2014-03:2014-06", "2014-03 2014-06-30 2014-Q2", "2014 2014-02 2014-Q1 2014-07"}, {"", "1 9999", ""},
	} {
		s, err := ParseSpan(c.span)
		if err != nil {
			t.Errorf("%q: %v", c.span, err)
		}
		for text, want := range map[string]bool{c.in: true, c.out: false} {
			for _, w := range fields(text) {
				if p, _ := Parse(w); s.Has(p) != want {
					t.Errorf("%q holds %s: %v", c.span, w, !want)
				}
			}
		}
	}
	for _, bad := range []string{":", "2017:2000", "a:b", "2017-13", "2000:2017:2018", "2014-06:2014-03"} {
		if s, err := ParseSpan(bad); err == nil {
			t.Errorf("%q is read as %v", bad, s)
		}
	}
}

func fields(s string) (out []string) {
	for w := range strings.FieldsSeq(s) {
		out = append(out, w)
	}
	return out
}

func TestParseLayout(t *testing.T) {
	for _, c := range []struct{ layout, text, want string }{
		{"01/02/2006", "03/04/2017", "2017-03-04"}, {"02.01.2006", "03.04.2017", "2017-04-03"}, {"01/2006", "05/2015", "2015-05"},
		{"Jan 2006", "May 2015", "2015-05"}, {"2006", "2015", "2015"}, {"2 January 2006", "9 May 2015", "2015-05-09"},
	} {
		if p, err := ParseLayout(c.layout, c.text); err != nil || p.String() != c.want {
			t.Errorf("%s as %s is %v, %v", c.text, c.layout, p, err)
		}
	}
	if _, err := ParseLayout("01/02/2006", "30/02/2017"); err == nil {
		t.Error("the 30th month is read")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2017", "2017-03", "2017M03", "201703", "2017Q1", "2017-12-31", "2017.0", "Q1 2017", "2017-12-31T00:00:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := Parse(s)
		if err != nil {
			return
		}
		if !p.Valid() {
			t.Fatalf("%q is read as %v, which does not exist", s, p)
		}
		if q, err := Parse(p.String()); err != nil || q != p {
			t.Fatalf("%q: %v printed is read as %v, %v", s, p, q, err)
		}
	})
}
