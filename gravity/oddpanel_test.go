package gravity

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
)

var noNumber = regexp.MustCompile(`(?i)\b(nan|[+-−]?inf(inity)?)\b|e\+[0-9]{3}`)

// A dyad's own trade may be anything: gaps, zeros, a mere cent, more than the
// world. Whatever is asked of it, in no format does a number that is none come
// out; and what is not known is empty, with its reason.
func TestOddDyads(t *testing.T) {
	nan := math.NaN()
	for name, own := range map[string][2]float64{ // of CHN to RUS and of RUS to CHN from 2012 on
		"gaps": {nan, nan}, "one gap": {nan, 5}, "zeros": {0, 0}, "one zero": {0, 5}, "gap and zero": {nan, 0},
		"a cent": {1e-11, 1e-11}, "tiny": {1e-300, 1e-300}, "huge": {1e15, 1e15}, "huge and zero": {1e15, 0},
	} {
		for _, others := range []string{"", "zero exporter", "zero importer", "lonely"} {
			var flows []Flow
			for _, f := range invented() {
				switch {
				case f.Year >= 2012 && f.Exporter == "CHN" && f.Importer == "RUS":
					f.Value = own[0]
				case f.Year >= 2012 && f.Exporter == "RUS" && f.Importer == "CHN":
					f.Value = own[1]
				case others == "zero exporter" && f.Exporter == "CHN", others == "zero importer" && f.Importer == "RUS":
					f.Value = 0
				case others == "lonely" && (f.Exporter == "CHN" || f.Importer == "CHN"):
					continue
				}
				flows = append(flows, f)
			}
			where := fmt.Sprintf("%s, %s", name, others)
			for _, inSample := range []bool{false, true} {
				x, err := Expect(context.Background(), flows, "CHN", "RUS", ExpectOptions{InSample: inSample})
				if err == nil {
					checkFinite(t, where+", expected", x, x.Listing(), x.Records())
					for _, y := range x.Years {
						if (math.IsNaN(y.Ratio) || math.IsInf(y.Ratio, 0)) && y.Why == "" {
							t.Errorf("%s, %d: no ratio and no reason: %+v", where, y.Year, y)
						}
					}
				} else if noNumber.MatchString(err.Error()) {
					t.Errorf("%s: %v", where, err)
				}
			}
			e, err := EventStudy(context.Background(), flows, "CHN", "RUS", 2012, EventOptions{})
			if err == nil {
				checkFinite(t, where+", event", e, e.Listing(), e.Records())
			} else if noNumber.MatchString(err.Error()) {
				t.Errorf("%s: %v", where, err)
			}
		}
	}
}

// checkFinite looks for numbers that are none in all a result is printed as.
func checkFinite(t *testing.T, where string, result any, l Listing, records [][]string) {
	t.Helper()
	text, err := json.Marshal(result)
	if err != nil {
		t.Errorf("%s: %v", where, err)
	}
	all := []string{string(text), strings.Join(l.Notes, "\n"), strings.Join(l.Head, "\n")}
	for _, r := range append(append([][]string{}, l.Rows...), records...) {
		all = append(all, strings.Join(r, "|"))
	}
	for _, s := range all {
		if at := noNumber.FindStringIndex(s); at != nil {
			t.Errorf("%s: …%s…", where, s[max(0, at[0]-60):min(len(s), at[1]+20)])
		}
	}
}

// Infinite trade is an error that names the flow, not an estimate.
func TestInfiniteTrade(t *testing.T) {
	flows := invented()
	flows[7].Value = math.Inf(1)
	if _, err := Expect(context.Background(), flows, "CHN", "RUS", ExpectOptions{}); err == nil || !strings.Contains(err.Error(), "trade is infinite") {
		t.Error(err)
	}
	if _, err := EventStudy(context.Background(), flows, "CHN", "RUS", 2012, EventOptions{}); err == nil || !strings.Contains(err.Error(), "trade is infinite") {
		t.Error(err)
	}
}
