package figure

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"

	vgfont "gonum.org/v1/plot/font"
)

// svgCanvas is a vg.Canvas that writes SVG with presentation attributes and
// classes: text stays text, and no style attribute stands in the way of a strict
// content security policy.
type svgCanvas struct {
	out    bytes.Buffer
	height float64
	svgState
	saved []svgState
}

type svgState struct {
	colour color.Color
	width  float64
	dash   []vg.Length
	offset vg.Length
	matrix [6]float64 // x' = m0 x + m2 y + m4, y' = m1 x + m3 y + m5, y upwards
}

func newSVGCanvas(height float64) *svgCanvas {
	return &svgCanvas{height: height, svgState: svgState{colour: color.Black, width: 1, matrix: [6]float64{1, 0, 0, 1, 0, 0}}}
}

var _ vg.Canvas = (*svgCanvas)(nil)

func (s *svgCanvas) SetLineWidth(w vg.Length) { s.width = float64(w) }
func (s *svgCanvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	s.dash, s.offset = append([]vg.Length(nil), pattern...), offset
}
func (s *svgCanvas) SetColor(c color.Color) {
	if c == nil {
		c = color.Black
	}
	s.colour = c
}

func (s *svgCanvas) multiply(a, b, c, d, e, f float64) {
	m := s.matrix
	s.matrix = [6]float64{
		m[0]*a + m[2]*b, m[1]*a + m[3]*b,
		m[0]*c + m[2]*d, m[1]*c + m[3]*d,
		m[0]*e + m[2]*f + m[4], m[1]*e + m[3]*f + m[5],
	}
}

func (s *svgCanvas) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	s.multiply(cos, sin, -sin, cos, 0, 0)
}
func (s *svgCanvas) Translate(pt vg.Point)  { s.multiply(1, 0, 0, 1, float64(pt.X), float64(pt.Y)) }
func (s *svgCanvas) Scale(x, y float64)     { s.multiply(x, 0, 0, y, 0, 0) }
func (s *svgCanvas) Push()                  { s.saved = append(s.saved, s.svgState) }
func (s *svgCanvas) Size() (x, y vg.Length) { return 0, vg.Length(s.height) }

func (s *svgCanvas) Pop() {
	if n := len(s.saved); n > 0 {
		s.svgState, s.saved = s.saved[n-1], s.saved[:n-1]
	}
}

// at applies the transform and turns y downwards.
func (s *svgCanvas) at(pt vg.Point) (x, y float64) {
	px, py := float64(pt.X), float64(pt.Y)
	m := s.matrix
	return m[0]*px + m[2]*py + m[4], s.height - (m[1]*px + m[3]*py + m[5])
}

// scale is the mean enlargement of the transform.
func (s *svgCanvas) scale() float64 {
	return math.Sqrt(math.Abs(s.matrix[0]*s.matrix[3] - s.matrix[1]*s.matrix[2]))
}

func (s *svgCanvas) Stroke(p vg.Path) {
	if s.width <= 0 || len(p) == 0 {
		return
	}
	s.out.WriteString(`<path`)
	s.paintAttributes("s-", "stroke")
	s.out.WriteString(` fill="none" stroke-width="` + num(s.width*s.scale()) + `" stroke-linejoin="round"`)
	if len(s.dash) > 0 {
		parts := make([]string, len(s.dash))
		for i, d := range s.dash {
			parts[i] = num(float64(d) * s.scale())
		}
		s.out.WriteString(` stroke-dasharray="` + strings.Join(parts, " ") + `"`)
		if s.offset != 0 {
			s.out.WriteString(` stroke-dashoffset="` + num(float64(s.offset)*s.scale()) + `"`)
		}
	}
	s.out.WriteString(` d="`)
	s.data(p)
	s.out.WriteString("\"/>\n")
}

func (s *svgCanvas) Fill(p vg.Path) {
	if len(p) == 0 {
		return
	}
	s.out.WriteString(`<path`)
	s.paintAttributes("f-", "fill")
	s.out.WriteString(` d="`)
	s.data(p)
	s.out.WriteString("\"/>\n")
}

