package regress

import (
	"context"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

// TestFirstValueIsTheReference: the oracle is feols() of fixest 0.12.2 with the
// same formulas on the nine rows; the means of y are 5/3, 5 and 9 where f is 1, 2
// and 10. Each row stands twice, so that degrees of freedom are left.
func TestFirstValueIsTheReference(t *testing.T) {
	path := nineRows(t)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, rows, _ := strings.Cut(string(text), "\n")
	if err := os.WriteFile(path, append(text, rows...), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		formula string
		want    string
	}{
		{"y ~ i(f)", "(Intercept) 1.6667; f::2 3.3333; f::10 7.3333"},
		{"y ~ 0 + i(f)", "f::1 1.6667; f::2 5; f::10 9"},
		{"y ~ i(f, ref=10)", "(Intercept) 9; f::1 -7.3333; f::2 -4"},
		{"y ~ i(f) | g", "f::2 3.3333; f::10 7.3333"},
		{"y ~ i(f, x, 2) | g", "f::1:x -1.1291; f::10:x 2.1303"},
		{"y ~ factor(f):x", "(Intercept) 0.9174; f::1:x -0.0113; f::2:x 1.4442; f::10:x 3.41"},
		{"y ~ i(f, i.g)", "(Intercept) 2; f::1:g::b 1; f::1:g::c -2; f::2:g::a 2; f::2:g::b 4; f::2:g::c 3; f::10:g::a -1; f::10:g::b 7; f::10:g::c 15"},
		{"y ~ i(f, i.g, ref=1)", "(Intercept) 1.6667; f::2:g::a 2.3333; f::2:g::b 4.3333; f::2:g::c 3.3333; f::10:g::a -0.6667; f::10:g::b 7.3333; f::10:g::c 15.3333"},
		{"y ~ i(f, i.g, ref=1, ref2='a') | g", "f::2:g::b 3; f::2:g::c 5; f::10:g::b 6; f::10:g::c 17"},
	} {
		e, err := FitFile(context.Background(), FitOptions{Data: path, Formula: c.formula, Family: "ols"})
		if err != nil {
			t.Errorf("%s: %v", c.formula, err)
			continue
		}
		got := ""
		for k, x := range e.Coef {
			if k > 0 {
				got += "; "
			}
			got += fmt.Sprint(x.Name, " ", math.Round(x.Estimate*1e4)/1e4)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.formula, got, c.want)
		}
	}
}
