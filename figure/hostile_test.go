package figure

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"math/rand"
	"strings"
	"testing"
)

// TestStrangeNumbers draws every type of chart from values nobody should hold:
// nothing may panic, hang, or write NaN into a file.
func TestStrangeNumbers(t *testing.T) {
	strange := []float64{0, math.Copysign(0, -1), 1, -1, 1e-300, 1e300, -1e300, math.MaxFloat64, math.SmallestNonzeroFloat64, math.NaN(), math.Inf(1), math.Inf(-1), 2000, 2001, 1e12, 1e-3}
	for seed := range 120 {
		random := rand.New(rand.NewSource(int64(seed)))
		pick := func() float64 { return strange[random.Intn(len(strange))] }
		year := func() float64 {
			if random.Intn(4) > 0 {
				return float64(1990 + random.Intn(20))
			}
			return pick()
		}
		var series []Series
		for range random.Intn(5) {
			s := Series{Name: strings.Repeat("Name ", random.Intn(30)), Economy: Economy(random.Intn(12) - 2), Report: Report(random.Intn(7) - 2)}
			for range random.Intn(8) {
				s.Points = append(s.Points, Point{X: year(), Y: pick(), Missing: random.Intn(5) == 0})
				s.Interval = append(s.Interval, Range{X: year(), Low: pick(), High: pick()})
			}
			series = append(series, s)
		}
		f := Frame{Name: "strange", Title: "Strange", Unit: "USD", Divisor: []float64{0, 1, -1, 1e9, math.NaN()}[random.Intn(5)], Height: []float64{0, 0, 100, -5, math.NaN()}[random.Intn(5)]}
		reference := pick()
		shade := []Band{{year(), year(), "shade"}, {2000, 2001, ""}}
		values := []float64{pick(), pick(), pick(), pick(), pick(), pick()}
		row := func() DumbbellRow {
			return DumbbellRow{Label: strings.Repeat("row ", random.Intn(20)), Then: Point{Y: pick()}, Now: Point{Y: pick()}}
		}
		charts := []Chart{
			Lines{Frame: f, Series: series, Shade: shade, Step: []float64{0, 1, 1.0 / 12, -1, math.NaN()}[random.Intn(5)], Reference: &reference, Ranks: random.Intn(4) == 0},
			Bars{Frame: f, Series: series, Shade: shade, Above: "above", Below: "below"},
			Steps{Frame: f, Series: series, XName: "years", To: pick(), Censored: [][]float64{{pick()}}},
			Dumbbell{Frame: f, Rows: []DumbbellRow{row(), row(), row()}, Then: "a", Now: "b"},
			Distribution{Frame: f, Values: values, Log: random.Intn(2) == 0, Marks: []Mark{{Name: "m", Value: pick()}, {Name: "n", Value: pick(), Percentile: pick(), Given: true}}},
			WorldMap{Frame: f, Values: map[string]float64{"CHN": pick(), "RUS": pick(), "DEU": pick(), "?": pick()}, Breaks: []float64{pick(), pick()}},
		}
		o := Options{Width: []float64{0, 360, 1100, -3, 1e9, math.NaN()}[random.Intn(6)], Embed: random.Intn(2) == 0}
		for i, c := range charts {
			var b bytes.Buffer
			if err := SVG(&b, c, o); err != nil {
				t.Fatalf("seed %d, chart %d: %v", seed, i, err)
			}
			if text := b.String(); strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
				t.Fatalf("seed %d, chart %d: NaN or Inf in the SVG: %.200s", seed, i, text[max(0, max(strings.Index(text, "NaN"), strings.Index(text, "Inf"))-150):])
			}
			data, err := HoverData(c, o)
			if err != nil || !json.Valid(data) {
				t.Fatalf("seed %d, chart %d: read-out: %v", seed, i, err)
			}
			b.Reset()
			if err := JSON(&b, c); err != nil || !json.Valid(b.Bytes()) {
				t.Fatalf("seed %d, chart %d: json: %v", seed, i, err)
			}
			c.Table()
			if seed < 6 {
				if err := PDF(io.Discard, c, o); err != nil {
					t.Fatalf("seed %d, chart %d: pdf: %v", seed, i, err)
				}
				if err := PNG(io.Discard, c, Options{Width: 360}); err != nil {
					t.Fatalf("seed %d, chart %d: png: %v", seed, i, err)
				}
			}
		}
	}
}
