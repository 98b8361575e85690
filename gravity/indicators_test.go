package gravity

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// TestFirstValueIsTheReference: the oracle is feols() of fixest 0.12.2 with the
// same formulas on these nine rows; the means of y are 2, 5 and 9 where f is 1, 2
// and 10.
func TestFirstValueIsTheReference(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nine.csv")
	rows := "y,f,g,x\n1,10,a,1\n2,1,a,2\n6,2,b,4\n3,1,b,1\n1,1,c,5\n4,2,a,2\n5,2,c,2\n17,10,c,4\n9,10,b,3\n"
	if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		formula string
		want    string
	}{
		{"y ~ i(f)", "(Intercept) 2; f::2 3; f::10 7"},
		{"y ~ 0 + i(f)", "f::1 2; f::2 5; f::10 9"},
		{"y ~ i(f, ref=10)", "(Intercept) 9; f::1 -7; f::2 -4"},
		{"y ~ i(f) | g", "f::2 3; f::10 7"},
		{"y ~ i(f, x, 2) | g", "f::1:x -0.9607; f::10:x 2.1343"},
		{"y ~ factor(f):x", "(Intercept) 0.7257; f::1:x 0.2065; f::2:x 1.5081; f::10:x 3.469"},
		{"y ~ i(f, i.g)", "(Intercept) 2; f::1:g::b 1; f::1:g::c -1; f::2:g::a 2; f::2:g::b 4; f::2:g::c 3; f::10:g::a -1; f::10:g::b 7; f::10:g::c 15"},
		{"y ~ i(f, i.g, ref=1)", "(Intercept) 2; f::2:g::a 2; f::2:g::b 4; f::2:g::c 3; f::10:g::a -1; f::10:g::b 7; f::10:g::c 15"},
		{"y ~ i(f, i.g, ref=1, ref2='a') | g", "f::2:g::b 3; f::2:g::c 4; f::10:g::b 6; f::10:g::c 16"},
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
