package figure

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// Lines is a time series figure. Colour is the economy a series belongs to, the
// dash says who reports; every line is named at its end with its last value. A
// series with an Interval (an expected value, say) has a band behind it.
type Lines struct {
	Frame
	Series []Series
	Shade  []Band
	// Step is the distance between neighbouring X: 1 for years (when zero), 1.0/12
	// for months. A larger distance between two points is a gap in the line.
	Step float64
	// IntervalLabel explains the bands: "95 % prediction interval".
	IntervalLabel string
	// Signed writes + before positive values.
	Signed bool
	// Reference draws a strong horizontal line at a value, with its words:
	// 1 and "as expected" in a figure of ratios.
	Reference      *float64
	ReferenceLabel string
}

var _ Chart = Lines{}

func (c Lines) step() float64 {
	if c.Step <= 0 || !finite(c.Step) {
		return 1
	}
	return c.Step
}

// values are all values that must be within the plot.
func (c Lines) values() []float64 {
	var out []float64
	for _, s := range c.Series {
		for _, p := range s.Points {
			if p.Known() {
				out = append(out, p.Y)
			}
		}
		for _, r := range s.Interval {
			if r.known() {
				out = append(out, r.Low, r.High)
			}
		}
	}
	if len(out) > 0 && c.Reference != nil && finite(*c.Reference) {
		out = append(out, *c.Reference)
	}
	return out
}

func (c Lines) show() display {
	d := c.display(c.values())
	d.sign = c.Signed
	return d
}

// domainX spans all points, missing ones too: a silent end stays visible.
func (c Lines) domainX() (low, high float64) {
	var xs []float64
	for _, s := range c.Series {
		for _, p := range s.Points {
			xs = append(xs, p.X)
		}
		for _, r := range s.Interval {
			xs = append(xs, r.X)
		}
	}
	low, high, ok := span(xs)
	if !ok {
		return 0, 1
	}
	return low - 0.4*c.step(), high + 0.4*c.step()
}

func (c Lines) keys(width float64) []key {
	if len(c.values()) == 0 {
		return nil
	}
	keys := reportKeys(c.Series)
	if c.IntervalLabel != "" {
		for _, s := range c.Series {
			if len(s.Interval) > 0 {
				i := economyInk(s.Economy)
				keys = append(keys, key{c.IntervalLabel, keySwatch, func(p *pen, x, y float64) {
					p.rect(i, 0.18, box{x, y - 6, keySwatch, 12})
				}})
				break
			}
		}
	}
	if labels := c.endLabels(width); labels == nil {
		d := c.show()
		for _, s := range c.Series {
			text := s.Full()
			if last, ok := s.last(); ok {
				text += ": " + c.lastText(d, last)
			} else {
				text += ": no data"
			}
			keys = append(keys, seriesKey(s, text))
		}
	}
	return keys
}

func seriesKey(s Series, text string) key {
	return key{text, keySample, func(p *pen, x, y float64) {
		p.line(economyInk(s.Economy), s.stroke(), s.Report.dash(), []xy{{x, y}, {x + keySample, y}})
		p.mark(s.Economy, economyInk(s.Economy), x+keySample/2, y, 3)
	}}
}

// lastText is a line's last value, with its time where the line ends early.
func (c Lines) lastText(d display, last Point) string {
	_, high := c.domainX()
	text := d.text(last.Y)
	if last.X < high-0.5*c.step() {
		text += " in " + period(last.X, c.step())
	}
	return text
}

func (c Lines) plotHeight(width float64) float64 {
	if len(c.values()) == 0 {
		return emptyHeight
	}
	height := c.Height
	if height <= 0 {
		height = 330
		if width >= narrowWidth {
			height = math.Max(300, math.Min(420, width*0.46))
		}
	}
	if labels := c.endLabels(width); labels != nil {
		total := 0.0
		for _, l := range labels {
			total += l.height() + labelGap
		}
		height = math.Max(height, total+40)
	}
	return height
}

