package figure

import (
	"fmt"
	"math"
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
	// ReportWords replace the key's words for the dashes, where they tell apart
	// something else than the two sides of a flow.
	ReportWords map[Report]string
	// IntervalLabel explains the bands: "95 % prediction interval".
	IntervalLabel string
	// Signed writes + before positive values.
	Signed bool
	// Ranks turns the axis: 1 is at the top, and zero has no place.
	Ranks bool
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
	keys := reportKeys(c.Series, c.ReportWords)
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
	height := c.height(330)
	if width >= narrowWidth {
		height = c.height(math.Max(300, math.Min(420, width*0.46)))
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
