package figure

import (
	"fmt"
	"sort"
	"strings"
)

// periods gives every X of the series, in order, each once.
func periods(series []Series) []float64 {
	var xs []float64
	for _, s := range series {
		for _, p := range s.Points {
			if finite(p.X) {
				xs = append(xs, p.X)
			}
		}
		for _, r := range s.Interval {
			if finite(r.X) {
				xs = append(xs, r.X)
			}
		}
	}
	sort.Float64s(xs)
	out := xs[:0]
	for i, x := range xs {
		if i == 0 || x-out[len(out)-1] > 1e-6 {
			out = append(out, x)
		}
	}
	return out
}

// pointAt gives the point of a series at X; missing when there is none.
func (s Series) pointAt(x float64) Point {
	for _, p := range s.Points {
		if p.X-x < 1e-6 && x-p.X < 1e-6 {
			return p
		}
	}
	return Point{X: x, Missing: true}
}

func (s Series) rangeAt(x float64) (Range, bool) {
	for _, r := range s.Interval {
		if r.X-x < 1e-6 && x-r.X < 1e-6 && r.known() {
			return r, true
		}
	}
	return Range{}, false
}

// readout is the text of a value with its interval and its note.
func readout(d display, s Series, p Point) string {
	if !p.Known() {
		if p.Note != "" {
			return "no data (" + clean(p.Note) + ")"
		}
		return "no data"
	}
	text := d.text(p.Y)
	if r, ok := s.rangeAt(p.X); ok {
		text += " (" + d.text(r.Low) + " to " + d.text(r.High) + ")"
	}
	if p.Note != "" {
		text += " (" + clean(p.Note) + ")"
	}
	return text
}

// record notes the stops of the read-out.
func (c Lines) record(p *pen, x, y axis, d display) {
	for _, at := range periods(c.Series) {
		st := stop{X: pixel(x.at(at)), Label: period(at, c.step())}
		for _, s := range c.Series {
			pt := s.pointAt(at)
			v := stopValue{Name: clean(s.Full()), Class: economyInk(s.Economy).String(), Dash: len(s.Report.dash()) > 0, Text: readout(d, s, pt)}
			if pt.Known() {
				v.X, v.Y = pixel(x.at(at)), pixel(y.at(pt.Y/d.divisor))
			}
			st.Values = append(st.Values, v)
		}
		p.stops = append(p.stops, st)
	}
}

// seriesTable lays the series side by side, one row a period.
func seriesTable(first string, series []Series, step float64, write func(v float64, known bool) string) Table {
	t := Table{Columns: []string{first}, Numeric: []bool{step >= 1}}
	notes := false
	for _, s := range series {
		t.Columns, t.Numeric = append(t.Columns, s.Full()), append(t.Numeric, true)
		if len(s.Interval) > 0 {
			t.Columns = append(t.Columns, s.Full()+", low", s.Full()+", high")
			t.Numeric = append(t.Numeric, true, true)
		}
		for _, p := range s.Points {
			notes = notes || p.Note != ""
		}
	}
	if notes {
		t.Columns, t.Numeric = append(t.Columns, "Notes"), append(t.Numeric, false)
	}
	t.Columns = distinct(t.Columns)
	for _, x := range periods(series) {
		row := []string{period(x, step)}
		var remarks []string
		for _, s := range series {
			p := s.pointAt(x)
			row = append(row, write(p.Y, p.Known()))
			if len(s.Interval) > 0 {
				r, ok := s.rangeAt(x)
				row = append(row, write(r.Low, ok), write(r.High, ok))
			}
			if p.Note != "" {
				remarks = append(remarks, s.Full()+": "+p.Note)
			}
		}
		if notes {
			row = append(row, strings.Join(remarks, "; "))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// distinct numbers column names that occur twice, as JSON keys must differ.
func distinct(columns []string) []string {
	seen := map[string]int{}
	for i, c := range columns {
		seen[c]++
		if n := seen[c]; n > 1 {
			columns[i] = fmt.Sprintf("%s (%d)", c, n)
		}
	}
	return columns
}

// Table is the data for a reader.
func (c Lines) Table() Table {
	d := c.show()
	return seriesTable("Year", c.Series, c.step(), func(v float64, known bool) string { return shown(d, v, known) })
}

// Data is the data for a machine.
func (c Lines) Data() Table { return seriesTable("year", c.Series, c.step(), plain) }

// Describe is the text for screen readers.
func (c Lines) Describe() string {
	return describeSeries(c.Frame, "Line chart", c.Series, c.Shade, c.show(), c.step())
}

func describeSeries(f Frame, kind string, series []Series, shade []Band, d display, step float64) string {
	if f.Desc != "" {
		return f.Desc
	}
	xs := periods(series)
	if len(xs) == 0 {
		return kind + " without data."
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s to %s", kind, period(xs[0], step), period(xs[len(xs)-1], step))
	if d.unit != "" {
		fmt.Fprintf(&b, ", %s", d.unit)
	}
	b.WriteString(".")
	for i, s := range series {
		if i == 12 {
			fmt.Fprintf(&b, " And %d more series.", len(series)-i)
			break
		}
		last, ok := s.last()
		if !ok {
			fmt.Fprintf(&b, " %s: no data.", s.Full())
			continue
		}
		first := last
		for _, p := range s.Points {
			if p.Known() && p.X < first.X {
				first = p
			}
		}
		if first.X == last.X {
			fmt.Fprintf(&b, " %s: %s in %s.", s.Full(), d.text(last.Y), period(last.X, step))
		} else {
			fmt.Fprintf(&b, " %s: from %s in %s to %s in %s.", s.Full(), d.text(first.Y), period(first.X, step), d.text(last.Y), period(last.X, step))
		}
		if n := missing(s, xs); n > 0 {
			fmt.Fprintf(&b, " %d of %d values missing.", n, len(xs))
		}
	}
	if n := len(shade); n > 0 {
		var spans []string
		for _, s := range shade {
			if s.From == s.To {
				spans = append(spans, period(s.From, step))
			} else {
				spans = append(spans, period(s.From, step)+" to "+period(s.To, step))
			}
		}
		fmt.Fprintf(&b, " Shaded: %s.", strings.Join(spans, ", "))
	}
	return b.String()
}

func missing(s Series, xs []float64) int {
	n := 0
	for _, x := range xs {
		if !s.pointAt(x).Known() {
			n++
		}
	}
	return n
}
