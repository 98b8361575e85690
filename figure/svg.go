package figure

import (
	"bytes"
	"image/color"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
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

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

func escape(s string) string { return escaper.Replace(s) }