func (s *svgCanvas) fillBordered(fill, border paint, width float64, p vg.Path) {
	s.out.WriteString(`<path class="f-` + fill.ink.String() + ` s-` + border.ink.String() + `" fill="` + hexOf(fill.theme.colours[fill.ink]) +
		`" stroke="` + hexOf(border.theme.colours[border.ink]) + `" stroke-width="` + num(width) + `" stroke-linejoin="round" d="`)
	s.data(p)
	s.out.WriteString("\"/>\n")
}

// paintAttributes writes the class where the colour is one of the theme's, and
// always the plain attribute, which a viewer without CSS variables uses.
func (s *svgCanvas) paintAttributes(prefix, attribute string) {
	c := color.NRGBAModel.Convert(s.colour).(color.NRGBA)
	alpha := float64(c.A) / 255
	if p, ok := s.colour.(paint); ok {
		s.out.WriteString(` class="` + prefix + p.ink.String() + `"`)
		c, alpha = p.theme.colours[p.ink], p.alpha
	}
	s.out.WriteString(` ` + attribute + `="` + hexOf(c) + `"`)
	if alpha < 1 {
		s.out.WriteString(` ` + attribute + `-opacity="` + strconv.FormatFloat(math.Round(alpha*1000)/1000, 'f', -1, 64) + `"`)
	}
}

// data writes path data. Lines are relative to the rounded place before, which
// halves a map and lets no rounding add up.
func (s *svgCanvas) data(path vg.Path) {
	var b []byte
	last := ""
	var at [2]int // the current place in hundredths
	for _, c := range path {
		switch c.Type {
		case vg.MoveComp:
			b = s.appendPoint(append(b, 'M'), c.Pos)
			at, last = s.hundredths(c.Pos), "M"
		case vg.LineComp:
			to := s.hundredths(c.Pos)
			if last != "l" {
				b = append(b, 'l')
			}
			b = appendStep(b, to[0]-at[0], last == "l")
			b = appendStep(b, to[1]-at[1], true)
			at, last = to, "l"
		case vg.CurveComp:
			letter := byte('Q')
			if len(c.Control) == 2 {
				letter = 'C'
			}
			b = append(b, letter)
			for _, control := range c.Control {
				b = append(s.appendPoint(b, control), ' ')
			}
			b = s.appendPoint(b, c.Pos)
			at, last = s.hundredths(c.Pos), "C"
		case vg.ArcComp:
			b = s.appendArc(b, c)
			sin, cos := math.Sincos(c.Start + c.Angle)
			at, last = s.hundredths(vg.Point{X: c.Pos.X + c.Radius*vg.Length(cos), Y: c.Pos.Y + c.Radius*vg.Length(sin)}), "A"
		case vg.CloseComp:
			b = append(b, 'Z')
			last = "Z"
		}
	}
	s.out.Write(b)
}

func (s *svgCanvas) hundredths(pt vg.Point) [2]int {
	x, y := s.at(pt)
	return [2]int{int(math.Round(x * 100)), int(math.Round(y * 100))}
}

// appendStep writes hundredths as short as SVG allows: ".5", "-3", "12.25". The
// sign parts it from the number before; a space does where there is none.
func appendStep(b []byte, hundredths int, follows bool) []byte {
	if follows && hundredths >= 0 {
		b = append(b, ' ')
	}
	if hundredths < 0 {
		b, hundredths = append(b, '-'), -hundredths
	}
	whole, rest := hundredths/100, hundredths%100
	if whole > 0 || rest == 0 {
		b = strconv.AppendInt(b, int64(whole), 10)
	}
	if rest > 0 {
		b = append(b, '.', byte('0'+rest/10))
		if rest%10 > 0 {
			b = append(b, byte('0'+rest%10))
		}
	}
	return b
}

func (s *svgCanvas) appendPoint(b []byte, pt vg.Point) []byte {
	x, y := s.at(pt)
	return append(append(append(b, num(x)...), ' '), num(y)...)
}

