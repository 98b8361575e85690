package measure

import "testing"

// Oracle: the rule of Format's comment, by hand.
func TestFormat(t *testing.T) {
	for _, c := range []struct {
		value float64
		unit  string
		want  string
	}{
		{95243800000, "USD", "95.2 bn"}, {999.96e6, "USD", "1.0 bn"}, {999.94e6, "USD", "999.9 m"},
		{-3584700000, "USD", "−3.6 bn"}, {0, "USD", "0"}, {-0.2, "USD", "0"}, {1.5e12, "USD", "1.50 tn"},
		{-31.74, "%", "−31.7 %"}, {0, "%", "0.0 %"}, {0.04, "%", "0.04 %"}, {0.05, "%", "0.1 %"},
		{0.0012, "%", "0.0012 %"}, {8e-8, "%", "<0.0001 %"}, {-0.012, "%", "−0.012 %"},
		{8.923, "×", "8.92 ×"}, {407.4, "×", "407 ×"},
		{1, "rank", "1st"}, {2, "rank", "2nd"}, {3, "rank", "3rd"}, {11, "rank", "11th"}, {112, "rank", "112th"}, {121, "rank", "121st"},
		{0.3625, "0–1", "0.362"},
	} {
		if got := Format(c.value, c.unit); got != c.want {
			t.Errorf("Format(%v, %q) = %q, want %q", c.value, c.unit, got, c.want)
		}
	}
}

// Oracle: mid-rank percentiles by hand; the dyad itself is not its own rival.
func TestPlace(t *testing.T) {
	for _, c := range []struct {
		sorted []float64
		v      float64
		want   World
	}{
		{[]float64{1, 2, 3, 4, 5}, 5, World{100, 5, 1}},
		{[]float64{1, 2, 3, 4, 5}, 1, World{0, 5, 5}},
		{[]float64{1, 2, 2, 3}, 2, World{100 * 1.5 / 3, 4, 2}},
	} {
		if got := place(c.sorted, c.v); got == nil || *got != c.want {
			t.Errorf("place(%v, %v) = %+v, want %+v", c.sorted, c.v, got, c.want)
		}
	}
	if place([]float64{1}, 1) != nil {
		t.Error("one value has no place among others")
	}
}
