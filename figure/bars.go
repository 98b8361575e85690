package figure

import (
	"math"
	"sort"
)

// Bars is a figure of bars by year on both sides of a strong zero line, one set
// of bars a series. Colour is the reporting economy; the second economy's bars
// are outlined and lightly filled, so that they differ without colour.
type Bars struct {
	Frame
	Series []Series
	Shade  []Band
	// Above and Below are words for the two sides of zero: "China’s surplus".
	Above, Below string
}

var _ Chart = Bars{}

func (c Bars) values() []float64 {
	var out []float64
	for _, s := range c.Series {
		for _, p := range s.Points {
			if p.Known() {
				out = append(out, p.Y)
			}
		}
	}
	return out
}

func (c Bars) show() display {
	d := c.display(c.values())
	low, _, _ := span(c.values())
	d.sign = low < 0
	return d
}

func (c Bars) plotHeight(width float64) float64 {
	switch {
	case len(c.values()) == 0:
		return emptyHeight
	case width < narrowWidth:
		return c.height(320)
	}
	return c.height(math.Max(290, math.Min(400, width*0.42)))
}

func (c Bars) keys(width float64) []key {
	if len(c.values()) == 0 {
		return nil
	}
	// The place of the labels does not depend on where the plot stands.
	direct := c.directLabels(c.place(box{0, 0, width, c.plotHeight(width)})) != nil
	var keys []key
	absent := false
	for i, s := range c.Series {
		absent = absent || missing(s, periods(c.Series)) > 0
		if direct {
			continue
		}
		text := s.Full()
		if _, ok := s.last(); !ok {
			text += ": no data"
		}
		keys = append(keys, key{text, keySwatch, func(p *pen, x, y float64) {
			drawBars(p, barInk(c.Series, i), barLight(c.Series, i), []box{{x, y - 6, keySwatch, 12}})
		}})
	}
	if absent {
		keys = append(keys, key{"no data", 6, func(p *pen, x, y float64) { drawCross(p, []xy{{x + 3, y}}, 3) }})
	}
	return keys
}

func barInk(series []Series, i int) ink { return economyInk(series[i].Economy) }

// barLight says whether a series is drawn lightly: every second place, and the
// second of two series of one economy.
func barLight(series []Series, i int) bool {
	light := series[i].Economy%2 == 1
	for k := range i {
		if series[k].Economy == series[i].Economy {
			light = !light
		}
	}
	return light
}

func drawBars(p *pen, i ink, light bool, bars []box) {
	shapes := make([][]xy, 0, len(bars))
	for _, b := range bars {
		if light {
			b = box{b.x + 0.6, b.y + 0.6, math.Max(0.2, b.w-1.2), math.Max(0.2, b.h-1.2)}
		}
		shapes = append(shapes, corners(b))
	}
	if !light {
		p.fill(i, 1, shapes...)
		return
	}
	p.fill(inkPaper, 1, shapes...)
	p.fill(i, 0.3, shapes...)
	p.outline(i, 1.2, shapes...)
}

func drawCross(p *pen, at []xy, r float64) {
	var lines [][]xy
	for _, c := range at {
		lines = append(lines, []xy{{c.x - r, c.y - r}, {c.x + r, c.y + r}}, []xy{{c.x - r, c.y + r}, {c.x + r, c.y - r}})
	}
	p.line(inkFaint, 1, nil, lines...)
}

func (c Bars) draw(p *pen, plot box) {
	xs := periods(c.Series)
	if len(c.values()) == 0 || len(xs) == 0 {
		drawEmpty(p, plot, c.Frame, "No observations: "+names(c.Series)+".")
		return
	}
	d := c.show()
	b := c.place(plot)
	g, x, crosses := b.grid, b.x, b.crosses
	shaded := g.drawShade(p, x, c.Shade, 1)
	g.drawLines(p)
	g.drawPeriods(p, x, b.low, b.high, 1)
	g.drawBreaks(p, x, c.Breaks, 1)
	zero := g.y.at(0)
	var all []box
	for i, bars := range b.bars {
		all = append(all, bars...)
		p.group("series", "", "", func() { drawBars(p, barInk(c.Series, i), barLight(c.Series, i), bars) })
	}
	p.line(inkZero, 1.3, nil, []xy{{g.area.x, zero}, {g.area.right(), zero}})
	if len(crosses) > 0 {
		r := math.Max(1.4, math.Min(3, b.each*0.3))
		for i := range crosses {
			crosses[i].y -= r + 2.5
		}
		drawCross(p, crosses, r)
		for _, at := range crosses {
			all = append(all, box{at.x - r, at.y - r, 2 * r, 2 * r})
		}
	}
	c.drawDirect(p, c.directLabels(b))
	c.drawWords(p, g, all, shaded, zero)
	g.labelBreaks(p, x, c.Breaks, 1, all)
	for _, at := range xs {
		st := stop{X: pixel(x.at(at)), Label: period(at, 1)}
		for i, s := range c.Series {
			pt := s.pointAt(at)
			v := stopValue{Name: clean(s.Full()), Class: economyInk(s.Economy).String(), Dash: barLight(c.Series, i), Text: readout(d, s, pt)}
			if pt.Known() {
				v.X, v.Y = pixel(b.left(at, i)+b.each/2), pixel(g.y.at(pt.Y/d.divisor))
			}
			st.Values = append(st.Values, v)
		}
		p.stops = append(p.stops, st)
	}
}

// drawWords sets the words for the two sides of zero where no bar stands, as
// near to the zero line and to the left as there is room.
func (c Bars) drawWords(p *pen, g grid, bars, shaded []box, zero float64) {
	// Shaded years are avoided where the words fit elsewhere.
	set := func(s string, first, step, end float64, avoid []box) bool {
		s = clean(s)
		if s == "" {
			return true
		}
		width := tickText.width(s)
		var starts []float64
		for x := g.area.x + 6; x+width <= g.area.right()-2; x += 6 {
			starts = append(starts, x)
		}
		sort.Float64s(starts)
		for y := first; (end-y)*step >= 0; y += step {
			for _, x := range starts {
				b := textBox(x, y, atStart, tickText, s)
				room := box{b.x - 4, b.y - 3, b.w + 8, b.h + 6}
				if inside(b, g.area) && free(room, bars, p.texts, avoid) {
					l := tickText
					l.halo = true
					p.text(x, y, atStart, l, s)
					return true
				}
			}
		}
		return false
	}
	for _, avoid := range [][]box{shaded, nil} {
		if set(c.Above, zero-8, -8, g.area.y, avoid) {
			break
		}
	}
	for _, avoid := range [][]box{shaded, nil} {
		if set(c.Below, zero+17, 8, g.area.bottom(), avoid) {
			break
		}
	}
}

// Table is the data for a reader.
func (c Bars) Table() Table {
	d := c.show()
	return seriesTable("Year", c.Series, 1, d.unit, func(v float64, known bool) string { return shown(d, v, known) })
}

// Data is the data for a machine.
func (c Bars) Data() Table { return seriesTable("year", c.Series, 1, c.Unit, plain) }

// Describe is the text for screen readers.
func (c Bars) Describe() string {
	return describeSeries(c.Frame, "Bar chart", c.Series, c.Shade, c.show(), 1)
}
