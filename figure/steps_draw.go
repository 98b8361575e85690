package figure

import (
	"math"
	"sort"
	"strings"
)

func (c Steps) draw(p *pen, plot box) {
	c = c.within()
	values := c.lines().values()
	if len(values) == 0 {
		drawEmpty(p, plot, c.Frame, "No observations: "+names(c.Series)+".")
		return
	}
	d := c.lines().show()
	labels := c.labels(plot.w)
	g := newGrid(c.Frame, d, values, plot, labelWidth(labels), false)
	x := axis{low: 0, high: c.end(), from: g.area.x, to: g.area.right() - 4}
	g.drawLines(p)
	g.drawBase(p)
	c.drawDurations(p, g, x)
	for _, s := range c.Series {
		c.drawBand(p, s, x, g.y, d.divisor)
	}
	for i, s := range c.Series {
		p.group("series", "", "", func() { c.drawCurve(p, i, s, x, g.y, d.divisor) })
	}
	c.lines().drawLabels(p, labels, x, g, d)
	c.record(p, x, g.y, d)
}

func (c Steps) drawDurations(p *pen, g grid, x axis) {
	at, decimals := ticks(0, x.high, int(math.Max(2, math.Min(8, g.area.w/70))))
	foot := g.area.bottom()
	var marks [][]xy
	for i, t := range at {
		s := number(t, decimals, false)
		marks = append(marks, []xy{{x.at(t), foot}, {x.at(t), foot + 5}})
		if i == len(at)-1 && c.XName != "" {
			// The last tick carries the unit: "20 years", the number under its tick.
			start := x.at(t) - tickText.width(s)/2
			if full := s + " " + clean(c.XName); start+tickText.width(full) <= g.plot.right() {
				p.text(start, foot+18, atStart, tickText, full)
				continue
			}
		}
		p.text(x.at(t), foot+18, atMiddle, tickText, s)
	}
	p.line(inkAxis, 1, nil, marks...)
}

// corner gives the corners of a step line through points, held until end.
func stepLine(points []xy, end float64) []xy {
	var out []xy
	for i, pt := range points {
		if i > 0 {
			out = append(out, xy{pt.x, points[i-1].y})
		}
		out = append(out, pt)
	}
	if n := len(points); n > 0 && end > points[n-1].x {
		out = append(out, xy{end, points[n-1].y})
	}
	return out
}

func (c Steps) drawCurve(p *pen, index int, s Series, x, y axis, divisor float64) {
	i := economyInk(s.Economy)
	var lines [][]xy
	for _, run := range runs(s.Points, math.MaxFloat64) {
		pts := make([]xy, len(run))
		for k, pt := range run {
			pts[k] = xy{x.at(pt.X), y.at(pt.Y / divisor)}
		}
		if line := stepLine(pts, 0); len(line) > 1 {
			lines = append(lines, line)
		}
	}
	if len(lines) > 0 {
		p.line(i, 2.2, s.Report.dash(), lines...)
	}
	if index >= len(c.Censored) {
		return
	}
	var marks [][]xy
	for _, t := range c.Censored[index] {
		if v, ok := valueAt(s, t); ok {
			at := xy{x.at(t), y.at(v / divisor)}
			marks = append(marks, []xy{{at.x, at.y - 4}, {at.x, at.y + 4}})
		}
	}
	if len(marks) > 0 {
		p.line(i, 1.3, nil, marks...)
	}
}

func (c Steps) drawBand(p *pen, s Series, x, y axis, divisor float64) {
	var low, high []xy
	flush := func() {
		if len(low) > 0 {
			l, h := stepLine(low, 0), stepLine(high, 0)
			for i := len(h) - 1; i >= 0; i-- {
				l = append(l, h[i])
			}
			p.fill(economyInk(s.Economy), 0.15, l)
		}
		low, high = nil, nil
	}
	sorted := append([]Range(nil), s.Interval...)
	sort.SliceStable(sorted, func(a, b int) bool { return sorted[a].X < sorted[b].X })
	for _, r := range sorted {
		if !r.known() {
			// The band ends where its limits are no longer defined.
			if n := len(low); n > 0 && finite(r.X) {
				low, high = append(low, xy{x.at(r.X), low[n-1].y}), append(high, xy{x.at(r.X), high[n-1].y})
			}
			flush()
			continue
		}
		low, high = append(low, xy{x.at(r.X), y.at(r.Low / divisor)}), append(high, xy{x.at(r.X), y.at(r.High / divisor)})
	}
	flush()
}

func (c Steps) record(p *pen, x, y axis, d display) {
	for _, at := range periods(c.Series) {
		st := stop{X: pixel(x.at(at)), Label: strings.TrimSpace(period(at, 0) + " " + c.XName)}
		for _, s := range c.Series {
			v := stopValue{Name: clean(s.Full()), Class: economyInk(s.Economy).String(), Text: "no data"}
			if value, ok := valueAt(s, at); ok {
				v.X, v.Y, v.Text = pixel(x.at(at)), pixel(y.at(value/d.divisor)), d.text(value)
				if r, has := s.rangeAt(at); has {
					v.Text += " (" + d.text(r.Low) + " to " + d.text(r.High) + ")"
				}
			}
			st.Values = append(st.Values, v)
		}
		p.stops = append(p.stops, st)
	}
}
