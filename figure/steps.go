package figure

import (
	"fmt"
	"math"
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
	c = c.within()
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
	c = c.within()
	if len(c.lines().values()) == 0 {
		return emptyHeight
	}
	height := c.height(math.Max(300, math.Min(400, width*0.44)))
	total := 40.0
	for _, l := range c.labels(width) {
		total += l.height() + labelGap
	}
	return math.Max(height, total)
}

func (c Steps) keys(float64) []key {
	c = c.within()
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

// within keeps what lies on the axis. A curve or band that goes on beyond its end
// is carried to the end at the value that holds there.
func (c Steps) within() Steps {
	end := c.end()
	series := make([]Series, len(c.Series))
	for i, s := range c.Series {
		series[i] = s
		series[i].Points, series[i].Interval = nil, nil
		beyond := false
		for _, p := range s.Points {
			if p.X >= 0 && p.X <= end {
				series[i].Points = append(series[i].Points, p)
			}
			beyond = beyond || p.Known() && p.X > end
		}
		if v, ok := valueAt(series[i], end); ok && beyond {
			series[i].Points = append(series[i].Points, Point{X: end, Y: v})
		}
		for _, r := range s.Interval {
			if r.X >= 0 && r.X <= end {
				series[i].Interval = append(series[i].Interval, r)
			}
		}
	}
	c.Series, c.To = series, end
	return c
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

func (c Steps) first() string {
	if c.XName == "" {
		return "time"
	}
	return c.XName
}

// Table is the data for a reader.
func (c Steps) Table() Table {
	d := c.lines().show()
	return seriesTable(c.first(), c.Series, 1, d.unit, func(v float64, known bool) string { return shown(d, v, known) })
}

// Data is the data for a machine.
func (c Steps) Data() Table { return seriesTable(c.first(), c.Series, 1, c.Unit, plain) }

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
