package figure

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestNaturalEarth(t *testing.T) {
	g, err := NaturalEarth()
	if err != nil {
		t.Fatal(err)
	}
	if len(g.shapes) < 230 || len(worldText) > 150_000 {
		t.Errorf("%d shapes in %d bytes", len(g.shapes), len(worldText))
	}
	// Capitals and their countries: Beijing, Moscow, Berlin, Warsaw, Brasília.
	for code, at := range map[string]xy{"CHN": {116.4, 39.9}, "RUS": {37.6, 55.8}, "DEU": {13.4, 52.5}, "POL": {21.0, 52.2}, "BRA": {-47.9, -15.8}} {
		for _, s := range g.shapes {
			if in := contains(s.rings, at); in != (s.code == code) {
				t.Errorf("%v within %s: %v", at, s.code, in)
			}
		}
	}
	if !strings.Contains((WorldMap{}).Head().SourceLine(), "borders as in Natural Earth") {
		t.Error("the source line does not say whose borders these are")
	}
}

// contains is the even-odd rule.
func contains(rings [][]xy, at xy) bool {
	in := false
	for _, ring := range rings {
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			if (a.y > at.y) != (b.y > at.y) && at.x < a.x+(at.y-a.y)/(b.y-a.y)*(b.x-a.x) {
				in = !in
			}
		}
	}
	return in
}

// TestEqualEarth: on an equal-area map the Jacobian is cos(latitude) everywhere.
func TestEqualEarth(t *testing.T) {
	const h = 1e-4
	for lat := -80.0; lat <= 80; lat += 10 {
		for _, lon := range []float64{-170, -30, 0, 90} {
			e, w := equalEarth(xy{lon + h, lat}), equalEarth(xy{lon - h, lat})
			n, s := equalEarth(xy{lon, lat + h}), equalEarth(xy{lon, lat - h})
			side := 2 * h * math.Pi / 180
			jacobian := ((e.x-w.x)*(n.y-s.y) - (e.y-w.y)*(n.x-s.x)) / (side * side)
			if want := math.Cos(lat * math.Pi / 180); math.Abs(jacobian-want) > 1e-5 {
				t.Errorf("at %v, %v: area × %v, want %v", lon, lat, jacobian, want)
			}
		}
	}
}

func TestReadGeometryErrors(t *testing.T) {
	for name, text := range map[string]string{
		"nothing": "# only a comment\n", "no tabs": "CHN China 1 2 3 4 5 6", "twice": "A\ta\t@1 2\nA\ta\t@1 2", "odd count": "A\ta\t1 2 3 4 5",
		"letters": "A\ta\t1 2 3 4 x 6", "too few": "A\ta\t1 2 3 4", "off the earth": "A\ta\t@9000 0", "two places": "A\ta\t@1 2 3 4", "no code": "\ta\t@1 2",
	} {
		if _, err := ReadGeometry(strings.NewReader(text)); !errors.Is(err, ErrGeometry) {
			t.Errorf("%s: %v", name, err)
		}
	}
	g, err := ReadGeometry(strings.NewReader("# credit: mine\nA\ta\t0 0 25 0 0 25\n"))
	if err != nil || g.Credit != "mine" || !reflect.DeepEqual(g.shapes[0].rings, [][]xy{{{0, 0}, {1, 0}, {1, 1}}}) {
		t.Errorf("%+v, %v", g, err)
	}
}

func FuzzReadGeometry(f *testing.F) {
	f.Add("A\ta\t0 0 25 0 0 25;1 1 1 1 1 1\nB\tb\t@1 2")
	f.Add("# credit: x\n")
	f.Fuzz(func(t *testing.T, text string) {
		g, err := ReadGeometry(strings.NewReader(text))
		if err != nil {
			if !errors.Is(err, ErrGeometry) {
				t.Fatalf("untyped error: %v", err)
			}
			return
		}
		svgOf(t, WorldMap{Geometry: g, Values: map[string]float64{g.shapes[0].code: 1}}, Options{})
	})
}

func TestClassBreaks(t *testing.T) {
	var values []float64
	for i := range 600 {
		values = append(values, float64(i))
	}
	// By hand: the sixths of 0 … 599, rounded to one digit.
	if got, want := classBreaks(values, 6), []float64{100, 200, 300, 400, 500}; !reflect.DeepEqual(got, want) {
		t.Errorf("breaks %v, want %v", got, want)
	}
	for _, c := range []struct {
		v    float64
		want int
	}{{99.9, 0}, {100, 1}, {500, 5}, {1e9, 5}, {-5, 0}} {
		if got := classOf([]float64{100, 200, 300, 400, 500}, c.v); got != c.want {
			t.Errorf("class of %v = %d, want %d", c.v, got, c.want)
		}
	}
	if got := classBreaks([]float64{4, 4, 4}, 6); len(got) > 1 {
		t.Errorf("equal values have breaks %v", got)
	}
}
