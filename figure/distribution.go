package figure

import (
	"dyad/stat/quantile"
	"fmt"
	"math"
	"sort"
	"strings"
)

// Distribution shows where marked values lie among all: a histogram of every
// value with its quartiles, and each marked value with its percentile.
type Distribution struct {
	Frame
	Values []float64 // all of them; values that are not finite count as missing
	Marks  []Mark
	// Log sets the values on a logarithmic axis; values of zero and less have no
	// place there and are counted beneath.
	Log bool
	// Of names what the values are: "dyads".
	Of string

	absent int // values that were not finite, once prepared
}

// Mark is one value pointed out in a Distribution.
type Mark struct {
	Name    string
	Short   string
	Value   float64
	Missing bool
	Economy Economy
	// Percentile in 0–100; taken from Values when Given is not set.
	Percentile float64
	Given      bool
}

var _ Chart = Distribution{}

func (c Distribution) what() string {
	if c.Of == "" {
		return "values"
	}
	return clean(c.Of)
}

// sorted gives the finite values in order; on a log axis the positive ones.
// Values already in order are not copied: prepare sorts them once a drawing.
func (c Distribution) sorted(all bool) []float64 {
	values := c.Values
	if !sort.Float64sAreSorted(values) || len(values) > 0 && !(finite(values[0]) && finite(values[len(values)-1])) {
		values = nil
		for _, v := range c.Values {
			if finite(v) {
				values = append(values, v)
			}
		}
		sort.Float64s(values)
	}
	if c.Log && !all {
		values = values[sort.Search(len(values), func(i int) bool { return values[i] > 0 }):]
	}
	return values
}

// prepare sorts the values, those that are not finite counted apart.
func (c Distribution) prepare() Chart {
	values := c.sorted(true)
	c.absent += len(c.Values) - len(values)
	c.Values = values
	return c
}

// percentile is the share of values below v, ties counted by half, in 0–100.
func percentile(sorted []float64, v float64) float64 {
	below := sort.SearchFloat64s(sorted, v)
	upTo := sort.Search(len(sorted), func(i int) bool { return sorted[i] > v })
	return 100 * (float64(below) + float64(upTo-below)/2) / float64(len(sorted))
}

func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, suffix)
}

func (m Mark) known() bool { return !m.Missing && finite(m.Value) }

func (m Mark) place(sorted []float64) string {
	share := m.Percentile
	if !m.Given {
		if len(sorted) == 0 {
			return ""
		}
		share = percentile(sorted, m.Value)
	}
	switch {
	case share >= 99.5 && share < 100:
		return fmt.Sprintf("%s%% lie below", number(math.Floor(share*100)/100, 2, false))
	case share > 0 && share < 0.5:
		return fmt.Sprintf("%s%% lie below", number(math.Ceil(share*100)/100, 2, false))
	}
	return ordinal(int(math.Round(share))) + " percentile"
}

// show scales by the ends of the axis; a log axis names millions and billions at
// its ticks instead.
func (c Distribution) show() display {
	low, high := c.domain()
	if c.Log && c.Divisor == 0 && c.DisplayUnit == "" {
		c.Divisor = 1
		_, c.DisplayUnit = DisplayUnit(c.Unit)
	}
	return c.display([]float64{low, high})
}

// text writes a value with three significant digits, as values far apart share
// this figure.
func (c Distribution) text(d display, v float64) string {
	return magnitude(v/d.divisor) + d.suffix
}

// domain is the range of the axis: everything, or, where a few values lie very
// far out, the middle 99 % and all marks; the rest is counted beneath.
func (c Distribution) domain() (low, high float64) {
	values := c.sorted(false)
	if len(values) == 0 {
		return 0, 1
	}
	low, high = values[0], values[len(values)-1]
	if !c.Log {
		inner, outer := quantile.Of(values, 0.005), quantile.Of(values, 0.995)
		if high-low > 3*(outer-inner) && outer > inner {
			low, high = inner, outer
		}
	}
	for _, m := range c.Marks {
		if m.known() && (!c.Log || m.Value > 0) {
			low, high = math.Min(low, m.Value), math.Max(high, m.Value)
		}
	}
	if low == high {
		if c.Log {
			return low / 2, high * 2
		}
		return low - 1, high + 1
	}
	if c.Log {
		return low, high
	}
	room := 0.02 * (high - low)
	return low - room, high + room
}

