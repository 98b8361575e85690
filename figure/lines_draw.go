package figure

import (
	"math"
	"sort"
)

func (c Lines) draw(p *pen, plot box) {
	if len(c.values()) == 0 {
		drawEmpty(p, plot, c.Frame, "No observations: "+names(c.Series)+".")
		return
	}
	d := c.show()
	labels := c.endLabels(plot.w)
	g := newGrid(c.Frame, d, c.values(), plot, labelWidth(labels), len(c.Shade) > 0)
	if c.Ranks {
		g.turnToRanks(c.values())
	}
	low, high := c.domainX()
	x := axis{low: low, high: high, from: g.area.x, to: g.area.right()}
	g.drawShade(p, x, c.Shade, c.step())
	g.drawLines(p)
	g.drawBase(p)
	g.drawPeriods(p, x, low, high, c.step())
	g.drawBreaks(p, x, c.Breaks, c.step())
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
		p.group("series", "", "", func() { drawSeries(p, s, x, g.y, d.divisor, c.step(), c.Breaks) })
	}
	c.drawLabels(p, labels, x, g, d)
	g.labelBreaks(p, x, c.Breaks, c.step(), nil)
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

func drawSeries(p *pen, s Series, x, y axis, divisor, step float64, breaks []Break) {
	var lines [][]xy
	var lone []xy
	var stretches [][]Point
	for _, part := range cut(s.Points, breaks) {
		stretches = append(stretches, runs(part, step)...)
	}
	for _, run := range stretches {
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
