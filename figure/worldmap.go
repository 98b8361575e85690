package figure

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// WorldMap shades the economies of the world by a value, on the Equal Earth
// projection. Economies without a value keep the colour of land, and the key
// says so; economies too small to draw are dots; those not on the map at all are
// named beneath.
type WorldMap struct {
	Frame
	// Values by ISO 3166-1 alpha-3 code; an absent key or NaN is missing.
	Values map[string]float64
	Names  map[string]string // shown names; the geometry's own where absent
	// Home are economies the values are about (the partner of all others), drawn
	// in their own colour and not in the ramp.
	Home map[string]Economy
	// Breaks are the inner limits of the classes, at most five, ascending; found
	// from the values when empty.
	Breaks   []float64
	Geometry *Geometry // nil for Natural Earth
}

var _ Chart = WorldMap{}

const mapClasses = 6

func (c WorldMap) geometry() *Geometry {
	if c.Geometry != nil {
		return c.Geometry
	}
	g, err := NaturalEarth()
	if err != nil { // a test reads the embedded file, so this cannot be
		return &Geometry{}
	}
	return g
}

// Head is the frame with the credit of the outlines among its sources.
func (c WorldMap) Head() Frame {
	f := c.Frame
	if credit := c.geometry().Credit; credit != "" {
		f.Sources = append(append([]string(nil), f.Sources...), credit)
	}
	return f
}

func (c WorldMap) codes() []string {
	out := make([]string, 0, len(c.Values))
	for code := range c.Values {
		out = append(out, code)
	}
	sort.Strings(out)
	return out
}

func (c WorldMap) values() []float64 {
	var out []float64
	for _, code := range c.codes() {
		if v := c.Values[code]; finite(v) {
			out = append(out, v)
		}
	}
	return out
}

func (c WorldMap) name(code string) string {
	if n := c.Names[code]; n != "" {
		return n
	}
	for _, s := range c.geometry().shapes {
		if s.code == code {
			return s.name
		}
	}
	return code
}

func (c WorldMap) breaks() []float64 {
	if len(c.Breaks) == 0 {
		return classBreaks(c.values(), mapClasses)
	}
	var out []float64
	for _, b := range c.Breaks {
		if finite(b) && (len(out) == 0 || b > out[len(out)-1]) && len(out) < mapClasses-1 {
			out = append(out, b)
		}
	}
	return out
}

// classInk spreads few classes over the whole ramp.
func classInk(class, classes int) ink {
	if classes <= 1 {
		return inkMap4
	}
	return inkMap1 + ink(math.Round(float64(class)*float64(mapClasses-1)/float64(classes-1)))
}

func (c WorldMap) keys(float64) []key {
	values := c.values()
	if len(values) == 0 {
		return nil
	}
	d, breaks := c.display(values), c.breaks()
	n := len(breaks) + 1
	swatch := func(i ink) func(p *pen, x, y float64) {
		return func(p *pen, x, y float64) { p.rect(i, 1, box{x, y - 6, keySwatch, 12}) }
	}
	silent := func(p *pen, x, y float64) {
		p.fillBordered(inkLand, inkLeader, 0.7, corners(box{x + 0.5, y - 5.5, keySwatch - 1, 11}))
	}
	var keys []key
	for k := range n {
		text := ""
		switch {
		case n == 1:
			text = "with a value"
		case k == 0:
			text = "under " + compact(d, breaks[0])
		case k == n-1:
			text = compact(d, breaks[k-1]) + " and more"
		default:
			text = compact(d, breaks[k-1]) + " to " + compact(d, breaks[k])
		}
		if k == 0 && d.unitNote(c.Frame) != "" {
			text += " " + d.unit
		}
		keys = append(keys, key{text, keySwatch, swatch(classInk(k, n))})
	}
	keys = append(keys, key{"no data", keySwatch, silent})
	var home []string
	for code := range c.Home {
		home = append(home, code)
	}
	sort.Strings(home)
	for _, code := range home {
		keys = append(keys, key{c.name(code), keySwatch, swatch(economyInk(c.Home[code]))})
	}
	return keys
}

// compact writes a class limit without needless zeros.
func compact(d display, v float64) string {
	d.decimals = decimalsFor(math.Abs(v / d.divisor))
	return d.trim(v)
}

func (c WorldMap) notes(width float64) []string {
	on := map[string]bool{}
	for _, s := range c.geometry().shapes {
		on[s.code] = true
	}
	var off []string
	for _, code := range c.codes() {
		if finite(c.Values[code]) && !on[code] {
			off = append(off, c.name(code))
		}
	}
	if len(off) == 0 {
		return nil
	}
	text := "Not on the map: " + strings.Join(off, ", ")
	if len(off) > 8 {
		text = fmt.Sprintf("Not on the map: %s and %d more", strings.Join(off[:8], ", "), len(off)-8)
	}
	return wrap(smallText, clean(text+"."), width, 2)
}

func (c WorldMap) plotHeight(width float64) float64 {
	if len(c.values()) == 0 {
		return emptyHeight
	}
	low, high := c.geometry().extent()
	return math.Ceil(width*(high.y-low.y)/(high.x-low.x)) + 4 + 15*float64(len(c.notes(width)))
}

func (c WorldMap) table(unit string, write func(v float64, known bool) string) Table {
	t := Table{Columns: []string{"economy", "name", "value"}, Numeric: []bool{false, false, true}, Units: []string{"", "", unit}}
	for _, code := range c.codes() {
		v := c.Values[code]
		t.Rows = append(t.Rows, []string{code, c.name(code), write(v, finite(v))})
	}
	return t
}

// Table is the data for a reader, the largest value first, missing ones last.
func (c WorldMap) Table() Table {
	d := c.display(c.values())
	t := c.table(d.unit, func(v float64, known bool) string {
		if !known {
			return ""
		}
		return compact(d, v)
	})
	sort.SliceStable(t.Rows, func(a, b int) bool {
		x, y := c.Values[t.Rows[a][0]], c.Values[t.Rows[b][0]]
		return finite(x) && (!finite(y) || x > y)
	})
	return t
}

// Data is the data for a machine, in order of code.
func (c WorldMap) Data() Table { return c.table(c.Unit, plain) }

// Describe is the text for screen readers.
func (c WorldMap) Describe() string {
	if c.Desc != "" {
		return c.Desc
	}
	values := c.values()
	if len(values) == 0 {
		return "World map without data."
	}
	var b strings.Builder
	fmt.Fprintf(&b, "World map of %d economies.", len(values))
	b.WriteString(" Highest:")
	for i, row := range c.Table().Rows {
		if i == 5 || row[2] == "" {
			break
		}
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString(" " + row[1] + " " + row[2])
	}
	b.WriteString(".")
	return b.String()
}
