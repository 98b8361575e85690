package figure

import (
	"math"
	"strings"
)

// Frame is what every figure has around its data.
type Frame struct {
	Name     string // file name and id: "trade.exports-CHN-RUS"
	Title    string // the subject; a finding only where it is computed
	Subtitle string // what is counted, unit, period
	// Unit is the base unit of the values: "USD", "%", "months".
	Unit string
	// Divisor and DisplayUnit set how values are shown: 1e9 and "US$ billion".
	// Left zero, values of a million and more are scaled by the figure itself.
	Divisor     float64
	DisplayUnit string
	Suffix      string // set behind every shown value: "%", "×"
	Desc        string // for screen readers; made from the data when empty
	Sources     []string
	Caveats     []string
	// Breaks are where the series do not go on as they were, in order.
	Breaks []Break
	// Absent says which data would fill the figure; shown when there are none.
	Absent string
	// Height of the plot alone, in pixels; 0 for the chart's own.
	Height float64
}

// Head returns the frame, so that every chart embedding it has one.
func (f Frame) Head() Frame { return f }

// height is the height asked for within reason, or else the chart's own.
func (f Frame) height(own float64) float64 {
	if f.Height > 0 {
		return math.Max(80, math.Min(f.Height, 4000))
	}
	return own
}

// SourceLine is the line that stands under every figure.
func (f Frame) SourceLine() string {
	if len(f.Sources) == 0 {
		return "Source: not stated."
	}
	return "Source: " + sentence(strings.Join(f.Sources, "; "))
}

// Notes are the caveats as one paragraph, "" when there are none.
func (f Frame) Notes() string {
	if len(f.Caveats) == 0 {
		return ""
	}
	parts := make([]string, len(f.Caveats))
	for i, c := range f.Caveats {
		parts[i] = sentence(c)
	}
	return "Note: " + strings.Join(parts, " ")
}

func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

// display is how a figure's values are shown.
type display struct {
	divisor  float64
	unit     string // "US$ billion"; "" when the unit needs no words
	suffix   string
	decimals int  // of values in labels and read-outs
	sign     bool // write + before positive values
}

func (f Frame) display(values []float64) display {
	d := display{divisor: f.Divisor, unit: f.DisplayUnit, suffix: f.Suffix}
	if d.divisor == 0 || !finite(d.divisor) {
		d.divisor = 1
		if d.unit == "" {
			d.divisor, d.unit = DisplayUnit(f.Unit, values...)
		}
	} else if d.unit == "" && d.suffix == "" {
		d.unit = f.Unit
	}
	if d.suffix == "" && (d.unit == "%" || d.unit == "×") {
		d.suffix = d.unit
	}
	if d.suffix == d.unit {
		d.unit = ""
	}
	top := 0.0
	for _, v := range values {
		if finite(v) {
			top = math.Max(top, math.Abs(v/d.divisor))
		}
	}
	d.decimals = decimalsFor(top)
	for d.decimals > 0 && exactAt(values, d.divisor, d.decimals-1) {
		d.decimals-- // 13 and 62 need not be 13.0 and 62.0
	}
	return d
}

// exactAt reports whether every value can be written with that many decimals.
func exactAt(values []float64, divisor float64, decimals int) bool {
	power := math.Pow(10, float64(decimals))
	for _, v := range values {
		if v = v / divisor * power; finite(v) && math.Abs(v-math.Round(v)) > 1e-6*math.Max(1, math.Abs(v)*1e-6) {
			return false
		}
	}
	return true
}

// trim writes a value without trailing zeros.
func (d display) trim(v float64) string {
	s := number(v/d.divisor, d.decimals, d.sign)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s + d.suffix
}

// text writes a value of the base unit for a reader: with the decimals of the
// figure, or with two digits where it would else be rounded to nothing, or to one
// digit of whole units.
func (d display) text(v float64) string {
	x, decimals := v/d.divisor, d.decimals
	two := decimalsFor(math.Abs(x)) - 1
	nothing := math.Abs(x) < 0.5*math.Pow(10, -float64(decimals))
	if x != 0 && two > decimals && (nothing || decimals == 0) && math.Abs(x) >= 1e-9 {
		decimals = two
	}
	return number(x, decimals, d.sign) + d.suffix
}

// unitNote is the unit to print above the axis: none when the subtitle has it.
func (d display) unitNote(f Frame) string {
	if d.unit == "" || strings.Contains(strings.ToLower(f.Subtitle), strings.ToLower(d.unit)) {
		return ""
	}
	return d.unit
}
