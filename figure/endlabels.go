package figure

import "math"

var (
	labelName   = lettering{size: 12.5, bold: true}
	labelDetail = lettering{size: 12}
)

const (
	labelGap  = 5.0
	labelLead = 22.0 // from the plot's edge to the label, crossed by the leader
)

// endLabel names a line at its end.
type endLabel struct {
	series       int
	name, detail []string
	last         Point
}

func (l endLabel) height() float64 {
	return 15*float64(len(l.name)) + 14*float64(len(l.detail))
}

func (l endLabel) width() float64 {
	w := 0.0
	for _, s := range l.name {
		w = math.Max(w, labelName.width(s))
	}
	for _, s := range l.detail {
		w = math.Max(w, labelDetail.width(s))
	}
	return w
}

// labelWidth is the room the labels need to the right of the plot.
func labelWidth(labels []endLabel) float64 {
	if len(labels) == 0 {
		return 8
	}
	w := 0.0
	for _, l := range labels {
		w = math.Max(w, l.width())
	}
	return w + labelLead + 2
}

// endLabels sets the labels within the room there is: with full names, with
// short ones, wrapped; nil when the names belong in the key above the plot.
func (c Lines) endLabels(width float64) []endLabel {
	room := math.Max(0.32*width, 150)
	if width < narrowWidth {
		room = 0.40 * width
	}
	room -= labelLead
	for _, short := range []bool{false, true} {
		most := room
		if !short && width < narrowWidth {
			most = 0.3 * width // the lines need the room more than full names do
		}
		if labels := c.setLabels(short, math.Inf(1)); labels != nil && widest(labels) <= most {
			return labels
		}
	}
	labels := c.setLabels(true, room)
	total := 0.0
	for _, l := range labels {
		if len(l.name) > 3 || len(l.detail) > 2 {
			return nil
		}
		total += l.height() + labelGap
	}
	// A column of labels much taller than the plot is a key, not labels.
	if total > 380 || width < narrowWidth && total > 260 || room < 90 {
		return nil
	}
	return labels
}

func widest(labels []endLabel) float64 {
	w := 0.0
	for _, l := range labels {
		w = math.Max(w, l.width())
	}
	return w
}

func (c Lines) setLabels(short bool, room float64) []endLabel {
	d := c.show()
	labels := []endLabel{}
	for i, s := range c.Series {
		last, ok := s.last()
		if !ok {
			continue
		}
		name, value := clean(s.Name), c.lastText(d, last)
		detail := clean(s.Detail)
		if short {
			name = clean(s.short())
		}
		switch {
		case detail == "" && len(c.Series) > 4:
			name += " " + value // one line each, as many must share the height
		case detail == "":
			detail = value
		case short:
			name += " " + value
		default:
			detail += ": " + value
		}
		l := endLabel{series: i, last: last, name: []string{name}, detail: []string{detail}}
		if detail == "" {
			l.detail = nil
		}
		if !math.IsInf(room, 1) {
			l.name, l.detail = wrap(labelName, name, room, 4), wrap(labelDetail, detail, room, 3)
		}
		labels = append(labels, l)
	}
	return labels
}

// drawLabels draws end marks, leaders and labels, moved apart.
func (c Lines) drawLabels(p *pen, labels []endLabel, x axis, g grid, d display) {
	if labels == nil {
		for _, s := range c.Series {
			if last, ok := s.last(); ok {
				p.mark(s.Economy, economyInk(s.Economy), x.at(last.X), g.y.at(last.Y/d.divisor), 3)
			}
		}
		return
	}
	want, size := make([]float64, len(labels)), make([]float64, len(labels))
	for i, l := range labels {
		want[i], size[i] = g.y.at(l.last.Y/d.divisor), l.height()
	}
	centres := spread(want, size, g.plot.y, g.plot.bottom()-4, labelGap)
	left := g.area.right() + labelLead
	var leaders [][]xy
	for i, l := range labels {
		end := xy{x.at(l.last.X) + 7, want[i]}
		if end.x < left-4 {
			leaders = append(leaders, []xy{end, {left - 5, centres[i]}})
		}
	}
	p.line(inkLeader, 0.8, nil, leaders...)
	for i, l := range labels {
		s := c.Series[l.series]
		colour := economyInk(s.Economy)
		p.mark(s.Economy, colour, x.at(l.last.X), want[i], 3)
		y := centres[i] - size[i]/2
		name, detail := labelName, labelDetail
		name.ink, detail.ink = colour, colour
		for _, line := range l.name {
			y += 15
			p.text(left, y-3, atStart, name, line)
		}
		for _, line := range l.detail {
			y += 14
			p.text(left, y-3, atStart, detail, line)
		}
	}
}