func (c Lines) draw(p *pen, plot box) {
	if len(c.values()) == 0 {
		drawEmpty(p, plot, c.Frame, "No observations: "+names(c.Series)+".")
		return
	}
	d := c.show()
	labels := c.endLabels(plot.w)
	g := newGrid(c.Frame, d, c.values(), plot, labelWidth(labels), len(c.Shade) > 0)
	low, high := c.domainX()
	x := axis{low: low, high: high, from: g.area.x, to: g.area.right()}
	g.drawShade(p, x, c.Shade, c.step())
	g.drawLines(p)
	g.drawBase(p)
	g.drawPeriods(p, x, low, high, c.step())
	if c.Reference != nil && finite(*c.Reference) {
		y := g.y.at(*c.Reference / d.divisor)
		p.line(inkZero, 1.2, nil, []xy{{g.area.x, y}, {g.area.right(), y}})
		if c.ReferenceLabel != "" {
			l := smallText
			l.halo = true
			p.text(g.area.x+4, y-5, atStart, l, c.ReferenceLabel)
		}
	}
	for _, s := range c.Series {
		drawInterval(p, s, x, g.y, d.divisor, c.step())
	}
	// Neutral lines lie beneath, solid ones above dashed ones.
	order := make([]int, len(c.Series))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return depth(c.Series[order[a]]) < depth(c.Series[order[b]]) })
	for _, i := range order {
		s := c.Series[i]
		p.group("series", "", "", func() { drawSeries(p, s, x, g.y, d.divisor, c.step()) })
	}
	c.drawLabels(p, labels, x, g, d)
	c.record(p, x, g.y, d)
}

func depth(s Series) int {
	switch {
	case s.Economy == Neutral:
		return 0
	case s.Report == ByImporter || s.Report == Reconciled:
		return 1
	}
	return 2
}

// runs splits points into stretches without a gap, in order of X.
func runs(points []Point, step float64) [][]Point {
	sorted := append([]Point(nil), points...)
	sort.SliceStable(sorted, func(a, b int) bool { return sorted[a].X < sorted[b].X })
	var out [][]Point
	open := false
	for _, p := range sorted {
		if !p.Known() {
			open = false
			continue
		}
		if n := len(out); open && p.X-out[n-1][len(out[n-1])-1].X <= 1.5*step {
			out[n-1] = append(out[n-1], p)
		} else {
			out = append(out, []Point{p})
		}
		open = true
	}
	return out
}

func drawSeries(p *pen, s Series, x, y axis, divisor, step float64) {
	var lines [][]xy
	var lone []xy
	for _, run := range runs(s.Points, step) {
		line := make([]xy, len(run))
		for i, pt := range run {
			line[i] = xy{x.at(pt.X), y.at(pt.Y / divisor)}
		}
		if len(line) == 1 {
			lone = append(lone, line[0])
			continue
		}
		lines = append(lines, line)
	}
	i := economyInk(s.Economy)
	if len(lines) > 0 {
		p.line(i, s.stroke(), s.Report.dash(), lines...)
	}
	for _, pt := range lone {
		p.mark(s.Economy, i, pt.x, pt.y, 2.2)
	}
}

func drawInterval(p *pen, s Series, x, y axis, divisor, step float64) {
	var low, high []xy
	flush := func() {
		if len(low) == 1 {
			w := 0.3 * math.Abs(x.at(x.low+step)-x.at(x.low))
			l, h := low[0], high[0]
			low, high = []xy{{l.x - w, l.y}, {l.x + w, l.y}}, []xy{{h.x - w, h.y}, {h.x + w, h.y}}
		}
		if len(low) > 0 {
			for i := len(high) - 1; i >= 0; i-- {
				low = append(low, high[i])
			}
			p.fill(economyInk(s.Economy), 0.18, low)
		}
		low, high = nil, nil
	}
	sorted := append([]Range(nil), s.Interval...)
	sort.SliceStable(sorted, func(a, b int) bool { return sorted[a].X < sorted[b].X })
	before := math.Inf(-1)
	for _, r := range sorted {
		if !r.known() || r.X-before > 1.5*step {
			flush()
		}
		if r.known() {
			low, high = append(low, xy{x.at(r.X), y.at(r.Low / divisor)}), append(high, xy{x.at(r.X), y.at(r.High / divisor)})
			before = r.X
		}
	}
	flush()
}

// names lists the series for the empty figure.
func names(series []Series) string {
	var out []string
	for i, s := range series {
		if i == 6 {
			out = append(out, fmt.Sprintf("and %d more", len(series)-i))
			break
		}
		out = append(out, s.Full())
	}
	if len(out) == 0 {
		return "no series was given"
	}
	return strings.Join(out, "; ")
}
