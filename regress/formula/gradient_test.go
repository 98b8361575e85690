package formula

import (
	"math"
	"testing"
)

// The oracle is the central difference quotient.
func TestGradient(t *testing.T) {
	at := map[string]float64{"a": 0.7, "b": -1.3, "log(dist)": -0.9, "year::2006:x": 2.5}
	quantity := func(name string) (float64, bool) { v, ok := at[name]; return v, ok }
	for _, source := range []string{
		"a + b", "a - 2*b", "100*(b/a - 1)", "100*(exp(a) - 1)", "-b^2", "a^b", "b^3", "2^a", "log(a)*b", "sqrt(a) + asinh(b)",
		"abs(b) + log1p(a) + log10(a)", "log(dist)/a", "I(a + 1)*`year::2006:x`", "3",
	} {
		e, err := ParseExpression(source, "--combine")
		if err != nil {
			t.Fatal(err)
		}
		_, slopes, err := Gradient(e, quantity)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		for name, x := range at {
			const h = 1e-6
			at[name] = x + h
			above, _, _ := Gradient(e, quantity)
			at[name] = x - h
			below, _, _ := Gradient(e, quantity)
			at[name] = x
			if want := (above - below) / (2 * h); math.Abs(slopes[name]-want) > 1e-6*math.Max(1, math.Abs(want)) {
				t.Errorf("%s, after %s: %v, want %v", source, name, slopes[name], want)
			}
		}
	}
	for _, c := range []struct{ source, where, what, try string }{
		{"a + c", "expression, column 5", "there is no coefficient c", ""},
		{"log(c)", "expression, column 5", "there is no coefficient c", ""},
		{"c + a", "expression, column 1", "there is no coefficient c", ""},
		{"a > b", "expression, column 3", "no derivative", "+ - * / ^"},
		{"a % b", "expression, column 3", "no derivative", "+ - * / ^"},
		{"!a", "expression, column 1", "no derivative", "+ - * / ^"},
		{"'x'", "expression, column 1", "no derivative", "+ - * / ^"},
	} {
		e, err := ParseExpression(c.source, "--combine")
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = Gradient(e, quantity)
		check(t, c.source, err, c.where, c.what, c.try)
	}
	if _, err := ParseExpression("year::2006:x - a", "--combine"); err == nil {
		t.Error("a name with colons is taken without backquotes")
	} else {
		check(t, "colons", err, "--combine, column 5", "`:`", "backquotes")
	}
}
