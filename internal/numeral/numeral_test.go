package numeral

import (
	"math"
	"testing"
)

// The oracle is writing by hand.
func TestThousands(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", -999: "-999", 1000: "1,000", -123456: "-123,456", 1234567: "1,234,567", math.MinInt64: "-9,223,372,036,854,775,808"} {
		if got := Thousands(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	for text, want := range map[string]string{"1234.5678": "1,234.5678", "-1234": "-1,234", "12": "12", "123456.0": "123,456.0"} {
		if got := Grouped(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// What is not zero never reads as zero, and what is no number never as one.
func TestDecimal(t *testing.T) {
	for _, c := range []struct {
		x      float64
		digits int
		want   string
	}{{1.005, 1, "1.0"}, {-2.25, 1, "−2.2"}, {0, 3, "0.000"}, {0.00012, 3, "0.00012"}, {-1e-9, 2, "−1e−09"}, {math.NaN(), 2, "–"}, {math.Inf(-1), 2, "–"}} {
		if got := Decimal(c.x, c.digits); got != c.want {
			t.Errorf("%g with %d: %s, want %s", c.x, c.digits, got, c.want)
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if Exact(x) != "" || JSON(x) != nil {
			t.Errorf("%g: %q", x, Exact(x))
		}
	}
	if Exact(0.1) != "0.1" || *JSON(0.1) != 0.1 {
		t.Error("0.1")
	}
}
