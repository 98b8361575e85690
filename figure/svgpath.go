package figure

import (
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
)

// data writes path data. Lines are relative to the rounded place before, which
// halves a map and lets no rounding add up.
func (s *svgCanvas) data(path vg.Path) {
	var b []byte
	last := ""
	var at [2]int // the current place in hundredths
	for _, c := range path {
		switch c.Type {
		case vg.MoveComp:
			b = s.appendPoint(append(b, 'M'), c.Pos)
			at, last = s.hundredths(c.Pos), "M"
		case vg.LineComp:
			to := s.hundredths(c.Pos)
			if last != "l" {
				b = append(b, 'l')
			}
			b = appendStep(b, to[0]-at[0], last == "l")
			b = appendStep(b, to[1]-at[1], true)
			at, last = to, "l"
		case vg.CurveComp:
			letter := byte('Q')
			if len(c.Control) == 2 {
				letter = 'C'
			}
			b = append(b, letter)
			for _, control := range c.Control {
				b = append(s.appendPoint(b, control), ' ')
			}
			b = s.appendPoint(b, c.Pos)
			at, last = s.hundredths(c.Pos), "C"
		case vg.ArcComp:
			b = s.appendArc(b, c)
			sin, cos := math.Sincos(c.Start + c.Angle)
			at, last = s.hundredths(vg.Point{X: c.Pos.X + c.Radius*vg.Length(cos), Y: c.Pos.Y + c.Radius*vg.Length(sin)}), "A"
		case vg.CloseComp:
			b = append(b, 'Z')
			last = "Z"
		}
	}
	s.out.Write(b)
}

func (s *svgCanvas) hundredths(pt vg.Point) [2]int {
	x, y := s.at(pt)
	return [2]int{int(math.Round(x * 100)), int(math.Round(y * 100))}
}

// appendStep writes hundredths as short as SVG allows: ".5", "-3", "12.25". The
// sign parts it from the number before; a space does where there is none.
func appendStep(b []byte, hundredths int, follows bool) []byte {
	if follows && hundredths >= 0 {
		b = append(b, ' ')
	}
	if hundredths < 0 {
		b, hundredths = append(b, '-'), -hundredths
	}
	whole, rest := hundredths/100, hundredths%100
	if whole > 0 || rest == 0 {
		b = strconv.AppendInt(b, int64(whole), 10)
	}
	if rest > 0 {
		b = append(b, '.', byte('0'+rest/10))
		if rest%10 > 0 {
			b = append(b, byte('0'+rest%10))
		}
	}
	return b
}

func (s *svgCanvas) appendPoint(b []byte, pt vg.Point) []byte {
	x, y := s.at(pt)
	return append(append(append(b, num(x)...), ' '), num(y)...)
}

// appendArc draws an arc in steps of at most half a turn, as SVG cannot close a
// circle in one.
func (s *svgCanvas) appendArc(b []byte, c vg.PathComp) []byte {
	steps := int(math.Ceil(math.Abs(c.Angle)/math.Pi - 1e-9))
	r := num(float64(c.Radius) * s.scale())
	sweep := "0"
	if c.Angle < 0 {
		sweep = "1"
	}
	for i := 1; i <= steps; i++ {
		sin, cos := math.Sincos(c.Start + c.Angle*float64(i)/float64(steps))
		b = append(append(append(append(append(b, 'A'), r...), ' '), r...), " 0 0 "+sweep+" "...)
		b = s.appendPoint(b, vg.Point{X: c.Pos.X + c.Radius*vg.Length(cos), Y: c.Pos.Y + c.Radius*vg.Length(sin)})
	}
	return b
}

// num writes a length with at most two decimals, never "-0".
func num(v float64) string {
	v = math.Round(v*100) / 100
	if v == 0 || !finite(v) {
		return "0"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
