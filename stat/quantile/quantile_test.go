package quantile

import (
	"fmt"
	"math"
	"testing"
)

// The oracle is R 4's quantile(c(1, 2, 4, 8), p, type = 7), by hand: at position
// 1 + 3p, linear between neighbours.
func TestOf(t *testing.T) {
	for _, c := range []struct{ p, want float64 }{{0, 1}, {0.05, 1.15}, {0.25, 1.75}, {0.5, 3}, {0.9, 6.8}, {1, 8}} {
		if got := Of([]float64{1, 2, 4, 8}, c.p); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("quantile %g: %g, want %g", c.p, got, c.want)
		}
	}
	if got := Of([]float64{7}, 0.3); got != 7 {
		t.Errorf("of one value: %g", got)
	}
}

func ExampleOf() {
	fmt.Println(Of([]float64{1, 2, 3, 10}, 0.5))
	// Output: 2.5
}
