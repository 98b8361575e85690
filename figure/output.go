package figure

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"
	"gonum.org/v1/plot/vg/vgimg"
)

// ErrFormat is returned by Write for a file ending it cannot write.
var ErrFormat = errors.New("unknown figure format")

// ErrNoChart is returned when there is no chart to draw.
var ErrNoChart = errors.New("no chart was given")

// dpi of PNG files: two dots to a pixel of the layout.
const dpi = 144

const glyphNote = "□ stands for characters that this file’s font does not have; the SVG shows them."

// preparer is a chart that computes something once before it is drawn.
type preparer interface{ prepare() Chart }

// draw lays the chart out and draws it on the canvas that open makes.
func draw(c Chart, o Options, fontLimited bool, open func(l layout) vg.Canvas) (*pen, layout, error) {
	if c == nil {
		return nil, layout{}, ErrNoChart
	}
	if err := loadFonts(); err != nil {
		return nil, layout{}, fmt.Errorf("figure %s: fonts: %w", c.Head().Name, err)
	}
	if r, ok := c.(preparer); ok {
		c = r.prepare()
	}
	note := ""
	if fontLimited {
		// A first pass on a canvas that draws nothing finds missing characters.
		l := newLayout(c, o, "")
		p := &pen{canvas: &recorder.Canvas{}, height: l.height, theme: o.theme()}
		drawChart(p, c, l, o)
		if p.absent {
			note = glyphNote
		}
	}
	l := newLayout(c, o, note)
	p := &pen{canvas: open(l), height: l.height, theme: o.theme()}
	drawChart(p, c, l, o)
	return p, l, nil
}

// SVG writes the chart as SVG.
func SVG(w io.Writer, c Chart, o Options) error {
	var canvas *svgCanvas
	_, l, err := draw(c, o, false, func(l layout) vg.Canvas {
		canvas = newSVGCanvas(l.height)
		return canvas
	})
	if err != nil {
		return err
	}
	f, id := c.Head(), o.id(c.Head())
	var b bytes.Buffer
	width, height := num(l.width), num(l.height)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="fig" id="%s" viewBox="0 0 %s %s" width="%s" height="%s" role="img" aria-labelledby="%s-title %s-desc" font-family="%s">`+"\n",
		id, width, height, width, height, id, id, escape(fontFamily))
	title := clean(f.Title)
	if title == "" {
		title = clean(f.Name)
	}
	fmt.Fprintf(&b, "<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">%s</desc>\n", id, escape(title), id, escape(clean(c.Describe())))
	if !o.Embed {
		b.WriteString("<style>" + standaloneCSS(*o.theme()) + "</style>\n")
	}
	b.Write(canvas.out.Bytes())
	b.WriteString("</svg>\n")
	_, err = w.Write(b.Bytes())
	return err
}

// PNG writes the chart as a PNG image of 144 dots to the inch.
func PNG(w io.Writer, c Chart, o Options) error {
	var canvas *vgimg.Canvas
	o2 := o
	o2.Embed = false
	_, _, err := draw(c, o2, true, func(l layout) vg.Canvas {
		canvas = vgimg.NewWith(vgimg.UseWH(vg.Length(l.width), vg.Length(l.height)), vgimg.UseDPI(dpi))
		return canvas
	})
	if err != nil {
		return err
	}
	_, err = vgimg.PngCanvas{Canvas: canvas}.WriteTo(w)
	return err
}

// PDF writes the chart as one page of its own size.
func PDF(w io.Writer, c Chart, o Options) error {
	var canvas *pdfCanvas
	o.Embed = false
	_, _, err := draw(c, o, true, func(l layout) vg.Canvas {
		canvas = newPDFCanvas(l.width, l.height, c.Head())
		return canvas
	})
	if err != nil {
		return err
	}
	if err := canvas.pdf.Output(w); err != nil {
		return fmt.Errorf("figure %s: pdf: %w", c.Head().Name, err)
	}
	return nil
}

// HoverData gives, as JSON, where the values of the SVG with the same options
// stand, in the coordinates of its viewBox:
//
//	{"id": "…", "width": 760, "height": 489, "plot": [x, y, width, height],
//	 "stops": [{"x": 61.3, "label": "1992", "values": [
//	   {"name": "China → Russia, China’s report", "class": "a", "x": 61.3, "y": 401.2, "text": "2.34"}]}]}
//
// Stops of Lines, Bars, Steps and Distribution have x and lie side by side, those
// of Dumbbell have y and lie one above another, those of WorldMap have both and
// the economy's code, as do the map's groups (data-code). class is the ink, as in
// the SVG's classes f-a and s-a; dash is true for what is drawn dashed or light.
// A value that is missing has y null and the text "no data".
func HoverData(c Chart, o Options) ([]byte, error) {
	p, l, err := draw(c, o, false, func(layout) vg.Canvas { return &recorder.Canvas{} })
	if err != nil {
		return nil, err
	}
	stops := p.stops
	if stops == nil {
		stops = []stop{}
	}
	round := func(v float64) float64 { return math.Round(v*100) / 100 }
	return json.Marshal(struct {
		ID     string     `json:"id"`
		Width  float64    `json:"width"`
		Height float64    `json:"height"`
		Plot   [4]float64 `json:"plot"` // x, y, width, height
		Stops  []stop     `json:"stops"`
	}{o.id(c.Head()), round(l.width), round(l.height), [4]float64{round(l.plot.x), round(l.plot.y), round(l.plot.w), round(l.plot.h)}, stops})
}

// Formats are the file endings Write knows.
var Formats = []string{".svg", ".png", ".pdf", ".csv", ".json"}

// Encode writes the chart in the format of a file ending (".svg").
func Encode(w io.Writer, format string, c Chart, o Options) error {
	if c == nil {
		return ErrNoChart
	}
	switch strings.ToLower(format) {
	case ".svg":
		return SVG(w, c, o)
	case ".png":
		return PNG(w, c, o)
	case ".pdf":
		return PDF(w, c, o)
	case ".csv":
		return CSV(w, c)
	case ".json":
		return JSON(w, c)
	}
	return fmt.Errorf("%w %q: a figure can be written as %s", ErrFormat, format, strings.Join(Formats, ", "))
}

// Write writes the chart to a file in the format of its ending. The file
// appears whole or not at all.
func Write(path string, c Chart, o Options) error {
	var b bytes.Buffer
	if err := Encode(&b, filepath.Ext(path), c, o); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), ".figure-*")
	if err != nil {
		return fmt.Errorf("write figure %s: %w", path, err)
	}
	defer os.Remove(temporary.Name())
	_, err = temporary.Write(b.Bytes())
	if closed := temporary.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(temporary.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write figure %s: %w", path, err)
	}
	return nil
}
