package figure

import "math"

// Point is one observation in the chart's base unit. X is a year (2017), a
// month as year + (month-1)/12, or a duration.
type Point struct {
	X, Y float64
	// Missing marks an observation that is known to be absent. It breaks the
	// line; it is never drawn as zero.
	Missing bool
	// Note is shown with the value in the read-out and the table ("provisional").
	Note string
}

// Known reports whether the point has a value that can be drawn.
func (p Point) Known() bool { return !p.Missing && finite(p.X) && finite(p.Y) }

// Range is an interval at X, in the chart's base unit: a confidence or
// prediction interval around a series.
type Range struct {
	X, Low, High float64
	Missing      bool
}

func (r Range) known() bool {
	return !r.Missing && finite(r.X) && finite(r.Low) && finite(r.High)
}

// Economy is the place of an economy in a figure; it fixes colour and mark.
type Economy int

// The first and the second economy of a dyad, further ones, and Neutral for what
// belongs to no economy.
const (
	First Economy = iota
	Second
	Third
	Fourth
	Fifth
	Sixth
	Neutral
)

// Report says whose books a series comes from; it fixes the line's dash.
type Report int

// Unstated is drawn solid, as ByExporter, but gets no entry in the key.
const (
	Unstated Report = iota
	ByExporter
	ByImporter
	Reconciled
)

// Series is one line, one set of bars or one curve.
type Series struct {
	Name    string // "Russia → China"
	Short   string // the name where room is scarce: "RU → CN"; Name when empty
	Detail  string // a second line of the label: "China’s report"
	Economy Economy
	Report  Report
	Points  []Point
	// Interval, if any, is drawn as a band behind the line.
	Interval []Range
}

// Full is the name and the detail together, unique within a chart.
func (s Series) Full() string {
	if s.Detail == "" {
		return s.Name
	}
	return s.Name + ", " + s.Detail
}

func (s Series) short() string {
	if s.Short != "" {
		return s.Short
	}
	return s.Name
}

// last returns the latest known point.
func (s Series) last() (Point, bool) {
	best, found := Point{}, false
	for _, p := range s.Points {
		if p.Known() && (!found || p.X >= best.X) {
			best, found = p, true
		}
	}
	return best, found
}

// Band shades a span of years, both ends included.
type Band struct {
	From, To float64
	Label    string // small, above the plot; "" for none
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
