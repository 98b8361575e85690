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
		{"y ~ x + i(period, treat, 5) | id + period", "y ~ x + i(period, treat, ref=5) | id + period"},
		{"y ~ i(period, treat, c(-1, 5))", "y ~ i(period, treat, ref=c(-1, 5)) | "},
		{"y ~ i(year, i.rta)", "y ~ i(year):i(rta) | "},
		{"y ~ i(year, i.rta, ref = 2007, ref2 = 0)", "y ~ i(year, ref=2007):i(rta, ref=0) | "},
		{"y ~ x | exporter:year + importer : year", "y ~ x | exporter^year + importer^year"},
		{"y ~ `i.year` + `L.rta` | `c.x`", "y ~ `i.year` + `L.rta` | `c.x`"},
		{"y ~ l.gdp + i1.x", "y ~ l.gdp + i1.x | "},
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
		{"y ~ x | log(a)", "formula, column 9", "log() is not possible here", "write a alone"},
		{"y ~ x | log(a + b)", "formula, column 9", "log() is not possible here", "columns"},
		{"y ~ x | a[z]", "formula, column 10", "not expected", "i(exporter, year)"},
		{"y ~ log(x", "formula, column 8", "opened and not closed", "close it with )"},
		{"y ~ log(x | a + b", "formula, column 8", "opened and not closed", "close it with )"},
		{"y ~ (x + z | a + b", "formula, column 5", "opened and not closed", "close it with )"},
		{"y ~ x:(x + log(z) | a", "formula, column 7", "opened and not closed", "close it with )"},
		{"y ~ i(year, ref=2013 | a", "formula, column 6", "opened and not closed", "close it with )"},
		{"log(y ~ x", "formula, column 4", "opened and not closed", "close it with )"},
		{"y ~ I(a == 1 | b == 2)", "formula, column 14", "expected `)`", "write ||"},
		{"y ~ x + 2*z", "formula, column 9", "must be marked", "I(2*x)"},
		{"y ~ 2", "formula, column 5", "a number is no term", ""},
		{"y ~ x $ z", "formula, column 7", "'$' has no meaning", ""},
		{"y ~ i(year, ref=EU)", "formula, column 17", "expected a number or a text", `"EU"`},
		{"y ~ 'x", "formula, column 5", "not closed", ""},

		// From users of fixest, lfe and R.
		{"y ~ x | a | b ~ z", "formula, column 11", "two parts", "instrumental"},
		{"y ~ x | a | 0 | b + c^d", "formula, column 11", "two parts", "--cluster b,c^d"},
		{"y ~ x | 0 | pair", "formula, column 11", "two parts", "--cluster pair"},
		{"y ~ x | factor(a)", "formula, column 9", "factor() is not", "write a alone"},
		{"y ~ x | a*b", "formula, column 10", "`*` is not expected", "exporter^year"},
		{"y ~ x | a & b", "formula, column 11", "`&` is not expected", "exporter^year"},
		{"y ~ x | csw0(a, b)", "formula, column 9", "csw0()", "columns"},
		{"y ~ sw(x, z) | a", "formula, column 5", "sw()", "--formula again"},
		{"c(y, z) ~ x", "formula, column 1", "c()", "one outcome"},
		{"y ~ C(a)", "formula, column 5", "C()", "i(year)"},
		{"y ~ log(factor(a))", "formula, column 9", "factor()", "i(year):x"},
		{"y ~ lag(x, 4)", "formula, column 5", "lag()", "column of the data"},
		{"y ~ l(x, 0:3)", "formula, column 5", "l()", "column of the data"},
		{"y ~ ifelse(x > 2, 1, 0)", "formula, column 5", "ifelse()", "I(year >= 2014)"},
		{"y ~ poly(x, 2)", "formula, column 5", "poly()", "x + x^2"},
		{"y ~ . | a", "formula, column 5", "'.'", "name them"},
		{"y ~ (a + b)^2", "formula, column 12", "`^`", "a*b"},
		{"y ~ x %in% z", "formula, column 7", "condition", "I(year in (1986, 1990))"},
		{"y ~ year >= 2000", "formula, column 10", "condition", "I(year >= 2014)"},
		{"y ~ I(a & b)", "formula, column 9", "expected `)`", "write &&"},
		{"y ~ i(year, x, keep=1990)", "formula, column 16", "keep=", "--where"},
		{"y ~ i(year, 2013)", "formula, column 13", "a value stands", "i(year, ref=2013)"},
		{"y ~ i(year, x, z)", "formula, column 16", "i() takes", "ref=2013"},

		// From users of Stata and Python.
		{"y x z", "formula, column 3", "expected `~`", "write: trade ~"},
		{"y ~ i.year", "formula, column 5", "i. is not", "write i(year)"},
		{"y ~ ib2010.year", "formula, column 5", "ib2010. is not", "i(year, ref=2010)"},
		{"y ~ c.dist", "formula, column 5", "c. is not", "write dist"},
		{"y ~ c.dist#i.year", "formula, column 5", "c. is not", "i(year, x)"},
		{"y ~ L4.rta", "formula, column 5", "L4. is not", "column of the data"},
		{"y ~ i(i.year)", "formula, column 7", "i. is not", "write i(year)"},
		{"y ~ a#b", "formula, column 6", "`#`", "a:b"},
		{"y ~ a##b", "formula, column 6", "`#`", "a*b"},
		{"y ~ x | i.a + i.b", "formula, column 9", "i. is not", "write a alone"},
		{"y ~ x | a#c.year", "formula, column 11", "c. is not", "i(a, year)"},
		{"y ~ x | a#b c#d", "formula, column 13", "`c`", "joined by +"},
		{"y ~ x z", "formula, column 7", "`z`", "joined by +"},
		{"y ~ x if a == b", "formula, column 7", "`if`", "--where"},
		{"y ~ x, absorb(a#b)", "formula, column 6", "`,`", "--cluster"},
		{"y ~ x | a, cluster = b", "formula, column 20", "`=`", "--cluster"},
		{"y ~ x**2", "formula, column 7", "`*`", "written ^"},
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
		{"a in 1986:2006", "--where, column 6", "expected `(`", "year >= 1986"},
		{"a %in% c(1, 2)", "--where, column 8", "c()", "stands after in"},
		{"a %% 4 == 2", "--where, column 4", "`%`", "written %"},
		{"inlist(a, 1, 2)", "--where, column 1", "inlist()", "year in (1986, 1990)"},
		{"!missing(a)", "--where, column 2", "missing()", "drop out"},
		{"mod(a, 4) == 2", "--where, column 1", "mod()", "year % 4"},
		{"if a == 1", "--where, column 4", "`a`", "leave `if` out"},
		{"not a", "--where, column 5", "`a`", "written !"},
		{"a <> b", "--where, column 4", "`>`", "!="},
		{"a ~= b", "--where, column 3", "`~`", "!="},
		{"a between 1 and 2", "--where, column 3", "`between`", ">="},
		{"a > 1,000", "--where, column 6", "`,`", "thousands"},
		{"a == “CHN”", "--where, column 6", "'“'", "straight"},
		{"a ≥ 3", "--where, column 3", "'≥'", "write >="},
		{"(a == 1 and b == 2)", "--where, column 9", "expected `)`", "&&"},
		{strings.Repeat("(", 300) + "1", "--where, column 202", "too deeply", ""},
	} {
		_, err := ParseExpression(c.source, "--where")
		check(t, c.source, err, c.where, c.what, c.try)
	}
}

func TestClusters(t *testing.T) {
	for source, want := range map[string]string{"pair, exporter^year": "[pair exporter^year]", "a#b + a:b": "[a^b]"} {
		if got, err := ParseInteractions(source, "--cluster"); err != nil || fmt.Sprint(got) != want {
			t.Errorf("%s: %v, %v", source, got, err)
		}
	}
	for _, c := range []struct{ source, where, what, try string }{
		{"~pair", "--cluster, column 1", "expected a column, found `~`", "columns"},
		{"pair year", "--cluster, column 6", "`year` is not expected", "by + into lists"},
		{"i.pair", "--cluster, column 1", "i. is not", "write pair alone"},
	} {
		_, err := ParseInteractions(c.source, "--cluster")
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
	for _, s := range []string{"trade ~ rta + log(dist) | exporter^year + importer^year + pair", "y ~ (a+b)*c:d - a | e#f", "y~i(a,b,ref=c(1,'x'))+offset(z)", "log(y) ~ -1 + I(a>2) + `q r`", "y~i(a,i.b,ref2=1)+`c.x`|a:b"} {
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
