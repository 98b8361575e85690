package figure

import (
	"dyad/stat/quantile"
	"math"
	"sort"
)

func (c Distribution) draw(p *pen, plot box) {
	values := c.sorted(false)
	if len(values) == 0 {
		drawEmpty(p, plot, c.Frame, "No "+c.what()+" with a value.")
		return
	}
	d := c.show()
	note := wrap(smallText, c.footnote(), plot.w, 3)
	foot := plot.bottom() - distributionFoot - 15*float64(len(note))
	height := c.height(120)
	area := box{plot.x, foot - height, plot.w, height}
	low, high := c.domain()
	x := axis{low: low, high: high, from: area.x + 4, to: area.right() - 4, log: c.Log}
	c.drawHistogram(p, area, x, values)
	p.line(inkAxis, 1, nil, []xy{{area.x, foot}, {area.right(), foot}})
	c.drawQuartiles(p, area, x, values)
	c.drawTicks(p, area, x, d)
	c.drawMarks(p, plot, area, x, d)
	for i, line := range note {
		p.text(plot.x, plot.bottom()-3-15*float64(len(note)-1-i), atStart, smallText, line)
	}
}

func (c Distribution) drawHistogram(p *pen, area box, x axis, values []float64) {
	n := int(math.Max(8, math.Min(60, area.w/12)))
	if len(values) < 40 {
		// Few values are shown one by one.
		var lines [][]xy
		for _, v := range values {
			if v >= x.low && v <= x.high {
				lines = append(lines, []xy{{x.at(v), area.bottom() - 26}, {x.at(v), area.bottom() - 2}})
			}
		}
		if len(lines) > 0 {
			p.line(inkNeutral, 1.2, nil, lines...)
		}
		return
	}
	counts := make([]int, n)
	most := 0
	for _, v := range values {
		if v < x.low || v > x.high {
			continue
		}
		k := min(n-1, max(0, int((x.at(v)-x.from)/(x.to-x.from)*float64(n))))
		counts[k]++
		most = max(most, counts[k])
	}
	each := (x.to - x.from) / float64(n)
	var shapes [][]xy
	for k, count := range counts {
		if count > 0 {
			h := math.Max(1, float64(count)/float64(most)*(area.h-6))
			shapes = append(shapes, corners(box{x.from + each*float64(k) + 0.5, area.bottom() - h, each - 1, h}))
		}
	}
	p.fill(inkNeutral, 0.35, shapes...)
}

// drawQuartiles draws the middle half of all values as a bar beneath the axis.
func (c Distribution) drawQuartiles(p *pen, area box, x axis, values []float64) {
	if len(values) < 4 {
		return
	}
	clamp := func(v float64) float64 { return x.at(math.Max(x.low, math.Min(v, x.high))) }
	from, mid, to := clamp(quantile.Of(values, 0.25)), clamp(quantile.Of(values, 0.5)), clamp(quantile.Of(values, 0.75))
	p.rect(inkNeutral, 0.7, box{from, area.bottom() + 2, math.Max(1, to-from), 4})
	p.rect(inkText, 1, box{mid - 1, area.bottom() + 1, 2, 6})
}

func (c Distribution) drawTicks(p *pen, area box, x axis, d display) {
	var taken []box
	var marks [][]xy
	set := func(v float64, s string) {
		at := x.at(v)
		s += d.suffix
		half := tickText.width(s) / 2
		centre := math.Max(area.x+half, math.Min(at, area.right()-half))
		b := textBox(centre, area.bottom()+24, atMiddle, tickText, s)
		wide := box{b.x - 6, b.y, b.w + 12, b.h}
		if free(wide, taken) {
			taken = append(taken, p.text(centre, area.bottom()+24, atMiddle, tickText, s))
			marks = append(marks, []xy{{at, area.bottom()}, {at, area.bottom() + 9}})
		}
	}
	if !x.log {
		at, decimals := ticks(x.low/d.divisor, x.high/d.divisor, int(math.Max(2, math.Min(8, area.w/90))))
		for _, t := range at {
			set(t*d.divisor, number(t, decimals, false))
		}
	} else {
		from, to := math.Floor(math.Log10(x.low)), math.Ceil(math.Log10(x.high))
		steps := []float64{1}
		if to-from <= 2 {
			steps = []float64{1, 2, 5}
		}
		every := math.Max(1, math.Ceil((to-from)/math.Max(2, area.w/80)))
		for e := from; e <= to; e += every {
			for _, m := range steps {
				v := m * math.Pow(10, e)
				if v >= x.low*(1-1e-9) && v <= x.high*(1+1e-9) {
					set(v, magnitude(v/d.divisor))
				}
			}
		}
	}
	if len(marks) > 0 {
		p.line(inkAxis, 1, nil, marks...)
	}
	words := "Bar below the axis: the middle half of " + number(float64(len(c.sorted(true))), 0, false) + " " + c.what() + ", with the median"
	if d.unit != "" && d.unitNote(c.Frame) != "" {
		words = clean(d.unit) + ". " + words
	}
	p.text(area.x, area.bottom()+42, atStart, smallText, shorten(smallText, words, area.w))
}

// drawMarks draws the marked values, one label above another, left to right.
func (c Distribution) drawMarks(p *pen, plot, area box, x axis, d display) {
	labels, names := c.markLines(plot.w)
	order := []int{}
	for i, m := range c.Marks {
		if m.known() && (!c.Log || m.Value > 0) && m.Value >= x.low && m.Value <= x.high {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return c.Marks[order[a]].Value < c.Marks[order[b]].Value })
	y := plot.y
	for _, i := range order {
		m := c.Marks[i]
		at, colour := x.at(m.Value), economyInk(m.Economy)
		h := 15 * float64(len(labels[i]))
		p.line(colour, 1.6, nil, []xy{{at, y + 3}, {at, area.bottom()}})
		p.mark(m.Economy, colour, at, area.bottom(), 4)
		width := 0.0
		for k, line := range labels[i] {
			width = math.Max(width, c.markLetter(k < names[i], colour).width(line))
		}
		// To the right of its line where there is room, else to the left.
		side, tx := atStart, at+7
		if tx+width > plot.right() {
			side, tx = atEnd, at-7
		}
		if side == atEnd && tx-width < plot.x {
			side, tx = atStart, plot.x
		}
		for k, line := range labels[i] {
			p.text(tx, y+12+15*float64(k), side, c.markLetter(k < names[i], colour), line)
		}
		st := stop{X: pixel(at), Label: clean(m.Name)}
		st.Values = []stopValue{{Name: clean(m.Name), Class: colour.String(), X: pixel(at), Y: pixel(area.bottom()), Text: c.text(d, m.Value) + ", " + m.place(c.sorted(true))}}
		p.stops = append(p.stops, st)
		y += h + 6
	}
}

func (c Distribution) markLetter(isName bool, colour ink) lettering {
	l := labelDetail
	if isName {
		l = labelName
	}
	l.ink, l.halo = colour, true
	return l
}
