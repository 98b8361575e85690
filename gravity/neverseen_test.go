package gravity

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What the rest of the world cannot tell is missing: a tie that the dyad alone
// has, and a kind of pair that the dyad alone is, have no coefficient once the
// dyad is left out, and zero would be made up. With the dyad in the sample they
// have one; another dyad, like all others, is expected as ever.
func TestWhatTheEstimateNeverSaw(t *testing.T) {
	var b strings.Builder
	b.WriteString("iso3_o,iso3_d,tie,kind\n")
	for i, a := range codes {
		for j, c := range codes {
			tie, kind := 0, (i+j)%2
			if (a == "CHN" && c == "RUS") || (a == "RUS" && c == "CHN") {
				tie, kind = 1, 7
			}
			fmt.Fprintf(&b, "%s,%s,%d,%d\n", a, c, tie, kind+i*j%2)
		}
	}
	path := filepath.Join(t.TempDir(), "ties.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, terms := range []string{"tie", "i(kind)", "i(kind, ref = 0)"} {
		c, err := ReadCovariates(path, terms)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range []struct {
			a, b     string
			inSample bool
			known    bool
		}{{"CHN", "RUS", false, false}, {"CHN", "RUS", true, true}, {"CHN", "DEU", false, true}} {
			e, err := Expect(context.Background(), invented(), x.a, x.b, ExpectOptions{Covariates: c, InSample: x.inSample})
			if err != nil {
				t.Fatal(err)
			}
			y := e.Years[0]
			if math.IsNaN(y.Expected) == x.known || x.known == strings.Contains(y.Why, "of all others in the estimate 0") {
				t.Errorf("%s, %s-%s, in sample %v: %g, %q", terms, x.a, x.b, x.inSample, y.Expected, y.Why)
			}
		}
	}
}
