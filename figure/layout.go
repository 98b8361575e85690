package figure

import "math"

// Sizes of lettering, in pixels.
var (
	titleText    = lettering{size: 18, bold: true, ink: inkText}
	subtitleText = lettering{size: 13, ink: inkSoft}
	keyText      = lettering{size: 12, ink: inkSoft}
	tickText     = lettering{size: 12, ink: inkSoft}
	smallText    = lettering{size: 11, ink: inkFaint}
	sourceText   = lettering{size: 10.5, ink: inkFaint}
)

const (
	keySample = 26.0 // width of a line in a key
	keySwatch = 14.0 // width of a filled sample
	keyRow    = 19.0
)

// key explains one sign of the figure.
type key struct {
	text  string
	width float64                    // of the sample
	draw  func(p *pen, x, y float64) // the sample, from x to x+width, centred on y
}

type placedKey struct {
	key
	x, y  float64 // base line of the first line
	lines []string
}

// layout is where everything around the plot stands.
type layout struct {
	width, height float64
	margin        float64
	title, sub    []string
	titleY, subY  float64 // base lines of the first lines
	keys          []placedKey
	plot          box
	source        []string
	sourceY       float64
}

func newLayout(c Chart, o Options, note string) layout {
	f := c.Head()
	l := layout{width: o.width()}
	l.margin = 16
	if l.width < narrowWidth {
		l.margin = 12
	}
	y := l.margin
	if o.Embed {
		l.margin, y = 2, 4
	}
	inner := l.width - 2*l.margin
	if !o.Embed {
		if l.title = wrap(titleText, clean(f.Title), inner, 4); len(l.title) > 0 {
			l.titleY = y + 16
			y += 22*float64(len(l.title)) + 2
		}
		if l.sub = wrap(subtitleText, clean(f.Subtitle), inner, 6); len(l.sub) > 0 {
			l.subY = y + 12
			y += 17*float64(len(l.sub)) + 6
		}
	}
	y = l.placeKeys(c.keys(inner), y, inner)
	l.plot = box{x: l.margin, y: y, w: inner, h: c.plotHeight(inner)}
	y = l.plot.bottom()
	if o.Embed {
		l.height = math.Ceil(y + 4)
		return l
	}
	l.source = wrap(sourceText, clean(f.SourceLine()), inner, 6)
	if notes := f.Notes(); notes != "" {
		l.source = append(l.source, wrap(sourceText, clean(notes), inner, 12)...)
	}
	if note != "" {
		l.source = append(l.source, wrap(sourceText, note, inner, 2)...)
	}
	l.sourceY = y + 20
	l.height = math.Ceil(l.sourceY + 14*float64(len(l.source)-1) + l.margin)
	return l
}

// placeKeys sets the key in rows from the left and returns the y beneath it.
func (l *layout) placeKeys(keys []key, y, inner float64) float64 {
	x := l.margin
	for _, k := range keys {
		lines := wrap(keyText, clean(k.text), inner-k.width-8, 6)
		width := k.width + 8
		for _, line := range lines {
			width = math.Max(width, k.width+8+keyText.width(line))
		}
		if x > l.margin && x+width > l.margin+inner {
			x, y = l.margin, y+keyRow
		}
		l.keys = append(l.keys, placedKey{key: k, x: x, y: y + 12, lines: lines})
		x += width + 20
		if len(lines) > 1 {
			x, y = l.margin, y+keyRow+15*float64(len(lines)-1)
		}
	}
	if len(keys) == 0 {
		return y
	}
	if x > l.margin {
		y += keyRow
	}
	return y + 5
}

// drawChart draws the whole figure.
func drawChart(p *pen, c Chart, l layout, o Options) {
	if !o.Embed {
		p.rect(inkPaper, 1, box{0, 0, l.width, l.height})
	}
	for i, line := range l.title {
		p.text(l.margin, l.titleY+22*float64(i), atStart, titleText, line)
	}
	for i, line := range l.sub {
		p.text(l.margin, l.subY+17*float64(i), atStart, subtitleText, line)
	}
	for _, k := range l.keys {
		k.draw(p, k.x, k.y-4)
		for i, line := range k.lines {
			p.text(k.x+k.width+8, k.y+15*float64(i), atStart, keyText, line)
		}
	}
	c.draw(p, l.plot)
	for i, line := range l.source {
		p.text(l.margin, l.sourceY+14*float64(i), atStart, sourceText, line)
	}
}

// drawEmpty fills the plot of a figure that has no data with words.
func drawEmpty(p *pen, plot box, f Frame, absent string) {
	if f.Absent != "" {
		absent = f.Absent
	}
	p.outline(inkGrid, 1, corners(box{plot.x + 0.5, plot.y + 4, plot.w - 1, plot.h - 8}))
	head := tickText
	head.bold = true
	lines := wrap(tickText, clean(absent), plot.w-48, 4)
	y := plot.y + plot.h/2 - 8*float64(len(lines)) + 4
	p.text(plot.x+plot.w/2, y, atMiddle, head, "No data")
	for i, line := range lines {
		p.text(plot.x+plot.w/2, y+18+16*float64(i), atMiddle, tickText, line)
	}
}

// emptyHeight is the height of a plot without data.
const emptyHeight = 132
