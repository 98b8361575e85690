package figure

// Chart is a figure's content: one of the types of this package.
type Chart interface {
	// Head is the frame: title, unit, sources.
	Head() Frame
	// Table is the data for a reader: rounded, in the unit of the figure.
	Table() Table
	// Data is the data for a machine: in full, in the base unit.
	Data() Table
	// Describe is the text for screen readers.
	Describe() string

	// keys are the entries of the key above the plot.
	keys(width float64) []key
	// plotHeight is the height of the plot for a figure of this width.
	plotHeight(width float64) float64
	// draw draws into the plot and records the stops of the read-out.
	draw(p *pen, plot box)
}

// narrowWidth is the width under which a figure is laid out for a phone.
const narrowWidth = 500

// Options say how a chart is drawn, not what it shows.
type Options struct {
	Width float64 // pixels; 0 for 760, or 360 with Narrow
	// Narrow asks for the phone's layout; widths under 500 have it anyway.
	Narrow bool
	// Embed leaves title, subtitle, source and notes to the page's HTML, where
	// a wider font cannot run off, and leaves the style to the page (see CSS).
	Embed bool
	// ID begins every id inside the SVG; several SVGs in one page need several.
	// Empty: made from Frame.Name.
	ID string
	// Theme of PNG, PDF and an SVG file of its own; Light when left zero.
	Theme Theme
}

func (o Options) width() float64 {
	switch {
	case o.Width <= 0 && o.Narrow, o.Narrow && o.Width > narrowWidth:
		return 360
	case o.Width <= 0 || !finite(o.Width):
		return 760
	case o.Width < 240:
		return 240
	case o.Width > 4000:
		return 4000
	}
	return o.Width
}

func (o Options) theme() *Theme {
	if o.Theme.Name == "" {
		return &Light
	}
	return &o.Theme
}

func (o Options) id(f Frame) string {
	source := o.ID
	if source == "" {
		source = f.Name
	}
	out := []byte("fig-")
	if o.ID != "" {
		out = out[:0]
	}
	for i := 0; i < len(source) && len(out) < 80; i++ {
		c := source[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if letter || len(out) > 0 && (c >= '0' && c <= '9' || c == '-' || c == '_') {
			out = append(out, c)
		} else if len(out) > 0 {
			out = append(out, '-')
		}
	}
	if len(out) == 0 {
		return "fig"
	}
	return string(out)
}

// stop is one place of the read-out: a year, a row, an economy on the map.
type stop struct {
	X      *float64    `json:"x,omitempty"` // pixels; absent where stops lie one above another
	Y      *float64    `json:"y,omitempty"` // pixels; absent where stops lie side by side
	Code   string      `json:"code,omitempty"`
	Label  string      `json:"label"`
	Values []stopValue `json:"values"`
}

type stopValue struct {
	Name  string   `json:"name"`
	Class string   `json:"class"` // the ink: "a", "b", … as in .f-a and .s-a
	Dash  bool     `json:"dash,omitempty"`
	X     *float64 `json:"x,omitempty"` // pixels of the mark
	Y     *float64 `json:"y"`           // pixels of the mark; null when missing
	Text  string   `json:"text"`
}

func pixel(v float64) *float64 {
	r := float64(int64(v*100+0.5)) / 100
	return &r
}
