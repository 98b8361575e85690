// Command build makes the outlines of figure/data/world.txt from two TopoJSON
// files of Natural Earth country borders and a table of country codes. It runs
// by hand, when a newer edition is wanted:
//
//	go run ./figure/data/build -shapes countries-110m.json -points countries-50m.json -codes country-codes.csv > figure/data/world.txt
//
// The TopoJSON files are those of the npm package world-atlas; the codes are any
// CSV with the columns ISO3166-1-Alpha-3 and ISO3166-1-numeric.
package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"sort"
	"strconv"
)

type topology struct {
	Transform struct {
		Scale, Translate [2]float64
	}
	Arcs    [][][2]float64
	Objects struct {
		Countries struct {
			Geometries []geometry
		}
	}
}

type geometry struct {
	Type       string
	Arcs       json.RawMessage
	ID         any
	Properties struct{ Name string }
}

// steps to a degree: coordinates are kept to 0.04°, some 4 km.
const steps = 25

// withoutNumber are shapes of Natural Earth that have no ISO number.
var withoutNumber = map[string]string{"Kosovo": "XKX", "N. Cyprus": "-1", "Somaliland": "-2"}

func main() {
	shapes := flag.String("shapes", "", "TopoJSON of outlines, 1:110m")
	points := flag.String("points", "", "TopoJSON in which to find the economies too small for it, 1:50m")
	codes := flag.String("codes", "", "CSV with ISO3166-1-Alpha-3 and ISO3166-1-numeric")
	flag.Parse()
	if err := run(os.Stdout, *shapes, *points, *codes); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, shapes, points, codes string) error {
	alpha, err := readCodes(codes)
	if err != nil {
		return err
	}
	coarse, err := readTopology(shapes)
	if err != nil {
		return err
	}
	fine, err := readTopology(points)
	if err != nil {
		return err
	}
	var lines []string
	seen := map[string]bool{}
	for _, g := range coarse.Objects.Countries.Geometries {
		code := alpha.of(g)
		if code == "ATA" || code == "" {
			continue // Antarctica trades with nobody and takes a fifth of the map
		}
		rings, err := coarse.rings(g)
		if err != nil {
			return err
		}
		seen[code] = true
		lines = append(lines, code+"\t"+g.Properties.Name+"\t"+encode(rings))
	}
	for _, g := range fine.Objects.Countries.Geometries {
		code := alpha.of(g)
		if code == "" || code == "ATA" || seen[code] {
			continue
		}
		rings, err := fine.rings(g)
		if err != nil {
			return err
		}
		seen[code] = true
		x, y := centre(rings)
		lines = append(lines, fmt.Sprintf("%s\t%s\t@%d %d", code, g.Properties.Name, quantum(x), quantum(y)))
	}
	sort.Strings(lines)
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "# Outlines of countries and places of those too small to draw.\n"+
		"# Source: Natural Earth 4.1, admin-0 countries 1:110m (places: 1:50m), public domain, through the npm package world-atlas 2.0.2.\n"+
		"# Borders as in Natural Earth (de facto control). Made by figure/data/build; without Antarctica.\n"+
		"# code <tab> name <tab> rings separated by ';' or '@' and one place. Numbers are 1/25 degree: longitude latitude, then differences.\n"+
		"# A code beginning with '-' is a shape without an ISO code.\n")
	for _, l := range lines {
		fmt.Fprintln(out, l)
	}
	return out.Flush()
}

func readTopology(path string) (*topology, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	t := &topology{}
	if err := json.Unmarshal(data, t); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for _, arc := range t.Arcs {
		x, y := 0.0, 0.0
		for i := range arc {
			x, y = x+arc[i][0], y+arc[i][1]
			arc[i] = [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]}
		}
	}
	return t, nil
}

type codeTable map[int]string

func readCodes(path string) (codeTable, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("%s: %v", path, err)
	}
	number, letters := -1, -1
	for i, name := range rows[0] {
		switch name {
		case "ISO3166-1-numeric":
			number = i
		case "ISO3166-1-Alpha-3":
			letters = i
		}
	}
	if number < 0 || letters < 0 {
		return nil, fmt.Errorf("%s: columns ISO3166-1-numeric and ISO3166-1-Alpha-3 not found", path)
	}
	t := codeTable{}
	for _, row := range rows[1:] {
		if n, err := strconv.Atoi(row[number]); err == nil {
			t[n] = row[letters]
		}
	}
	if t[158] == "" {
		t[158] = "TWN"
	}
	return t, nil
}

