package figure

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"math"

	vgfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

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
