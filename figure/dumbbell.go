package figure

import (
	"fmt"
	"math"
	"strings"
)

// Dumbbell compares two moments row by row: the share of a basket then and now.
type Dumbbell struct {
	Frame
	Rows []DumbbellRow
	// Then and Now name the two moments: "2002", "2017".
	Then, Now string
	// Economy is the one the rows belong to: the exporter of the flow.
	Economy Economy
}

// DumbbellRow is one row; a missing end is said in words.
type DumbbellRow struct {
	Label     string
	Then, Now Point // only Y, Missing and Note are used
	// Economy of this row where rows belong to different ones; ignored unless
	// Own is set.
	Economy Economy
	Own     bool
}

var _ Chart = Dumbbell{}

func known(p Point) bool { return !p.Missing && finite(p.Y) }

func (c Dumbbell) values() []float64 {
	var out []float64
	for _, r := range c.Rows {
		for _, p := range []Point{r.Then, r.Now} {
			if known(p) {
				out = append(out, p.Y)
			}
		}
	}
	return out
}

func (c Dumbbell) economy(r DumbbellRow) Economy {
	if r.Own {
		return r.Economy
	}
	return c.Economy
}

var (
	rowText   = lettering{size: 12.5, ink: inkText}
	valueText = lettering{size: 12, ink: inkSoft}
)

// rows lays the labels out: beside the plot, or above each row where names are
// long or the figure is narrow.
func (c Dumbbell) rows(width float64) (labels [][]string, left, pitch float64) {
	left = 0
	for _, r := range c.Rows {
		left = math.Max(left, rowText.width(clean(r.Label)))
	}
	room := 0.3 * width
	if width >= narrowWidth {
		lines := 1
		for _, r := range c.Rows {
			l := wrap(rowText, clean(r.Label), math.Min(left, room), 3)
			labels, lines = append(labels, l), max(lines, len(l))
		}
		return labels, math.Min(left, room) + 14, math.Max(30, 15*float64(lines)+12)
	}
	lines := 1
	for _, r := range c.Rows {
		l := wrap(rowText, clean(r.Label), width-8, 2)
		labels, lines = append(labels, l), max(lines, len(l))
	}
	return labels, 0, 26 + 15*float64(lines)
}

func (c Dumbbell) plotHeight(width float64) float64 {
	if len(c.values()) == 0 {
		return emptyHeight
	}
	_, _, pitch := c.rows(width)
	return pitch*float64(len(c.Rows)) + 22 + 26
}

func (c Dumbbell) keys(float64) []key {
	if len(c.values()) == 0 {
		return nil
	}
	own := false
	for _, r := range c.Rows {
		own = own || r.Own
	}
	i := economyInk(c.Economy)
	e := c.Economy
	if own {
		i, e = inkText, First
	}
	return []key{
		{c.Then, 10, func(p *pen, x, y float64) { p.hollow(inkNeutral, x+5, y, 4.5) }},
		{c.Now, 10, func(p *pen, x, y float64) { p.mark(e, i, x+5, y, 5) }},
	}
}

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

func (c Dumbbell) absent() string {
	var labels []string
	for _, r := range c.Rows {
		labels = append(labels, r.Label)
	}
	if len(labels) == 0 {
		return "No rows were given."
	}
	return "No values for " + c.Then + " or " + c.Now + ": " + strings.Join(labels, ", ") + "."
}

func (c Dumbbell) table(write func(v float64, known bool) string) Table {
	t := Table{Columns: distinct([]string{"Row", c.Then, c.Now}), Numeric: []bool{false, true, true}}
	for _, r := range c.Rows {
		t.Rows = append(t.Rows, []string{r.Label, write(r.Then.Y, known(r.Then)), write(r.Now.Y, known(r.Now))})
	}
	return t
}

// Table is the data for a reader.
func (c Dumbbell) Table() Table {
	d := c.display(c.values())
	return c.table(func(v float64, known bool) string { return shown(d, v, known) })
}

// Data is the data for a machine.
func (c Dumbbell) Data() Table { return c.table(plain) }

// Describe is the text for screen readers.
func (c Dumbbell) Describe() string {
	if c.Desc != "" {
		return c.Desc
	}
	d := c.display(c.values())
	var b strings.Builder
	fmt.Fprintf(&b, "Comparison of %s and %s", c.Then, c.Now)
	if d.unit != "" {
		fmt.Fprintf(&b, ", %s", d.unit)
	}
	b.WriteString(".")
	say := func(p Point) string {
		if !known(p) {
			return "no data"
		}
		return d.text(p.Y)
	}
	for _, r := range c.Rows {
		fmt.Fprintf(&b, " %s: %s, then %s.", r.Label, say(r.Then), say(r.Now))
	}
	return b.String()
}
