package formula

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"dyad/internal/hint"
)

func show(f *Formula) string {
	var terms, effects []string
	for _, t := range f.Terms {
		terms = append(terms, t.String())
	}
	for _, x := range f.Effects {
		effects = append(effects, x.String())
	}
	s := f.Outcome.String() + " ~ " + strings.Join(terms, " + ")
	if !f.Intercept {
		s += " (no constant)"
	}
	if f.Offset != nil {
		s += " offset " + f.Offset.String()
	}
	return s + " | " + strings.Join(effects, " + ")
}

// The oracle is R's formula algebra (terms() in package stats) for : * ( ) and
// -, and fixest's manual for i(), ^ in effects and powers in terms.
func TestParse(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"trade ~ rta + log(dist) | exporter^year + importer^year + pair", "trade ~ rta + log(dist) | exporter^year + importer^year + pair"},
		{"log(trade)~ldist+border", "log(trade) ~ ldist + border | "},
		{"y ~ 1", "y ~  | "},
		{"y ~ 1 | a", "y ~  | a"},
		{"y ~ x - 1", "y ~ x (no constant) | "},
		{"y ~ 0 + x | 0", "y ~ x (no constant) | "},
		{"y ~ -1 + x", "y ~ x (no constant) | "},
		{"y ~ a*b", "y ~ a + b + a:b | "},
		{"y ~ a*b - a", "y ~ b + a:b | "},
		{"y ~ (a + b):c", "y ~ a:c + b:c | "},
		{"y ~ a*b*c", "y ~ a + b + a:b + c + a:c + b:c + a:b:c | "},
		{"y ~ I( x ^2 ) + x^2 + x + x", "y ~ I(x^2) + x^2 + x | "},
		{"y ~ i(year, ref = 2013) | pair", "y ~ i(year, ref=2013) | pair"},
		{"y ~ i(year, treated, ref=c(2012, 2013)):z", "y ~ i(year, treated, ref=c(2012, 2013)):z | "},
		{"y ~ i(region, ref='EU')", "y ~ i(region, ref=\"EU\") | "},
		{"y ~ x + offset(log(pop)) | a#b + c", "y ~ x offset log(pop) | a^b + c"},
		{"y/1e6 ~ log(gdp_o*gdp_d) + `a column`", "y/1e6 ~ log(gdp_o*gdp_d) + `a column` | "},
		{"y ~ I(year >= 2014 && year < 2020) | a", "y ~ I(year >= 2014 && year < 2020) | a"},
		{"y ~ x.1 + été", "y ~ x.1 + été | "},
	} {
		f, err := Parse(c.source)
		if err != nil {
			t.Errorf("%s: %v", c.source, err)
			continue
		}
		if got := show(f); got != c.want {
			t.Errorf("%s: %s, want %s", c.source, got, c.want)
		}
	}
}

func TestErrorsSayWhere(t *testing.T) {
	for _, c := range []struct{ source, where, what, try string }{
		{"", "formula, column 1", "empty", ""},
		{"trade", "formula, column 6", "expected `~`", "write: trade ~"},
		{"~ x", "formula, column 1", "the outcome is missing", ""},
		{"y ~", "formula, column 4", "a term is missing", "trade ~ 1"},
		{"y ~ x + | a", "formula, column 9", "a term is missing", ""},
		{"y ~ été + lgo(x)", "formula, column 11", "there is no function lgo()", "log()"},
		{"y ~ ln(x)", "formula, column 5", "there is no function ln()", "log()"},
		{"y ~ x/z", "formula, column 6", "must be marked", "I(x/y)"},
		{"y ~ x | log(a)", "formula, column 9", "log() is not possible here", "columns"},
		{"y ~ x | a | b ~ z", "formula, column 11", "instrumental", ""},
		{"y ~ x | a[z]", "formula, column 10", "not expected", "slopes"},
		{"y ~ log(x", "formula, column 10", "expected `)`", ""},
		{"y ~ x + 2*z", "formula, column 9", "must be marked", "I(2*x)"},
		{"y ~ 2", "formula, column 5", "a number is no term", ""},
		{"y ~ x $ z", "formula, column 7", "'$' has no meaning", ""},
		{"y ~ i(year, ref=EU)", "formula, column 17", "expected a number or a text", `"EU"`},
		{"y ~ 'x", "formula, column 5", "not closed", ""},
	} {
		_, err := Parse(c.source)
		check(t, c.source, err, c.where, c.what, c.try)
	}
	for _, c := range []struct{ source, where, what, try string }{
		{"year = 2014", "--where, column 6", "not expected", "=="},
		{"a == 1 and b == 2", "--where, column 8", "not expected", "&&"},
		{"a & b", "--where, column 3", "not expected", "&&"},
		{"1 < a < 3", "--where, column 7", "chained", "&&"},
		{"a in (CHN)", "--where, column 7", "expected a number or a text", `"CHN"`},
		{"a in (1, 'x')", "--where, column 10", "not both", ""},
		{strings.Repeat("(", 300) + "1", "--where, column 202", "too deeply", ""},
	} {
		_, err := ParseExpression(c.source, "--where")
		check(t, c.source, err, c.where, c.what, c.try)
	}
}

func check(t *testing.T, source string, err error, where, what, try string) {
	t.Helper()
	var e *hint.Error
	if !errors.As(err, &e) {
		t.Errorf("%q: %v", source, err)
		return
	}
	if e.Where != where || !strings.Contains(e.What, what) || !strings.Contains(e.Try, try) || e.Code != hint.Usage {
		t.Errorf("%q: %q / %q / %q", source, e.Where, e.What, e.Try)
	}
}

func TestUses(t *testing.T) {
	f, err := Parse("trade ~ rta + log(dist) + i(region) | exporter^year + pair")
	if err != nil {
		t.Fatal(err)
	}
	e, err := ParseExpression("exporter != importer && year % 4 == 2 && category == 'TOTAL'", "--where")
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(f.Uses().Use, ExpressionUses(e).Use)
	want := fmt.Sprint(
		map[string]Use{"trade": AsNumber, "rta": AsNumber, "dist": AsNumber, "region": AsIdentity, "exporter": AsIdentity, "year": AsIdentity, "pair": AsIdentity},
		map[string]Use{"exporter": AsIdentity, "importer": AsIdentity, "year": AsNumber, "category": AsText})
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func ExampleParse() {
	f, err := Parse("trade ~ rta*border + log(dist) | exporter^year + importer^year")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range f.Terms {
		fmt.Println(t)
	}
	fmt.Println(f.Effects)
	// Output:
	// rta
	// border
	// rta:border
	// log(dist)
	// [exporter^year importer^year]
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"trade ~ rta + log(dist) | exporter^year + importer^year + pair", "y ~ (a+b)*c:d - a | e#f", "y~i(a,b,ref=c(1,'x'))+offset(z)", "log(y) ~ -1 + I(a>2) + `q r`"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		p, err := Parse(source)
		if err != nil {
			if hint.CodeOf(err) != hint.Usage {
				t.Fatal(err)
			}
			return
		}
		p.Uses()
		if _, err := Parse(strings.Replace(show(p), " | ", " | 0", 1)); len(p.Terms) > 0 && len(p.Effects) == 0 && p.Intercept && p.Offset == nil && err != nil {
			t.Fatalf("%q was written back as %q: %v", source, show(p), err)
		}
	})
}
