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
func seriesTable(first string, series []Series, step float64, unit string, write func(v float64, known bool) string) Table {
	var t Table
	t.column(first, step >= 1, "")
	notes := false
	for _, s := range series {
		t.column(s.Full(), true, unit)
		if len(s.Interval) > 0 {
			t.column(s.Full()+", low", true, unit)
			t.column(s.Full()+", high", true, unit)
		}
		for _, p := range s.Points {
			notes = notes || p.Note != ""
		}
	}
	if notes {
		t.column("Notes", false, "")
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

func (c Lines) first(year, month string) string {
	if c.step() < 1 {
		return month
	}
	return year
}

// Table is the data for a reader.
func (c Lines) Table() Table {
	d := c.show()
	return seriesTable(c.first("Year", "Month"), c.Series, c.step(), d.unit, func(v float64, known bool) string { return shown(d, v, known) })
}

// Data is the data for a machine.
func (c Lines) Data() Table {
	return seriesTable(c.first("year", "month"), c.Series, c.step(), c.Unit, plain)
}

// Describe is the text for screen readers.
func (c Lines) Describe() string {
	return describeSeries(c.Frame, "Line chart", c.Series, c.Shade, c.show(), c.step())
}
