package figure

import (
	"bytes"
	"strings"
	"testing"
)

// Oracle: five points and breaks before 2002 and 2004, parted by hand.
func TestCutBeforeABreak(t *testing.T) {
	var points []Point
	for y := 2000.; y <= 2004; y++ {
		points = append(points, Point{X: y, Y: y})
	}
	parts := cut(points, []Break{{X: 2002}, {X: 2004}})
	var sizes []int
	for _, p := range parts {
		sizes = append(sizes, len(p))
	}
	if len(parts) != 3 || sizes[0] != 2 || sizes[1] != 2 || sizes[2] != 1 || parts[1][0].X != 2002 {
		t.Errorf("parts of %v points", sizes)
	}
	if whole := cut(points, nil); len(whole) != 1 || len(whole[0]) != 5 {
		t.Errorf("without a break: %v", whole)
	}
}

// A break within the years drawn is labelled and told; one before them is not.
func TestBreaksAreDrawnAndTold(t *testing.T) {
	series := []Series{{Name: "China reports", Points: []Point{{X: 2002, Y: 1e9}, {X: 2003, Y: 2e9}, {X: 2004, Y: 3e9}, {X: 2005, Y: 4e9}}}}
	f := Frame{Name: "b", Title: "T", Unit: "USD", Breaks: []Break{{X: 1995, Label: "EU 15", Words: "15 members"}, {X: 2004, Label: "EU 25", Words: "25 members"}}}
	for name, c := range map[string]Chart{"lines": Lines{Frame: f, Series: series}, "bars": Bars{Frame: f, Series: series}} {
		var out bytes.Buffer
		if err := SVG(&out, c, Options{}); err != nil {
			t.Fatal(err)
		}
		svg := out.String()
		if !strings.Contains(svg, ">EU 25<") || strings.Contains(svg, ">EU 15<") {
			t.Errorf("%s: the label of 2004 is wanted, that of 1995 is not", name)
		}
		if d := c.Describe(); !strings.Contains(d, "Not comparable across: 2004 (25 members).") {
			t.Errorf("%s is described as %q", name, d)
		}
	}
}
