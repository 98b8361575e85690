package figure

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// Steps is a figure of step curves with their bands: a survival curve, the share
// of projects completed by months since signature. A value holds from its X to
// the next one.
type Steps struct {
	Frame
	Series []Series // X is a duration; Interval the band
	// XName is the unit of the durations, "years" or "months".
	XName         string
	IntervalLabel string // "95% confidence band"
	// To is the end of the axis; 0 for the last X.
	To float64
	// Censored, by series, are the times at which something was still open;
	// small ticks on the curve.
	Censored [][]float64
}

var _ Chart = Steps{}

func (c Steps) lines() Lines {
	return Lines{Frame: c.Frame, Series: c.Series, Step: math.MaxFloat64, IntervalLabel: c.IntervalLabel}
}

func (c Steps) end() float64 {
	_, high, ok := span(periods(c.Series))
	if c.To > 0 && finite(c.To) {
		return c.To
	}
	if !ok || high <= 0 {
		return 1
	}
	return high
}

// labels names the curves at their ends, with the value and the time.
func (c Steps) labels(width float64) []endLabel {
	d := c.lines().show()
	room := math.Max(0.3*width, 150)
	if width < narrowWidth {
		room = 0.4 * width
	}
	room -= labelLead
	labels := []endLabel{}
	for i, s := range c.Series {
		last, ok := s.last()
		if !ok {
			continue
		}
		detail := d.text(last.Y) + " after " + strings.TrimSpace(period(last.X, 0)+" "+c.XName)
		l := endLabel{series: i, last: last, name: wrap(labelName, clean(s.Name), room, 3), detail: wrap(labelDetail, detail, room, 2)}
		if s.Detail != "" {
			l.detail = append(wrap(labelDetail, clean(s.Detail), room, 2), l.detail...)
		}
		labels = append(labels, l)
	}
	return labels
}

func (c Steps) plotHeight(width float64) float64 {
	if len(c.lines().values()) == 0 {
		return emptyHeight
	}
	height := c.Height
	if height <= 0 {
		height = math.Max(300, math.Min(400, width*0.44))
	}
	total := 40.0
	for _, l := range c.labels(width) {
		total += l.height() + labelGap
	}
	return math.Max(height, total)
}

func (c Steps) keys(width float64) []key {
	if len(c.lines().values()) == 0 {
		return nil
	}
	var keys []key
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
	for _, times := range c.Censored {
		if len(times) > 0 {
			keys = append(keys, key{"still open when last seen", 8, func(p *pen, x, y float64) {
				p.line(inkSoft, 1.3, nil, []xy{{x + 4, y - 4}, {x + 4, y + 4}})
			}})
			break
		}
	}
	return keys
}

func (c Steps) draw(p *pen, plot box) {
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

// valueAt is the value that holds at time t.
func valueAt(s Series, t float64) (float64, bool) {
	best, ok := Point{X: math.Inf(-1)}, false
	for _, pt := range s.Points {
		if pt.Known() && pt.X <= t && pt.X >= best.X {
			best, ok = pt, true
		}
	}
	return best.Y, ok
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

func (c Steps) first() string {
	if c.XName == "" {
		return "time"
	}
	return c.XName
}

// Table is the data for a reader.
func (c Steps) Table() Table {
	d := c.lines().show()
	return seriesTable(c.first(), c.Series, 1, func(v float64, known bool) string { return shown(d, v, known) })
}

// Data is the data for a machine.
func (c Steps) Data() Table { return seriesTable(c.first(), c.Series, 1, plain) }

// Describe is the text for screen readers.
func (c Steps) Describe() string {
	if c.Desc != "" {
		return c.Desc
	}
	d := c.lines().show()
	if len(c.lines().values()) == 0 {
		return "Step curves without data."
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Step curves over %s %s.", period(c.end(), 0), c.first())
	for _, s := range c.Series {
		if last, ok := s.last(); ok {
			fmt.Fprintf(&b, " %s: %s after %s.", s.Full(), d.text(last.Y), period(last.X, 0))
		} else {
			fmt.Fprintf(&b, " %s: no data.", s.Full())
		}
	}
	return b.String()
}
