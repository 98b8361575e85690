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
	if r := x.Records(); len(r) != 6 || r[2][0] != "2011" || r[2][1] != "" || r[2][2] == "" || r[2][16] == "" || len(r[0]) != len(r[2]) {
		t.Errorf("%v", r)
	}
	if _, err := json.Marshal(EventYear{Change: math.NaN()}); err != nil {
		t.Error(err)
	}
}

// Records hold the numbers that JSON has, limits where there are draws.
func TestRecords(t *testing.T) {
	for draws, width := range map[string]int{"": 14, "intervals: {draws: 100}\n": 32} {
		s, err := SimulateFile(context.Background(), scenarioFile(t, estimated+draws+"changes: [{between: [AAA, BBB], set: {fta: 0}}]\n"))
		if err != nil {
			t.Fatal(err)
		}
		r := s.Records()
		if len(r) != 6 || len(r[0]) != width || len(r[1]) != width || r[0][width-1-width/32*2] != "welfare" || r[1][0] != "AAA" || r[1][width-1-width/32*2] != number(s.Countries[0].Welfare.Value) {
			t.Errorf("%v", r)
		}
	}
	if number(math.NaN()) != "" || number(-0.1) != "-0.1" {
		t.Error("numbers")
	}
}

func ExampleInterval() {
	fmt.Println(Interval{-3.14159, math.NaN(), math.NaN()})
	fmt.Println(Interval{0.5, 0.25, 0.75})
	// Output:
	// −3.14
	// +0.50 [+0.25, +0.75]
}
