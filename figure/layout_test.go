package figure

import (
	"fmt"
	"math"
	"math/rand"
	"testing"

	"gonum.org/v1/plot/vg/recorder"
)

// TestTextKeepsClear draws every sample at three widths: no text may lie on
// another or leave the figure.
func TestTextKeepsClear(t *testing.T) {
	if err := loadFonts(); err != nil {
		t.Fatal(err)
	}
	for _, s := range samples() {
		for _, width := range []float64{320, 360, 480, 760, 1100} {
			for _, embed := range []bool{false, true} {
				o := Options{Width: width, Embed: embed}
				c := s.chart
				if r, ok := c.(preparer); ok {
					c = r.prepare()
				}
				l := newLayout(c, o, "")
				p := &pen{canvas: &recorder.Canvas{}, height: l.height, theme: &Light}
				drawChart(p, c, l, o)
				at := fmt.Sprintf("%s, width %v, embed %v", s.name, width, embed)
				for i, a := range p.texts {
					if a.x < -0.5 || a.right() > l.width+0.5 || a.y < -0.5 || a.bottom() > l.height+2 {
						t.Errorf("%s: text %d leaves the figure: %+v in %v × %v", at, i, a, l.width, l.height)
					}
					for k, b := range p.texts[:i] {
						if a.overlaps(b) {
							t.Errorf("%s: texts %d and %d overlap: %+v, %+v", at, k, i, b, a)
						}
					}
				}
			}
		}
	}
}

// TestSpread: the order stays, nothing overlaps, everything is within bounds.
func TestSpread(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 500 {
		n := 1 + random.Intn(8)
		want, size := make([]float64, n), make([]float64, n)
		for i := range want {
			want[i], size[i] = random.Float64()*300, 10+random.Float64()*20
		}
		got := spread(want, size, 0, 300, 5)
		for i := range got {
			if got[i]-size[i]/2 < -1e-6 || got[i]+size[i]/2 > 300+1e-6 {
				t.Fatalf("label %d at %v leaves 0–300", i, got[i])
			}
			for k := range got {
				if i != k && math.Abs(got[i]-got[k])+1e-6 < (size[i]+size[k])/2+5 {
					t.Fatalf("labels %d and %d overlap", i, k)
				}
				if want[i] < want[k] && got[i] > got[k] {
					t.Fatalf("labels %d and %d changed places", i, k)
				}
			}
		}
	}
	// By hand: two labels of 10 wanted at 50 share the shift; one far off stays.
	got := spread([]float64{50, 50, 200}, []float64{10, 10, 10}, 0, 300, 0)
	for i, want := range []float64{45, 55, 200} {
		if math.Abs(got[i]-want) > 1e-9 {
			t.Errorf("spread: got %v", got)
			break
		}
	}
}

func TestWrap(t *testing.T) {
	if err := loadFonts(); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "one", "a few short words in a row", "Donaudampfschifffahrtsgesellschaftskapitän and more", "中国对俄罗斯出口中国对俄罗斯出口"} {
		for _, width := range []float64{30, 80, 400} {
			lines := wrap(tickText, text, width, 3)
			if len(lines) > 3 {
				t.Errorf("%q at %v: %d lines", text, width, len(lines))
			}
			for _, line := range lines {
				if tickText.width(line) > width+0.01 && len([]rune(line)) > 1 {
					t.Errorf("%q at %v: line %q is %v wide", text, width, line, tickText.width(line))
				}
			}
		}
	}
}

// TestContrast: WCAG 2.2, 4.5 : 1 for text and 3 : 1 for the marks of data, by the
// formula of relative luminance given there; also on shaded years.
func TestContrast(t *testing.T) {
	luminance := func(th Theme, i ink) float64 {
		c := th.colours[i]
		channel := func(v uint8) float64 {
			s := float64(v) / 255
			if s <= 0.04045 {
				return s / 12.92
			}
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B)
	}
	ratio := func(th Theme, a, b ink) float64 {
		x, y := luminance(th, a), luminance(th, b)
		return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
	}
	for _, th := range []Theme{Light, Dark} {
		for _, i := range []ink{inkText, inkSoft, inkFaint, inkNeutral, inkA, inkB, inkC, inkD, inkE, inkF} {
			if r := ratio(th, i, inkPaper); r < 4.5 {
				t.Errorf("%s: %v on paper has %.2f : 1", th.Name, i, r)
			}
			if r := ratio(th, i, inkShade); r < 3 {
				t.Errorf("%s: %v on shade has %.2f : 1", th.Name, i, r)
			}
		}
		for i := inkMap1; i < inkMap6; i++ {
			if r := ratio(th, i, i+1); r < 1.25 {
				t.Errorf("%s: map classes %v and %v have %.2f : 1", th.Name, i, i+1, r)
			}
		}
	}
}
