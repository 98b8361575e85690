package ppml

import (
	"slices"
	"testing"
)

// Rows known to ten digits. The oracle is geometry in the plane: (1, 0) is in the
// cone where the second and third row face each other exactly, for then the
// second coordinate is zero; the errors of 1e-10 that a basis has must not close
// it, and a corner of 1e-5 that is there must.
func TestNarrowCone(t *testing.T) {
	for _, c := range []struct {
		tilt float64
		want []int
	}{{0, []int{0}}, {-1e-10, []int{0}}, {1e-10, []int{0}}, {-1e-5, nil}, {-0.01, nil}, {-1, nil}} {
		columns := [][]float64{{1, 0, c.tilt}, {0, 1, -1}}
		got, ok := positiveSupport(columns)
		slices.Sort(got)
		if !ok || !slices.Equal(got, c.want) {
			t.Errorf("tilt %g: %v, %v, want %v", c.tilt, got, ok, c.want)
		}
	}
	// A corner that opens: (1, 0) and the third row have room together.
	if got, ok := positiveSupport([][]float64{{1, 0, 1}, {0, 1, -1}}); !ok || len(got) != 3 {
		t.Errorf("%v, %v", got, ok)
	}
}
