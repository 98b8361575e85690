package gravity

import (
	"context"
	"encoding/json"
	"fmt"
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
	if _, err := json.Marshal(EventYear{Change: math.NaN()}); err != nil {
		t.Error(err)
	}
}

func ExampleInterval() {
	fmt.Println(Interval{-3.14159, math.NaN(), math.NaN()})
	fmt.Println(Interval{0.5, 0.25, 0.75})
	// Output:
	// −3.14
	// +0.50 [+0.25, +0.75]
}
