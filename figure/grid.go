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
	turned     bool // ranks: the axis runs downwards
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
	g.ticks, g.decimals = ticks(low, high, int(math.Max(2, math.Min(8, g.area.h/40))))
	left := 0.0
	for _, t := range g.ticks {
		left = math.Max(left, tickText.width(g.tick(t)))
	}
	g.area.x = plot.x + left + 8
	g.area.w = math.Max(40, plot.right()-right-g.area.x)
	g.y = axis{low: low, high: high, from: g.area.bottom(), to: g.area.y}
	return g
}

// turnToRanks puts rank 1 at the top; the ticks are whole ranks from 1.
func (g *grid) turnToRanks(values []float64) {
	_, last, _ := span(values)
	last = math.Max(last, 3)
	g.y = axis{low: 1 - 0.04*last, high: last * 1.06, from: g.area.y, to: g.area.bottom()}
	round, _ := ticks(1, g.y.high, int(math.Max(2, math.Min(8, g.area.h/40))))
	g.ticks, g.decimals, g.turned = []float64{1}, 0, true
	for _, t := range round {
		if t == math.Trunc(t) && g.y.at(t)-g.y.at(1) > 16 {
			g.ticks = append(g.ticks, t)
		}
	}
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
	if g.turned {
		y = g.area.bottom()
	}
	if g.y.low < 0 && !g.turned {
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

// drawShade draws the shaded spans and their labels: as given, years cut to two
// digits where that is too wide, none at all where even that is.
func (g grid) drawShade(p *pen, x axis, bands []Band, step float64) []box {
	var shapes [][]xy
	var spans []box
	var words []string
	for _, b := range bands {
		from, to := math.Max(x.low, b.From-step/2), math.Min(x.high, b.To+step/2)
		if !finite(from) || !finite(to) || from >= to {
			continue
		}
		span := box{x.at(from), g.area.y, x.at(to) - x.at(from), g.area.h}
		shapes, spans, words = append(shapes, corners(span)), append(spans, span), append(words, clean(b.Label))
	}
	if len(shapes) > 0 {
		p.fill(inkShade, 1, shapes...)
	}
	for _, short := range []bool{false, true} {
		if g.labelShade(p, spans, words, short) {
			break
		}
	}
	return spans
}

func (g grid) labelShade(p *pen, spans []box, words []string, short bool) bool {
	type placed struct {
		x float64
		s string
	}
	var taken []box
	var labels []placed
	for i, span := range spans {
		s := words[i]
		if short && len(s) == 4 && s >= "1000" && s <= "2999" {
			s = "’" + s[2:]
		}
		if s == "" {
			continue
		}
		half := smallText.width(s) / 2
		centre := math.Max(g.area.x+half, math.Min(span.x+span.w/2, g.area.right()-half+4))
		place := textBox(centre, g.area.y-5, atMiddle, smallText, s)
		apart := box{place.x - 3, place.y, place.w + 6, place.h}
		if !free(apart, taken, p.texts) || place.x < g.plot.x {
			return false
		}
		taken, labels = append(taken, apart), append(labels, placed{centre, s})
	}
	for _, l := range labels {
		p.text(l.x, g.area.y-5, atMiddle, smallText, l.s)
	}
	return true
}
