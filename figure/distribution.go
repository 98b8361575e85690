package figure

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// Distribution shows where marked values lie among all: a histogram of every
// value with its quartiles, and each marked value with its percentile.
type Distribution struct {
	Frame
	Values []float64 // all of them; values that are not finite count as missing
	Marks  []Mark
	// Log sets the values on a logarithmic axis; values of zero and less have no
	// place there and are counted beneath.
	Log bool
	// Of names what the values are: "dyads".
	Of string

	absent int // values that were not finite, once prepared
}

// Mark is one value pointed out in a Distribution.
type Mark struct {
	Name    string
	Short   string
	Value   float64
	Missing bool
	Economy Economy
	// Percentile in 0–100; taken from Values when Given is not set.
	Percentile float64
	Given      bool
}

var _ Chart = Distribution{}

func (c Distribution) what() string {
	if c.Of == "" {
		return "values"
	}
	return clean(c.Of)
}

// sorted gives the finite values in order; on a log axis the positive ones.
// Values already in order are not copied: prepare sorts them once a drawing.
func (c Distribution) sorted(all bool) []float64 {
	values := c.Values
	if !sort.Float64sAreSorted(values) || len(values) > 0 && !(finite(values[0]) && finite(values[len(values)-1])) {
		values = nil
		for _, v := range c.Values {
			if finite(v) {
				values = append(values, v)
			}
		}
		sort.Float64s(values)
	}
	if c.Log && !all {
		values = values[sort.Search(len(values), func(i int) bool { return values[i] > 0 }):]
	}
	return values
}

// prepare sorts the values, those that are not finite counted apart.
func (c Distribution) prepare() Chart {
	values := c.sorted(true)
	c.absent += len(c.Values) - len(values)
	c.Values = values
	return c
}

// percentile is the share of values below v, ties counted by half, in 0–100.
func percentile(sorted []float64, v float64) float64 {
	below := sort.SearchFloat64s(sorted, v)
	upTo := sort.Search(len(sorted), func(i int) bool { return sorted[i] > v })
	return 100 * (float64(below) + float64(upTo-below)/2) / float64(len(sorted))
}

// quantile is the linear interpolation of order statistics (type 7).
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(math.Floor(at))
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, suffix)
}

func (m Mark) known() bool { return !m.Missing && finite(m.Value) }

func (m Mark) place(sorted []float64) string {
	share := m.Percentile
	if !m.Given {
		if len(sorted) == 0 {
			return ""
		}
		share = percentile(sorted, m.Value)
	}
	switch {
	case share >= 99.5 && share < 100:
		return fmt.Sprintf("%s%% lie below", number(math.Floor(share*100)/100, 2, false))
	case share > 0 && share < 0.5:
		return fmt.Sprintf("%s%% lie below", number(math.Ceil(share*100)/100, 2, false))
	}
	return ordinal(int(math.Round(share))) + " percentile"
}

// show scales by the ends of the axis; a log axis names millions and billions at
// its ticks instead.
func (c Distribution) show() display {
	low, high := c.domain()
	if c.Log && c.Divisor == 0 && c.DisplayUnit == "" {
		c.Divisor = 1
		_, c.DisplayUnit = DisplayUnit(c.Unit)
	}
	return c.display([]float64{low, high})
}

// text writes a value with three significant digits, as values far apart share
// this figure.
func (c Distribution) text(d display, v float64) string {
	return magnitude(v/d.divisor) + d.suffix
}

// domain is the range of the axis: everything, or, where a few values lie very
// far out, the middle 99 % and all marks; the rest is counted beneath.
func (c Distribution) domain() (low, high float64) {
	values := c.sorted(false)
	if len(values) == 0 {
		return 0, 1
	}
	low, high = values[0], values[len(values)-1]
	if !c.Log {
		inner, outer := quantile(values, 0.005), quantile(values, 0.995)
		if high-low > 3*(outer-inner) && outer > inner {
			low, high = inner, outer
		}
	}
	for _, m := range c.Marks {
		if m.known() && (!c.Log || m.Value > 0) {
			low, high = math.Min(low, m.Value), math.Max(high, m.Value)
		}
	}
	if low == high {
		if c.Log {
			return low / 2, high * 2
		}
		return low - 1, high + 1
	}
	if c.Log {
		return low, high
	}
	room := 0.02 * (high - low)
	return low - room, high + room
}

