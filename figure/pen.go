package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
)

type xy struct{ x, y float64 }

// box is a rectangle in pixels, y downwards.
type box struct{ x, y, w, h float64 }

func (b box) right() float64  { return b.x + b.w }
func (b box) bottom() float64 { return b.y + b.h }

func (b box) overlaps(c box) bool {
	const slack = 0.5
	return b.x+slack < c.right() && c.x+slack < b.right() && b.y+slack < c.bottom() && c.y+slack < b.bottom()
}

type anchor int

const (
	atStart anchor = iota
	atMiddle
	atEnd
)

// lettering is how a text is set.
type lettering struct {
	size float64
	bold bool
	ink  ink
	halo bool // a rim of paper around the letters
}

func (l lettering) face() *typeface {
	if l.bold {
		return bold
	}
	return regular
}

func (l lettering) width(s string) float64 { return l.face().width(clean(s), l.size) }

// texter is a canvas that sets text by anchor and by ink, as SVG and PDF do.
type texter interface {
	setText(x, y float64, at anchor, l lettering, p paint, s string)
}

// grouper is a canvas that can hold shapes together under a name.
type grouper interface {
	beginGroup(class, code, title string)
	endGroup()
}

// pen draws on any vg.Canvas in pixels with y downwards.
type pen struct {
	canvas vg.Canvas
	height float64
	theme  *Theme
	stops  []stop // what the read-out can show
	texts  []box  // where text stands, so that labels keep clear of each other
	absent bool   // a character was missing in the font
}

func (p *pen) paint(i ink, alpha float64) paint { return paint{i, alpha, p.theme} }

// point turns y upwards, as vg has it, and keeps far-off places within reach of
// the rasterisers.
func (p *pen) point(x, y float64) vg.Point {
	return vg.Point{X: vg.Length(near(x)), Y: vg.Length(near(p.height - y))}
}

func near(v float64) float64 {
	const far = 20000
	if math.IsNaN(v) {
		return 0
	}
	return math.Max(-far, math.Min(v, far))
}

func (p *pen) path(closed bool, lines ...[]xy) vg.Path {
	var path vg.Path
	for _, line := range lines {
		for i, pt := range line {
			if i == 0 {
				path.Move(p.point(pt.x, pt.y))
			} else {
				path.Line(p.point(pt.x, pt.y))
			}
		}
		if closed && len(line) > 0 {
			path.Close()
		}
	}
	return path
}

// line strokes one or more open lines as one shape.
func (p *pen) line(i ink, width float64, dash []float64, lines ...[]xy) {
	p.stroke(i, width, dash, p.path(false, lines...))
}

func (p *pen) stroke(i ink, width float64, dash []float64, path vg.Path) {
	if len(path) == 0 {
		return
	}
	lengths := make([]vg.Length, len(dash))
	for k, d := range dash {
		lengths[k] = vg.Length(d)
	}
	p.canvas.SetLineWidth(vg.Length(width))
	p.canvas.SetLineDash(lengths, 0)
	p.canvas.SetColor(p.paint(i, 1))
	p.canvas.Stroke(path)
}

// fill fills one or more closed lines as one shape.
func (p *pen) fill(i ink, alpha float64, lines ...[]xy) {
	path := p.path(true, lines...)
	if len(path) == 0 {
		return
	}
	p.canvas.SetColor(p.paint(i, alpha))
	p.canvas.Fill(path)
}

func corners(b box) []xy {
	return []xy{{b.x, b.y}, {b.right(), b.y}, {b.right(), b.bottom()}, {b.x, b.bottom()}}
}

func (p *pen) rect(i ink, alpha float64, b box) { p.fill(i, alpha, corners(b)) }

// outline strokes closed lines.
func (p *pen) outline(i ink, width float64, lines ...[]xy) {
	p.stroke(i, width, nil, p.path(true, lines...))
}

// borderer is a canvas that can fill and stroke one path, saying it once.
type borderer interface {
	fillBordered(fill, border paint, width float64, path vg.Path)
}

// fillBordered fills closed lines and draws their border.
func (p *pen) fillBordered(i, border ink, width float64, lines ...[]xy) {
	if b, ok := p.canvas.(borderer); ok {
		if path := p.path(true, lines...); len(path) > 0 {
			b.fillBordered(p.paint(i, 1), p.paint(border, 1), width, path)
		}
		return
	}
	p.fill(i, 1, lines...)
	p.outline(border, width, lines...)
}

// circle is drawn as two arcs, which every canvas knows.
func (p *pen) circle(i ink, x, y, r float64) {
	var path vg.Path
	path.Move(p.point(x+r, y))
	path.Arc(p.point(x, y), vg.Length(r), 0, 2*math.Pi)
	path.Close()
	p.canvas.SetColor(p.paint(i, 1))
	p.canvas.Fill(path)
}

// text sets one line; y is the base line. It returns the box the text takes.
func (p *pen) text(x, y float64, at anchor, l lettering, s string) box {
	s = clean(s)
	if s == "" {
		return box{x: x, y: y}
	}
	place := textBox(x, y, at, l, s)
	p.texts = append(p.texts, place)
	if l.face().drawable(s) != s {
		p.absent = true
	}
	if t, ok := p.canvas.(texter); ok {
		t.setText(x, y, at, l, p.paint(l.ink, 1), s)
		return place
	}
	face := l.face().face
	face.Font.Size = vg.Length(l.size)
	s = l.face().drawable(s)
	pt := p.point(x-l.face().width(s, l.size)*float64(at)/2, y)
	if l.halo {
		p.canvas.SetColor(p.paint(inkPaper, 1))
		for k := 0.0; k < 12; k++ {
			sin, cos := math.Sincos(k * math.Pi / 6)
			p.canvas.FillString(face, vg.Point{X: pt.X + vg.Length(1.6*cos), Y: pt.Y + vg.Length(1.6*sin)}, s)
		}
	}
	p.canvas.SetColor(p.paint(l.ink, 1))
	p.canvas.FillString(face, pt, s)
	return place
}

// textBox is where a line of text would stand.
func textBox(x, y float64, at anchor, l lettering, s string) box {
	w := l.width(s)
	return box{x: x - w*float64(at)/2, y: y - 0.78*l.size, w: w, h: l.size}
}

// group names the shapes drawn by f, where the canvas can.
func (p *pen) group(class, code, title string, f func()) {
	if g, ok := p.canvas.(grouper); ok {
		g.beginGroup(class, clean(code), clean(title))
		defer g.endGroup()
	}
	f()
}
