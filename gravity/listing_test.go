package gravity

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// TestMissingIsNull: what is not known is null in JSON and a dash in a listing.
func TestMissingIsNull(t *testing.T) {
	var flows []Flow
	for _, f := range invented() {
		if !(f.Exporter == "CHN" && f.Importer == "RUS" && f.Year == 2011) {
			flows = append(flows, f)
		}
	}
	x, err := Expect(context.Background(), flows, "CHN", "RUS", ExpectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(x.Years[1])
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), `"year":2011,"actual":null,"expected":`) || !strings.Contains(string(text), `"percentile":null`) {
		t.Errorf("%s", text)
	}
	l := x.Listing()
	if len(l.Rows) != 5 || l.Rows[1][1] != "–" || len(l.Rows[1]) != len(l.Header) || len(l.Notes) < 4 {
		t.Errorf("%v", l)
	}
	if r := x.Records(); len(r) != 6 || r[2][0] != "2011" || r[2][1] != "" || r[2][2] == "" || r[2][16] == "" || len(r[0]) != len(r[2]) {
		t.Errorf("%v", r)
	}
	if _, err := json.Marshal(EventYear{Change: math.NaN()}); err != nil {
		t.Error(err)
	}
}
