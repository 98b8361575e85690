package figure

import (
	"bufio"
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"math"
	"sort"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/world.txt
var worldText []byte

// Geometry is the outlines of the economies of a map. Borders are an editorial
// matter: ReadGeometry takes a file of the user's own.
type Geometry struct {
	// Credit is printed in the source line: where the outlines come from.
	Credit string
	shapes []shape // in order of code
}

// shape is one economy: rings of longitude and latitude in degrees, or, where it
// is too small to draw, its place alone.
type shape struct {
	code, name string
	rings      [][]xy
	place      xy
	tiny       bool
}

// geometrySteps to a degree is the unit of a geometry file.
const geometrySteps = 25

// ErrGeometry is returned for a geometry file that cannot be read.
var ErrGeometry = errors.New("bad geometry file")

// NaturalEarth returns the embedded outlines: Natural Earth 1:110m.
var NaturalEarth = sync.OnceValues(func() (*Geometry, error) {
	g, err := ReadGeometry(bytes.NewReader(worldText))
	if err == nil {
		g.Credit = "outlines: Natural Earth 1:110m, borders as in Natural Earth, Equal Earth projection"
	}
	return g, err
})

// ReadGeometry reads outlines, one economy a line: code, tab, name, tab, then
// rings separated by ";" or "@" and one place. The numbers are in 1/25 degree,
// longitude and latitude in turn, each pair as its difference from the one
// before. Lines beginning with "#" are passed over, "# credit: …" sets Credit.
func ReadGeometry(r io.Reader) (*Geometry, error) {
	g := &Geometry{}
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 0, 64<<10), 16<<20)
	seen := map[string]bool{}
	for n := 1; in.Scan(); n++ {
		line := strings.TrimRight(in.Text(), "\r")
		if credit, ok := strings.CutPrefix(line, "# credit:"); ok {
			g.Credit = strings.TrimSpace(credit)
		}
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 || fields[0] == "" {
			return nil, fmt.Errorf("%w: line %d: want code, name and rings separated by tabs", ErrGeometry, n)
		}
		s := shape{code: fields[0], name: fields[1]}
		if seen[s.code] {
			return nil, fmt.Errorf("%w: line %d: %s occurs twice", ErrGeometry, n, s.code)
		}
		seen[s.code] = true
		if place, ok := strings.CutPrefix(fields[2], "@"); ok {
			points, err := readRing(place)
			if err != nil || len(points) != 1 {
				return nil, fmt.Errorf("%w: line %d: want one place after @", ErrGeometry, n)
			}
			s.place, s.tiny = points[0], true
		} else {
			for _, ring := range strings.Split(fields[2], ";") {
				points, err := readRing(ring)
				if err != nil || len(points) < 3 {
					return nil, fmt.Errorf("%w: line %d: a ring needs three places or more, in pairs of whole numbers", ErrGeometry, n)
				}
				s.rings = append(s.rings, points)
			}
			s.place = middle(s.rings)
		}
		g.shapes = append(g.shapes, s)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrGeometry, err)
	}
	if len(g.shapes) == 0 {
		return nil, fmt.Errorf("%w: no economy in it", ErrGeometry)
	}
	sort.Slice(g.shapes, func(a, b int) bool { return g.shapes[a].code < g.shapes[b].code })
	return g, nil
}

func readRing(s string) ([]xy, error) {
	fields := strings.Fields(s)
	if len(fields) == 0 || len(fields)%2 != 0 {
		return nil, ErrGeometry
	}
	points := make([]xy, 0, len(fields)/2)
	x, y := 0, 0
	for i := 0; i < len(fields); i += 2 {
		dx, err := strconv.Atoi(fields[i])
		if err != nil {
			return nil, err
		}
		dy, err := strconv.Atoi(fields[i+1])
		if err != nil {
			return nil, err
		}
		x, y = x+dx, y+dy
		if x < -181*geometrySteps || x > 181*geometrySteps || y < -90*geometrySteps || y > 90*geometrySteps {
			return nil, ErrGeometry
		}
		points = append(points, xy{float64(x) / geometrySteps, float64(y) / geometrySteps})
	}
	return points, nil
}

// middle is the centre of area of the largest ring.
func middle(rings [][]xy) xy {
	best, at := -1.0, xy{}
	for _, ring := range rings {
		area, cx, cy := 0.0, 0.0, 0.0
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			cross := a.x*b.y - b.x*a.y
			area, cx, cy = area+cross, cx+(a.x+b.x)*cross, cy+(a.y+b.y)*cross
		}
		if math.Abs(area) > best {
			best, at = math.Abs(area), ring[0]
			if area != 0 {
				at = xy{cx / (3 * area), cy / (3 * area)}
			}
		}
	}
	return at
}

// equalEarth is the projection of Šavrič, Patterson and Jenny, "The Equal Earth
// map projection", International Journal of Geographical Information Science
// 33(3), 2019: areas are true. Degrees to units of the globe's radius.
func equalEarth(p xy) xy {
	const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	theta := math.Asin(math.Sqrt(3) / 2 * math.Sin(p.y*math.Pi/180))
	t2 := theta * theta
	t6 := t2 * t2 * t2
	x := 2 * math.Sqrt(3) * p.x * math.Pi / 180 * math.Cos(theta) / (3 * (9*a4*t6*t2 + 7*a3*t6 + 3*a2*t2 + a1))
	return xy{x, theta * (a4*t6*t2 + a3*t6 + a2*t2 + a1)}
}
