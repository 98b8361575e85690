package figure

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/vg"

	vgfont "gonum.org/v1/plot/font"
)

// pdfCanvas is a vg.Canvas over a PDF page with UTF-8 fonts. gonum's own PDF
// canvas has neither bold nor text beyond Latin-1.
type pdfCanvas struct {
	pdf    *fpdf.Fpdf
	height float64
	svgState
	saved  []svgState
	images int
}

func newPDFCanvas(width, height float64, f Frame) *pdfCanvas {
	orientation := "P"
	if width > height {
		orientation = "L"
	}
	pdf := fpdf.NewCustom(&fpdf.InitType{OrientationStr: orientation, UnitStr: "pt", Size: fpdf.SizeType{Wd: math.Min(width, height), Ht: math.Max(width, height)}})
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	// Fixed dates and sorted catalogues: the same figure gives the same bytes.
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	pdf.SetModificationDate(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	pdf.SetTitle(clean(f.Title), true)
	pdf.SetSubject(clean(f.Subtitle), true)
	pdf.SetCreator("dyad", true)
	pdf.SetLang("en")
	pdf.AddUTF8FontFromBytes("sans", "", append([]byte(nil), regular.ttf...))
	pdf.AddUTF8FontFromBytes("sans", "B", append([]byte(nil), bold.ttf...))
	pdf.AddPage()
	pdf.SetLineJoinStyle("round")
	return &pdfCanvas{pdf: pdf, height: height, svgState: svgState{colour: color.Black, width: 1, matrix: [6]float64{1, 0, 0, 1, 0, 0}}}
}

var _ vg.Canvas = (*pdfCanvas)(nil)

func (c *pdfCanvas) SetLineWidth(w vg.Length) { c.width = float64(w) }
func (c *pdfCanvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	c.dash, c.offset = append([]vg.Length(nil), pattern...), offset
}
func (c *pdfCanvas) SetColor(colour color.Color) {
	if colour == nil {
		colour = color.Black
	}
	c.colour = colour
}

func (c *pdfCanvas) svg() *svgCanvas              { return &svgCanvas{height: c.height, svgState: c.svgState} }
func (c *pdfCanvas) Rotate(rad float64)           { s := c.svg(); s.Rotate(rad); c.matrix = s.matrix }
func (c *pdfCanvas) Translate(pt vg.Point)        { s := c.svg(); s.Translate(pt); c.matrix = s.matrix }
func (c *pdfCanvas) Scale(x, y float64)           { s := c.svg(); s.Scale(x, y); c.matrix = s.matrix }
func (c *pdfCanvas) Push()                        { c.saved = append(c.saved, c.svgState) }
func (c *pdfCanvas) at(p vg.Point) (x, y float64) { return c.svg().at(p) }

func (c *pdfCanvas) Pop() {
	if n := len(c.saved); n > 0 {
		c.svgState, c.saved = c.saved[n-1], c.saved[:n-1]
	}
}

func (c *pdfCanvas) Stroke(p vg.Path) {
	if c.width <= 0 || len(p) == 0 {
		return
	}
	colour := c.setAlpha(c.colour)
	c.pdf.SetDrawColor(int(colour.R), int(colour.G), int(colour.B))
	c.pdf.SetLineWidth(c.width)
	dash := make([]float64, len(c.dash))
	for i, d := range c.dash {
		dash[i] = float64(d)
	}
	c.pdf.SetDashPattern(dash, float64(c.offset))
	c.outline(p)
	c.pdf.DrawPath("D")
}

func (c *pdfCanvas) Fill(p vg.Path) {
	if len(p) == 0 {
		return
	}
	colour := c.setAlpha(c.colour)
	c.pdf.SetFillColor(int(colour.R), int(colour.G), int(colour.B))
	c.outline(p)
	c.pdf.DrawPath("F")
}

func (c *pdfCanvas) setAlpha(colour color.Color) color.NRGBA {
	n := color.NRGBAModel.Convert(colour).(color.NRGBA)
	if p, ok := colour.(paint); ok {
		n = p.nrgba()
	}
	c.pdf.SetAlpha(math.Round(float64(n.A)/255*1000)/1000, "Normal")
	return n
}

func (c *pdfCanvas) outline(path vg.Path) {
	for _, comp := range path {
		x, y := c.at(comp.Pos)
		switch comp.Type {
		case vg.MoveComp:
			c.pdf.MoveTo(x, y)
		case vg.LineComp:
			c.pdf.LineTo(x, y)
		case vg.CurveComp:
			if len(comp.Control) == 1 {
				qx, qy := c.at(comp.Control[0])
				c.pdf.CurveTo(qx, qy, x, y)
			} else if len(comp.Control) == 2 {
				ax, ay := c.at(comp.Control[0])
				bx, by := c.at(comp.Control[1])
				c.pdf.CurveBezierCubicTo(ax, ay, bx, by, x, y)
			}
		case vg.ArcComp:
			c.arc(comp)
		case vg.CloseComp:
			c.pdf.ClosePath()
		}
	}
}

// arc draws quarter turns as cubic curves (error below 0.03 % of the radius).
func (c *pdfCanvas) arc(comp vg.PathComp) {
	steps := int(math.Ceil(math.Abs(comp.Angle) / (math.Pi / 2)))
	if steps == 0 {
		return
	}
	step := comp.Angle / float64(steps)
	k := 4.0 / 3 * math.Tan(step/4)
	point := func(angle, along float64) (x, y float64) {
		sin, cos := math.Sincos(angle)
		return c.at(vg.Point{X: comp.Pos.X + comp.Radius*vg.Length(cos-along*sin), Y: comp.Pos.Y + comp.Radius*vg.Length(sin+along*cos)})
	}
	for i := 0; i < steps; i++ {
		from, to := comp.Start+float64(i)*step, comp.Start+float64(i+1)*step
		ax, ay := point(from, k)
		bx, by := point(to, -k)
		x, y := point(to, 0)
		c.pdf.CurveBezierCubicTo(ax, ay, bx, by, x, y)
	}
}

func (c *pdfCanvas) setText(x, y float64, at anchor, l lettering, p paint, text string) {
	text = l.face().drawable(text)
	x -= l.face().width(text, l.size) * float64(at) / 2
	style := ""
	if l.bold {
		style = "B"
	}
	c.pdf.SetFont("sans", style, l.size)
	if l.halo {
		paper := p.theme.colours[inkPaper]
		c.setAlpha(paint{inkPaper, 1, p.theme})
		c.pdf.SetTextRenderingMode(1)
		c.pdf.SetDrawColor(int(paper.R), int(paper.G), int(paper.B))
		c.pdf.SetLineWidth(3.2)
		c.pdf.SetDashPattern(nil, 0)
		c.pdf.Text(x, y, text)
		c.pdf.SetTextRenderingMode(0)
	}
	colour := c.setAlpha(p)
	c.pdf.SetTextColor(int(colour.R), int(colour.G), int(colour.B))
	c.pdf.Text(x, y, text)
}

// FillString serves gonum's own plotters; figures of this package use setText.
func (c *pdfCanvas) FillString(f vgfont.Face, pt vg.Point, text string) {
	if f.Font.Size <= 0 {
		return
	}
	x, y := c.at(pt)
	style := ""
	if f.Font.Weight > 0 {
		style = "B"
	}
	colour := c.setAlpha(c.colour)
	c.pdf.SetFont("sans", style, float64(f.Font.Size))
	c.pdf.SetTextColor(int(colour.R), int(colour.G), int(colour.B))
	c.pdf.Text(x, y, regular.drawable(clean(text)))
}

// DrawImage embeds the image; no figure of this package uses one.
func (c *pdfCanvas) DrawImage(rect vg.Rectangle, img image.Image) {
	var data bytes.Buffer
	if png.Encode(&data, img) != nil {
		return
	}
	c.images++
	name := "image" + strconv.Itoa(c.images)
	c.pdf.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "PNG"}, &data)
	x, y := c.at(vg.Point{X: rect.Min.X, Y: rect.Max.Y})
	size := rect.Size()
	c.pdf.ImageOptions(name, x, y, float64(size.X), float64(size.Y), false, fpdf.ImageOptions{}, 0, "")
}
