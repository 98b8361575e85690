package figure

import (
	"math"
)

// hollow is the mark of the earlier moment.
func (p *pen) hollow(i ink, x, y, r float64) {
	p.circle(inkPaper, x, y, r)
	p.ring(i, 1.8, x, y, r)
}

func (c Dumbbell) draw(p *pen, plot box) {
	values := c.values()
	if len(values) == 0 {
		drawEmpty(p, plot, c.Frame, c.absent())
		return
	}
	d := c.display(values)
	labels, left, pitch := c.rows(plot.w)
	beside := left > 0
	scaled := make([]float64, len(values))
	for i, v := range values {
		scaled[i] = v / d.divisor
	}
	low, high := valueDomain(scaled)
	// Room for the values written beside the marks.
	side := valueText.width(d.text(values[0])) + 16
	for _, v := range values {
		side = math.Max(side, valueText.width(d.text(v))+16)
	}
	area := box{plot.x + left, plot.y + 6, plot.w - left, plot.h - 6 - 26}
	x := axis{low: low, high: high, from: area.x + side, to: area.right() - side}
	marks, decimals := ticks(low, high, int(math.Max(2, math.Min(7, area.w/80))))
	var lines [][]xy
	for _, t := range marks {
		at := x.at(t)
		if t == 0 && low < 0 {
			p.line(inkAxis, 1, nil, []xy{{at, area.y}, {at, area.bottom()}})
		} else {
			lines = append(lines, []xy{{at, area.y}, {at, area.bottom()}})
		}
		p.text(at, area.bottom()+17, atMiddle, tickText, number(t, decimals, false)+d.suffix)
	}
	p.line(inkGrid, 1, nil, lines...)
	for i, r := range c.Rows {
		y := area.y + pitch*(float64(i)+0.5)
		if !beside {
			y = area.y + pitch*float64(i) + 14*float64(len(labels[i])) + 15
		}
		l := rowText
		for k, line := range labels[i] {
			if beside {
				p.text(plot.x, y+4.4+15*(float64(k)-float64(len(labels[i])-1)/2), atStart, l, line)
			} else {
				l.halo = true
				p.text(plot.x, y-12-14*float64(len(labels[i])-1-k), atStart, l, line)
			}
		}
		c.drawRow(p, r, x, y, d)
	}
	if note := d.unitNote(c.Frame); note != "" {
		w := smallText.width(note)
		b := textBox(plot.x+w, area.bottom()+17, atEnd, smallText, note)
		if beside && free(b, p.texts) {
			p.text(plot.x, area.bottom()+17, atStart, smallText, note)
		}
	}
}

func (c Dumbbell) drawRow(p *pen, r DumbbellRow, x axis, y float64, d display) {
	e := c.economy(r)
	i := economyInk(e)
	then, now := known(r.Then), known(r.Now)
	st := stop{Y: pixel(y), Label: clean(r.Label)}
	for _, end := range []struct {
		name  string
		point Point
		class ink
	}{{c.Then, r.Then, inkNeutral}, {c.Now, r.Now, i}} {
		v := stopValue{Name: clean(end.name), Class: end.class.String(), Text: "no data"}
		if known(end.point) {
			v.X, v.Y, v.Text = pixel(x.at(end.point.Y/d.divisor)), pixel(y), d.text(end.point.Y)
		}
		if end.point.Note != "" {
			v.Text += " (" + clean(end.point.Note) + ")"
		}
		st.Values = append(st.Values, v)
	}
	p.stops = append(p.stops, st)

	strong := valueText
	strong.bold, strong.ink, strong.halo = true, i, true
	weak := valueText
	weak.halo = true
	a, b := x.at(r.Then.Y/d.divisor), x.at(r.Now.Y/d.divisor)
	const reach = 9.0
	switch {
	case !then && !now:
		p.text(x.at(math.Max(0, x.low))+8, y+4.2, atStart, lettering{size: 12, ink: inkFaint}, "no data")
	case !then:
		p.mark(e, i, b, y, 5)
		p.text(b+reach, y+4.2, atStart, strong, d.text(r.Now.Y)+" (no data for "+c.Then+")")
	case !now:
		p.hollow(inkNeutral, a, y, 4.5)
		p.text(a+reach, y+4.2, atStart, weak, d.text(r.Then.Y)+" (no data for "+c.Now+")")
	default:
		p.line(i, 3, nil, []xy{{a, y}, {b, y}})
		p.hollow(inkNeutral, a, y, 4.5)
		p.mark(e, i, b, y, 5)
		left, right := atEnd, atStart
		thenSide, nowSide := left, right
		if b < a {
			thenSide, nowSide = right, left
		}
		place := func(at float64, side anchor, l lettering, s string) {
			if side == atEnd {
				at -= reach
			} else {
				at += reach
			}
			p.text(at, y+4.2, side, l, s)
		}
		place(a, thenSide, weak, d.text(r.Then.Y))
		place(b, nowSide, strong, d.text(r.Now.Y))
	}
}