// markLines gives the lines of every mark's label and how many of them are its
// name.
func (c Distribution) markLines(width float64) (labels [][]string, names []int) {
	d, sorted := c.show(), c.sorted(true)
	for _, m := range c.Marks {
		if !m.known() {
			labels, names = append(labels, nil), append(names, 0)
			continue
		}
		name := clean(m.Name)
		if m.Short != "" && width < narrowWidth {
			name = clean(m.Short)
		}
		room := math.Min(0.5*width, 260)
		l := wrap(labelName, name, room, 3)
		names = append(names, len(l))
		labels = append(labels, append(l, wrap(labelDetail, c.text(d, m.Value)+", "+m.place(sorted), room, 2)...))
	}
	return labels, names
}

func (c Distribution) plotHeight(width float64) float64 {
	if len(c.sorted(false)) == 0 {
		return emptyHeight
	}
	above := 8.0
	labels, _ := c.markLines(width)
	for _, l := range labels {
		if len(l) > 0 {
			above += 15*float64(len(l)) + 6
		}
	}
	height := c.height(120)
	return above + height + distributionFoot + 15*float64(len(wrap(smallText, c.footnote(), width, 3)))
}

// distributionFoot is the room for ticks and words below the axis.
const distributionFoot = 48.0

func (c Distribution) keys(float64) []key { return nil }

// footnote counts what is not drawn.
func (c Distribution) footnote() string {
	absent, nonPositive, outside := c.absent, 0, 0
	low, high := c.domain()
	for _, v := range c.Values {
		switch {
		case !finite(v):
			absent++
		case c.Log && v <= 0:
			nonPositive++
		case v < low || v > high:
			outside++
		}
	}
	var parts []string
	for _, n := range []struct {
		count int
		what  string
	}{{nonPositive, "of zero or less"}, {outside, "beyond the ends of the axis"}, {absent, "without data"}} {
		if n.count > 0 {
			parts = append(parts, number(float64(n.count), 0, false)+" "+n.what)
		}
	}
	for _, m := range c.Marks {
		switch {
		case !m.known():
			parts = append(parts, m.Name+" (no data)")
		case c.Log && m.Value <= 0:
			parts = append(parts, m.Name+" ("+c.text(c.show(), m.Value)+")")
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return clean("Not shown: " + strings.Join(parts, ", ") + ".")
}

func (c Distribution) table(unit string, write func(v float64, known bool) string) Table {
	t := Table{Columns: []string{"What", "Value", "Percentile"}, Numeric: []bool{false, true, true}, Units: []string{"", unit, ""}}
	sorted := c.sorted(true)
	for _, m := range c.Marks {
		share := ""
		if m.known() && (m.Given || len(sorted) > 0) {
			v := m.Percentile
			if !m.Given {
				v = percentile(sorted, m.Value)
			}
			share = plain(math.Round(v*100)/100, true)
		}
		t.Rows = append(t.Rows, []string{m.Name, write(m.Value, m.known()), share})
	}
	if len(sorted) > 0 {
		for _, q := range []float64{0.05, 0.25, 0.5, 0.75, 0.95} {
			t.Rows = append(t.Rows, []string{"all " + c.what(), write(quantile.Of(sorted, q), true), plain(100*q, true)})
		}
	}
	return t
}

// Table is the data for a reader.
func (c Distribution) Table() Table {
	d := c.show()
	return c.table(d.unit, func(v float64, known bool) string {
		if !known {
			return ""
		}
		return c.text(d, v)
	})
}

// Data is the data for a machine.
func (c Distribution) Data() Table { return c.table(c.Unit, plain) }

// Describe is the text for screen readers.
func (c Distribution) Describe() string {
	if c.Desc != "" {
		return c.Desc
	}
	sorted := c.sorted(true)
	if len(sorted) == 0 {
		return "Distribution without data."
	}
	d := c.show()
	var b strings.Builder
	fmt.Fprintf(&b, "Distribution of %d %s: median %s, middle half %s to %s.", len(sorted), c.what(), c.text(d, quantile.Of(sorted, 0.5)), c.text(d, quantile.Of(sorted, 0.25)), c.text(d, quantile.Of(sorted, 0.75)))
	for _, m := range c.Marks {
		if m.known() {
			fmt.Fprintf(&b, " %s: %s, %s.", m.Name, c.text(d, m.Value), m.place(sorted))
		} else {
			fmt.Fprintf(&b, " %s: no data.", m.Name)
		}
	}
	return b.String()
}