func (t codeTable) of(g geometry) string {
	if n, err := strconv.Atoi(fmt.Sprint(g.ID)); err == nil {
		return t[n]
	}
	return withoutNumber[g.Properties.Name]
}

func (t *topology) rings(g geometry) ([][][2]float64, error) {
	var polygons [][][]int
	var err error
	if g.Type == "Polygon" {
		polygons = make([][][]int, 1)
		err = json.Unmarshal(g.Arcs, &polygons[0])
	} else {
		err = json.Unmarshal(g.Arcs, &polygons)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", g.Properties.Name, err)
	}
	var out [][][2]float64
	for _, polygon := range polygons {
		for _, ring := range polygon {
			var points [][2]float64
			for _, a := range ring {
				arc := t.Arcs[max(a, ^a)]
				for i := range arc {
					p := arc[i]
					if a < 0 {
						p = arc[len(arc)-1-i]
					}
					if i > 0 || len(points) == 0 {
						points = append(points, p)
					}
				}
			}
			out = append(out, cut(points)...)
		}
	}
	return out, nil
}

// cut undoes the joining of shapes across the 180th meridian: a ring that
// crosses it becomes one on either side of the map.
func cut(ring [][2]float64) [][][2]float64 {
	low, high := ring[0][0], ring[0][0]
	for i := 1; i < len(ring); i++ {
		for ring[i][0]-ring[i-1][0] > 180 {
			ring[i][0] -= 360
		}
		for ring[i][0]-ring[i-1][0] < -180 {
			ring[i][0] += 360
		}
		low, high = math.Min(low, ring[i][0]), math.Max(high, ring[i][0])
	}
	if low >= -180 && high <= 180 {
		return [][][2]float64{ring}
	}
	var out [][][2]float64
	for _, shift := range []float64{-360, 0, 360} {
		moved := make([][2]float64, len(ring))
		for i, p := range ring {
			moved[i] = [2]float64{p[0] + shift, p[1]}
		}
		moved = clip(clip(moved, -180, 1), 180, -1)
		if len(moved) > 2 {
			out = append(out, append(moved, moved[0]))
		}
	}
	return out
}

// clip keeps the part of a ring east (side 1) or west (side -1) of a meridian,
// after Sutherland and Hodgman.
func clip(ring [][2]float64, meridian, side float64) [][2]float64 {
	var out [][2]float64
	for i := range ring {
		a, b := ring[(i+len(ring)-1)%len(ring)], ring[i]
		inA, inB := (a[0]-meridian)*side >= 0, (b[0]-meridian)*side >= 0
		if inA != inB {
			t := (meridian - a[0]) / (b[0] - a[0])
			out = append(out, [2]float64{meridian, a[1] + t*(b[1]-a[1])})
		}
		if inB {
			out = append(out, b)
		}
	}
	return out
}

func quantum(v float64) int { return int(math.Round(v * steps)) }

func encode(rings [][][2]float64) string {
	var b []byte
	for _, ring := range rings {
		var last [2]int
		n := 0
		start := len(b)
		for i, p := range ring {
			at := [2]int{quantum(p[0]), quantum(p[1])}
			if i == len(ring)-1 || n > 0 && at == last {
				continue // the ring closes itself
			}
			if n > 0 {
				b = append(b, ' ')
			}
			b = strconv.AppendInt(b, int64(at[0]-last[0]), 10)
			b = append(b, ' ')
			b = strconv.AppendInt(b, int64(at[1]-last[1]), 10)
			last = at
			n++
		}
		if n < 3 {
			b = b[:start]
			continue
		}
		b = append(b, ';')
	}
	return string(b[:max(0, len(b)-1)])
}

// centre is the centre of area of the largest ring.
func centre(rings [][][2]float64) (x, y float64) {
	best := 0.0
	for _, ring := range rings {
		area, cx, cy := 0.0, 0.0, 0.0
		for i := range ring {
			a, b := ring[i], ring[(i+1)%len(ring)]
			cross := a[0]*b[1] - b[0]*a[1]
			area, cx, cy = area+cross, cx+(a[0]+b[0])*cross, cy+(a[1]+b[1])*cross
		}
		if math.Abs(area) > best {
			best, x, y = math.Abs(area), cx/(3*area), cy/(3*area)
		}
	}
	return x, y
}