// appendArc draws an arc in steps of at most half a turn, as SVG cannot close a
// circle in one.
func (s *svgCanvas) appendArc(b []byte, c vg.PathComp) []byte {
	steps := int(math.Ceil(math.Abs(c.Angle)/math.Pi - 1e-9))
	r := num(float64(c.Radius) * s.scale())
	sweep := "0"
	if c.Angle < 0 {
		sweep = "1"
	}
	for i := 1; i <= steps; i++ {
		sin, cos := math.Sincos(c.Start + c.Angle*float64(i)/float64(steps))
		b = append(append(append(append(append(b, 'A'), r...), ' '), r...), " 0 0 "+sweep+" "...)
		b = s.appendPoint(b, vg.Point{X: c.Pos.X + c.Radius*vg.Length(cos), Y: c.Pos.Y + c.Radius*vg.Length(sin)})
	}
	return b
}

// FillString serves gonum's own plotters; figures of this package use setText.
func (s *svgCanvas) FillString(f vgfont.Face, pt vg.Point, text string) {
	if f.Font.Size <= 0 {
		return
	}
	x, y := s.at(pt)
	s.out.WriteString(`<text`)
	s.paintAttributes("f-", "fill")
	if angle := -math.Atan2(s.matrix[1], s.matrix[0]) * 180 / math.Pi; math.Abs(angle) > 0.01 {
		s.out.WriteString(` transform="rotate(` + num(angle) + ` ` + num(x) + ` ` + num(y) + `)"`)
	}
	s.out.WriteString(` x="` + num(x) + `" y="` + num(y) + `" font-size="` + num(float64(f.Font.Size)*s.scale()) + `">` + escape(clean(text)) + "</text>\n")
}

func (s *svgCanvas) setText(x, y float64, at anchor, l lettering, p paint, text string) {
	s.colour = p
	s.out.WriteString(`<text`)
	if l.halo {
		paper := p.theme.colours[inkPaper]
		s.out.WriteString(` class="f-` + p.ink.String() + ` s-paper" fill="` + hexOf(p.theme.colours[p.ink]) + `" stroke="` + hexOf(paper) +
			`" stroke-width="3.2" stroke-linejoin="round" paint-order="stroke"`)
	} else {
		s.paintAttributes("f-", "fill")
	}
	s.out.WriteString(` x="` + num(x) + `" y="` + num(y) + `" font-size="` + num(l.size) + `"`)
	if l.bold {
		s.out.WriteString(` font-weight="700"`)
	}
	switch at {
	case atMiddle:
		s.out.WriteString(` text-anchor="middle"`)
	case atEnd:
		s.out.WriteString(` text-anchor="end"`)
	}
	s.out.WriteString(">" + escape(text) + "</text>\n")
}

func (s *svgCanvas) beginGroup(class, code, title string) {
	s.out.WriteString(`<g class="` + escape(class) + `"`)
	if code != "" {
		s.out.WriteString(` data-code="` + escape(code) + `"`)
	}
	s.out.WriteString(">")
	if title != "" {
		s.out.WriteString("<title>" + escape(title) + "</title>")
	}
	s.out.WriteByte('\n')
}

func (s *svgCanvas) endGroup() { s.out.WriteString("</g>\n") }

// DrawImage embeds the image; no figure of this package uses one.
func (s *svgCanvas) DrawImage(rect vg.Rectangle, img image.Image) {
	var data bytes.Buffer
	if png.Encode(&data, img) != nil {
		return
	}
	x, y := s.at(vg.Point{X: rect.Min.X, Y: rect.Max.Y})
	size := rect.Size()
	s.out.WriteString(`<image x="` + num(x) + `" y="` + num(y) + `" width="` + num(float64(size.X)*s.scale()) + `" height="` + num(float64(size.Y)*s.scale()) +
		`" href="data:image/png;base64,` + base64.StdEncoding.EncodeToString(data.Bytes()) + "\"/>\n")
}

// num writes a length with at most two decimals, never "-0".
func num(v float64) string {
	v = math.Round(v*100) / 100
	if v == 0 || !finite(v) {
		return "0"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

func escape(s string) string { return escaper.Replace(s) }
