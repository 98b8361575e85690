package scenario

import (
	"context"
	"dyad/internal/numeral"
	"fmt"
	"math"
	"testing"
)

// Records hold the numbers that JSON has, limits where there are draws.
func TestRecords(t *testing.T) {
	for draws, width := range map[string]int{"": 14, "intervals: {draws: 100}\n": 32} {
		s, err := SimulateFile(context.Background(), scenarioFile(t, estimated+draws+"changes: [{between: [AAA, BBB], set: {fta: 0}}]\n"))
		if err != nil {
			t.Fatal(err)
		}
		r := s.Records()
		if len(r) != 6 || len(r[0]) != width || len(r[1]) != width || r[0][width-1-width/32*2] != "welfare" || r[1][0] != "AAA" || r[1][width-1-width/32*2] != numeral.Exact(s.Countries[0].Welfare.Value) {
			t.Errorf("%v", r)
		}
	}
}

func ExampleInterval() {
	fmt.Println(Interval{-3.14159, math.NaN(), math.NaN()})
	fmt.Println(Interval{0.5, 0.25, 0.75})
	// Output:
	// −3.14
	// +0.50 [+0.25, +0.75]
}
