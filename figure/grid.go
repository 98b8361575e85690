package figure

import "math"

// grid is the frame of a plot with a vertical value axis.
type grid struct {
	plot, area box // the whole plot; the part within the axes
	y          axis
	ticks      []float64
	decimals   int
	d          display
	unit       string
}

// newGrid leaves room for tick labels on the left, for labels of width right on
// the right, and for small labels above when shade is set.
func newGrid(f Frame, d display, values []float64, plot box, right float64, shade bool) grid {
	g := grid{plot: plot, d: d, unit: d.unitNote(f)}
	scaled := make([]float64, len(values))
	for i, v := range values {
		scaled[i] = v / d.divisor
	}
	low, high := valueDomain(scaled)
	top := 10.0
	if shade {
		top = 18
	}
	if g.unit != "" {
		top += 16
	}
	bottom := 24.0
	g.area = box{y: plot.y + top, h: plot.h - top - bottom}
	g.ticks, g.decimals = ticks(low, high, int(math.Max(2, math.Min(7, g.area.h/46))))
	left := 0.0
	for _, t := range g.ticks {
		left = math.Max(left, tickText.width(g.tick(t)))
	}
	g.area.x = plot.x + left + 8
	g.area.w = math.Max(40, plot.right()-right-g.area.x)
	g.y = axis{low: low, high: high, from: g.area.bottom(), to: g.area.y}
	return g
}

func (g grid) tick(v float64) string {
	return number(v, g.decimals, g.d.sign) + g.d.suffix
}

func (g grid) drawLines(p *pen) {
	var lines [][]xy
	for _, t := range g.ticks {
		y := g.y.at(t)
		if t != 0 {
			lines = append(lines, []xy{{g.area.x, y}, {g.area.right(), y}})
		}
		p.text(g.area.x-8, y+4.2, atEnd, tickText, g.tick(t))
	}
	p.line(inkGrid, 1, nil, lines...)
	if g.unit != "" {
		p.text(g.plot.x, g.plot.y+11, atStart, smallText, g.unit)
	}
}

// drawBase draws the zero line: the axis, or strong among signed values.
func (g grid) drawBase(p *pen) {
	y := g.y.at(0)
	if g.y.low < 0 {
		p.line(inkZero, 1.3, nil, []xy{{g.area.x, y}, {g.area.right(), y}})
		return
	}
	p.line(inkAxis, 1, nil, []xy{{g.area.x, y}, {g.area.right(), y}})
}

// drawPeriods draws ticks and labels of whole years along the foot of the plot.
func (g grid) drawPeriods(p *pen, x axis, low, high, step float64) {
	widest := tickText.width(period(math.Floor(high), 1))
	years := yearTicks(low, high, int(math.Max(1, g.area.w/(widest+24))))
	label := func(v float64) string { return period(v, 1) }
	if len(years) == 0 {
		// Less than a year of months: name the first and the last.
		years = []float64{low + 0.4*step, high - 0.4*step}
		label = func(v float64) string { return period(v, step) }
	}
	var marks [][]xy
	foot := g.area.bottom()
	var taken []box
	for _, t := range years {
		at := x.at(t)
		marks = append(marks, []xy{{at, foot}, {at, foot + 5}})
		half := tickText.width(label(t)) / 2
		centre := math.Max(g.plot.x+half, math.Min(at, g.plot.right()-half))
		b := textBox(centre, foot+18, atMiddle, tickText, label(t))
		if free(b, taken) {
			taken = append(taken, p.text(centre, foot+18, atMiddle, tickText, label(t)))
		}
	}
	p.line(inkAxis, 1, nil, marks...)
}

// drawShade draws the shaded spans and such of their labels as have room.
func (g grid) drawShade(p *pen, x axis, bands []Band, step float64) {
	var shapes [][]xy
	var taken []box
	for _, b := range bands {
		from, to := math.Max(x.low, b.From-step/2), math.Min(x.high, b.To+step/2)
		if !finite(from) || !finite(to) || from >= to {
			continue
		}
		shapes = append(shapes, corners(box{x.at(from), g.area.y, x.at(to) - x.at(from), g.area.h}))
		if b.Label == "" {
			continue
		}
		half := smallText.width(clean(b.Label)) / 2
		centre := math.Max(g.area.x+half, math.Min((x.at(from)+x.at(to))/2, g.area.right()-half+4))
		place := textBox(centre, g.area.y-5, atMiddle, smallText, clean(b.Label))
		apart := place
		apart.x, apart.w = apart.x-4, apart.w+8
		if free(apart, taken) && place.x >= g.plot.x {
			taken = append(taken, p.text(centre, g.area.y-5, atMiddle, smallText, b.Label))
		}
	}
	if len(shapes) > 0 {
		p.fill(inkShade, 1, shapes...)
	}
}
