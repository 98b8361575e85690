package frame

import (
	"testing"

	"github.com/parquet-go/parquet-go"
)

// A decimal of more digits than a double has is told by all of them. The oracle
// is writing the point by hand.
func TestLongDecimals(t *testing.T) {
	c := cells{longs: []int64{900719925474099301, -900719925474099310, 900719925474099300, 5}}
	c.kind, c.scale = parquet.Int64, 100
	for i, want := range []string{"9007199254740993.01", "-9007199254740993.1", "9007199254740993", "0.05"} {
		if got := string(c.text(i)); got != want {
			t.Errorf("%d: %s, want %s", c.longs[i], got, want)
		}
	}
}
