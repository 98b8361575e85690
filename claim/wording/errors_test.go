package wording

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		text, what, try string
		at              int
	}{
		{"", "no words", "95.3 bn", 0},
		{"reccord", `"reccord"`, "record", 0},
		{"steadilly increased", `"steadilly"`, "steadily", 0},
		{"95,3 bn", `number "95.3"`, "point", 0},
		{"€40 bn", "US dollars", "convert", 0},
		{"40 bn EUR", "not in EUR", "convert", 6},
		{"A$40 bn", "not in A$", "convert", 0},
		{"about HK$40 bn", "not in HK$", "convert", 6},
		{"reached NT$ 40 bn", "not in NT$", "convert", 8},
		{"40 bn Singapore dollars", "not in singapore dollars", "convert", 6},
		{"40 billion won", "not in won", "convert", 11},
		{"rose over US$100 bn", "or a level", "rose above", 10},
		{"¥40 bn", "not in ¥", "convert", 0},
		{"40 bn tenge", "not in tenge", "convert", 6},
		{"between €10 bn and €15 bn", "not in €", "convert", 8},
		{"fell by 31.7", "without a unit", "fell by 31.7%", 8},
		{"has intensified", "since when", "since 2014", 15},
		{"about 40,000 containers", `"containers"`, "", 13},
		{"nine-fold until 2001", "year it is counted from", "since 2001", 0},
		{"between 15% and 10%", "first end", "", 0},
	} {
		_, err := Parse(c.text, nil)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%q: want an error, got %v", c.text, err)
			continue
		}
		what := strings.ReplaceAll(e.What, `"95,3"`, `"95.3"`)
		if !strings.Contains(what, c.what) || !strings.Contains(e.Try, c.try) {
			t.Errorf("%q: %s / %s; want %s / %s", c.text, e.What, e.Try, c.what, c.try)
		}
		if c.at != 0 && e.At != c.at {
			t.Errorf("%q: at %d, want %d", c.text, e.At, c.at)
		}
	}
	if _, err := ParseTolerance("0.05"); err == nil || !strings.Contains(err.(*Error).Try, "0.05 abs") {
		t.Errorf("a tolerance without a unit: %v", err)
	}
	for _, text := range []string{"record", "few", "leading partner", "has intensified since 2014"} {
		tol, _ := ParseTolerance("5%")
		if _, err := Parse(text, tol); err == nil {
			t.Errorf("%q takes no tolerance, but none was refused", text)
		}
	}
}

// Binary fractions must not move a value across an edge. The oracle is decimal
// arithmetic by hand: 0.1+0.2 = 0.3, 1.15−1 = 0.15, 84.075 is not below 84.075.
func TestDecimal(t *testing.T) {
	a, b, one := 0.1, 0.2, 1.0
	for _, c := range []struct {
		v    float64
		want string
	}{
		{a + b, "3/10"}, {1.15 - one, "3/20"}, {17.0 / 2, "17/2"}, {84.075e9, "84075000000/1"}, {-0.3165, "-633/2000"},
	} {
		r, ok := Decimal(c.v)
		if !ok || r.String() != c.want {
			t.Errorf("Decimal(%v) = %v, want %s", c.v, r, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"95.3 bn", "nearly nine‑fold", "leading partner for the eighth consecutive year",
		"has remained in favour of the PRC since 2007", "between 10 and 15%", "one in five", "a", "−", "$", "twenty-", "as", "\"few\"", "40\u202f000"} {
		f.Add(s, "5%")
	}
	f.Fuzz(func(t *testing.T, s, tolerance string) {
		tol, err := ParseTolerance(tolerance)
		if err != nil {
			tol = nil
		}
		r, err := Parse(s, tol)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.What == "" {
				t.Fatalf("an error without a message: %v", err)
			}
			if e.At < 0 || e.At > len([]rune(s)) {
				t.Fatalf("%q: error at %d of %d", s, e.At, len([]rune(s)))
			}
			return
		}
		iv := r.Interval
		if iv.Lo != nil && iv.Hi != nil && iv.Lo.Cmp(iv.Hi) > 0 {
			t.Fatalf("%q: an interval upside down: %s", s, r.Means())
		}
		// a bare printed figure is true of itself
		if r.Exact && r.Kind == Value && !iv.Contains(r.Stated) {
			t.Fatalf("%q is not true of %v", s, r.Stated)
		}
		_ = r.Level()
	})
}

func ExampleParse() {
	for _, s := range []string{"nine-fold", "a little more than 1%", "US$95.3 billion", "all but regained"} {
		r, _ := Parse(s, nil)
		fmt.Println(s, "means", r.Means())
	}
	// Output:
	// nine-fold means [8.5, 9.5) ×
	// a little more than 1% means (1, 1.25]%
	// US$95.3 billion means [95.25, 95.35) bn
	// all but regained means [0.95, 1) ×
}
