package figure

import (
	"fmt"
	"math"
	"strings"
)

// Dumbbell compares two moments row by row: the share of a basket then and now.
type Dumbbell struct {
	Frame
	Rows []DumbbellRow
	// Then and Now name the two moments: "2002", "2017".
	Then, Now string
	// Economy is the one the rows belong to: the exporter of the flow.
	Economy Economy
}

// DumbbellRow is one row; a missing end is said in words.
type DumbbellRow struct {
	Label     string
	Then, Now Point // only Y, Missing and Note are used
	// Economy of this row where rows belong to different ones; ignored unless
	// Own is set.
	Economy Economy
	Own     bool
}

var _ Chart = Dumbbell{}

func known(p Point) bool { return !p.Missing && finite(p.Y) }

func (c Dumbbell) values() []float64 {
	var out []float64
	for _, r := range c.Rows {
		for _, p := range []Point{r.Then, r.Now} {
			if known(p) {
				out = append(out, p.Y)
			}
		}
	}
	return out
}

func (c Dumbbell) economy(r DumbbellRow) Economy {
	if r.Own {
		return r.Economy
	}
	return c.Economy
}

var (
	rowText   = lettering{size: 12.5, ink: inkText}
	valueText = lettering{size: 12, ink: inkSoft}
)

// rows lays the labels out: beside the plot, or above each row where names are
// long or the figure is narrow.
func (c Dumbbell) rows(width float64) (labels [][]string, left, pitch float64) {
	left = 0
	for _, r := range c.Rows {
		left = math.Max(left, rowText.width(clean(r.Label)))
	}
	room := 0.3 * width
	if width >= narrowWidth {
		lines := 1
		for _, r := range c.Rows {
			l := wrap(rowText, clean(r.Label), math.Min(left, room), 3)
			labels, lines = append(labels, l), max(lines, len(l))
		}
		return labels, math.Min(left, room) + 14, math.Max(30, 15*float64(lines)+12)
	}
	lines := 1
	for _, r := range c.Rows {
		l := wrap(rowText, clean(r.Label), width-8, 2)
		labels, lines = append(labels, l), max(lines, len(l))
	}
	return labels, 0, 26 + 15*float64(lines)
}

func (c Dumbbell) plotHeight(width float64) float64 {
	if len(c.values()) == 0 {
		return emptyHeight
	}
	_, _, pitch := c.rows(width)
	return pitch*float64(len(c.Rows)) + 22 + 26
}

func (c Dumbbell) keys(float64) []key {
	if len(c.values()) == 0 {
		return nil
	}
	own := false
	for _, r := range c.Rows {
		own = own || r.Own
	}
	i := economyInk(c.Economy)
	e := c.Economy
	if own {
		i, e = inkText, First
	}
	return []key{
		{c.Then, 10, func(p *pen, x, y float64) { p.hollow(inkNeutral, x+5, y, 4.5) }},
		{c.Now, 10, func(p *pen, x, y float64) { p.mark(e, i, x+5, y, 5) }},
	}
}

func (c Dumbbell) absent() string {
	var labels []string
	for _, r := range c.Rows {
		labels = append(labels, r.Label)
	}
	if len(labels) == 0 {
		return "No rows were given."
	}
	return "No values for " + c.Then + " or " + c.Now + ": " + strings.Join(labels, ", ") + "."
}

func (c Dumbbell) table(unit string, write func(v float64, known bool) string) Table {
	t := Table{Columns: distinct([]string{"Row", c.Then, c.Now}), Numeric: []bool{false, true, true}, Units: []string{"", unit, unit}}
	for _, r := range c.Rows {
		t.Rows = append(t.Rows, []string{r.Label, write(r.Then.Y, known(r.Then)), write(r.Now.Y, known(r.Now))})
	}
	return t
}

// Table is the data for a reader.
func (c Dumbbell) Table() Table {
	d := c.display(c.values())
	return c.table(d.unit, func(v float64, known bool) string { return shown(d, v, known) })
}

// Data is the data for a machine.
func (c Dumbbell) Data() Table { return c.table(c.Unit, plain) }

// Describe is the text for screen readers.
func (c Dumbbell) Describe() string {
	if c.Desc != "" {
		return c.Desc
	}
	d := c.display(c.values())
	var b strings.Builder
	fmt.Fprintf(&b, "Comparison of %s and %s", c.Then, c.Now)
	if d.unit != "" {
		fmt.Fprintf(&b, ", %s", d.unit)
	}
	b.WriteString(".")
	say := func(p Point) string {
		if !known(p) {
			return "no data"
		}
		return d.text(p.Y)
	}
	for _, r := range c.Rows {
		fmt.Fprintf(&b, " %s: %s, then %s.", r.Label, say(r.Then), say(r.Now))
	}
	return b.String()
}