// markLines gives the lines of every mark's label and how many of them are its
// name.
func (c Distribution) markLines(width float64) (labels [][]string, names []int) {
	d, sorted := c.show(), c.sorted(true)
	for _, m := range c.Marks {
		if !m.known() {
			labels, names = append(labels, nil), append(names, 0)
			continue
		}
		name := clean(m.Name)
		if m.Short != "" && width < narrowWidth {
			name = clean(m.Short)
		}
		room := math.Min(0.5*width, 260)
		l := wrap(labelName, name, room, 3)
		names = append(names, len(l))
		labels = append(labels, append(l, wrap(labelDetail, c.text(d, m.Value)+", "+m.place(sorted), room, 2)...))
	}
	return labels, names
}

func (c Distribution) plotHeight(width float64) float64 {
	if len(c.sorted(false)) == 0 {
		return emptyHeight
	}
	above := 8.0
	labels, _ := c.markLines(width)
	for _, l := range labels {
		if len(l) > 0 {
			above += 15*float64(len(l)) + 6
		}
	}
	height := c.Height
	if height <= 0 {
		height = 120
	}
	return above + height + distributionFoot + 15*float64(len(wrap(smallText, c.footnote(), width, 3)))
}

// distributionFoot is the room for ticks and words below the axis.
const distributionFoot = 48.0

func (c Distribution) keys(float64) []key { return nil }

// footnote counts what is not drawn.
func (c Distribution) footnote() string {
	absent, nonPositive, outside := c.absent, 0, 0
	low, high := c.domain()
	for _, v := range c.Values {
		switch {
		case !finite(v):
			absent++
		case c.Log && v <= 0:
			nonPositive++
		case v < low || v > high:
			outside++
		}
	}
	var parts []string
	for _, n := range []struct {
		count int
		what  string
	}{{nonPositive, "of zero or less"}, {outside, "beyond the ends of the axis"}, {absent, "without data"}} {
		if n.count > 0 {
			parts = append(parts, number(float64(n.count), 0, false)+" "+n.what)
		}
	}
	for _, m := range c.Marks {
		switch {
		case !m.known():
			parts = append(parts, m.Name+" (no data)")
		case c.Log && m.Value <= 0:
			parts = append(parts, m.Name+" ("+c.text(c.show(), m.Value)+")")
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return clean("Not shown: " + strings.Join(parts, ", ") + ".")
}

func (c Distribution) draw(p *pen, plot box) {
	values := c.sorted(false)
	if len(values) == 0 {
		drawEmpty(p, plot, c.Frame, "No "+c.what()+" with a value.")
		return
	}
	d := c.show()
	note := wrap(smallText, c.footnote(), plot.w, 3)
	foot := plot.bottom() - distributionFoot - 15*float64(len(note))
	height := c.Height
	if height <= 0 {
		height = 120
	}
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
	from, mid, to := clamp(quantile(values, 0.25)), clamp(quantile(values, 0.5)), clamp(quantile(values, 0.75))
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

func (c Distribution) table(write func(v float64, known bool) string) Table {
	t := Table{Columns: []string{"What", "Value", "Percentile"}, Numeric: []bool{false, true, true}}
	sorted := c.sorted(true)
	for _, m := range c.Marks {
		share := ""
		if m.known() && (m.Given || len(sorted) > 0) {
			v := m.Percentile
			if !m.Given {
				v = percentile(sorted, m.Value)
			}
			share = plain(math.Round(v*100)/100, true)
		}
		t.Rows = append(t.Rows, []string{m.Name, write(m.Value, m.known()), share})
	}
	if len(sorted) > 0 {
		for _, q := range []float64{0.05, 0.25, 0.5, 0.75, 0.95} {
			t.Rows = append(t.Rows, []string{"all " + c.what(), write(quantile(sorted, q), true), plain(100*q, true)})
		}
	}
	return t
}

// Table is the data for a reader.
func (c Distribution) Table() Table {
	d := c.show()
	return c.table(func(v float64, known bool) string {
		if !known {
			return ""
		}
		return c.text(d, v)
	})
}

// Data is the data for a machine.
func (c Distribution) Data() Table { return c.table(plain) }

// Describe is the text for screen readers.
func (c Distribution) Describe() string {
	if c.Desc != "" {
		return c.Desc
	}
	sorted := c.sorted(true)
	if len(sorted) == 0 {
		return "Distribution without data."
	}
	d := c.show()
	var b strings.Builder
	fmt.Fprintf(&b, "Distribution of %d %s: median %s, middle half %s to %s.", len(sorted), c.what(), c.text(d, quantile(sorted, 0.5)), c.text(d, quantile(sorted, 0.25)), c.text(d, quantile(sorted, 0.75)))
	for _, m := range c.Marks {
		if m.known() {
			fmt.Fprintf(&b, " %s: %s, %s.", m.Name, c.text(d, m.Value), m.place(sorted))
		} else {
			fmt.Fprintf(&b, " %s: no data.", m.Name)
		}
	}
	return b.String()
}
