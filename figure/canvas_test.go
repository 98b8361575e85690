package figure

import (
	"bytes"
	"encoding/xml"
	"image"
	"io"
	"math"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
)

// TestCanvasesServeGonum draws a stock gonum plot, with its turned axis label, on
// both canvases: they are whole vg.Canvas and not only what this package needs.
func TestCanvasesServeGonum(t *testing.T) {
	if err := loadFonts(); err != nil {
		t.Fatal(err)
	}
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = "Title <1>", "x", "turned"
	p.Add(plotter.NewFunction(math.Sin), plotter.NewGrid())
	shapes := func(c vg.Canvas) {
		p.Draw(vgdraw.NewCanvas(c, 300, 200))
		c.Push()
		c.Translate(vg.Point{X: 10, Y: 10})
		c.Rotate(0.3)
		c.Scale(2, 2)
		c.SetColor(nil)
		c.SetLineDash([]vg.Length{2, 1}, 1)
		var path vg.Path
		path.Move(vg.Point{X: 1, Y: 1})
		path.QuadTo(vg.Point{X: 2, Y: 3}, vg.Point{X: 4, Y: 1})
		path.CubeTo(vg.Point{X: 5, Y: 5}, vg.Point{X: 6, Y: 5}, vg.Point{X: 7, Y: 1})
		path.Arc(vg.Point{X: 9, Y: 1}, 2, math.Pi, -3*math.Pi/2)
		path.Close()
		c.Stroke(path)
		c.Fill(path)
		c.DrawImage(vg.Rectangle{Max: vg.Point{X: 5, Y: 5}}, image.NewGray(image.Rect(0, 0, 2, 2)))
		c.Pop()
		c.Pop() // one too many is no fault
	}
	s := newSVGCanvas(200)
	shapes(s)
	decoder := xml.NewDecoder(io.MultiReader(bytes.NewBufferString("<svg>"), &s.out, bytes.NewBufferString("</svg>")))
	for {
		if _, err := decoder.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	c := newPDFCanvas(300, 200, Frame{})
	shapes(c)
	var b bytes.Buffer
	if err := c.pdf.Output(&b); err != nil || !bytes.HasPrefix(b.Bytes(), []byte("%PDF-")) {
		t.Fatalf("pdf: %v", err)
	}
}
