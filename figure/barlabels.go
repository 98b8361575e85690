package figure

import (
	"math"
	"sort"
)

// barLabel names a set of bars beside the tip of one of them.
type barLabel struct {
	series int
	text   string
	x, y   float64
	at     anchor
	leader []xy
}

// barPlot is where the bars of a figure stand.
type barPlot struct {
	grid    grid
	x       axis
	bars    [][]box // by series, known values only
	crosses []xy    // missing values, on the zero line
	slot    float64
	each    float64
	low     float64
	high    float64
}

func (c Bars) place(plot box) barPlot {
	xs := periods(c.Series)
	d := c.show()
	b := barPlot{grid: newGrid(c.Frame, d, c.values(), plot, 4, len(c.Shade) > 0), low: xs[0] - 0.5, high: xs[len(xs)-1] + 0.5}
	b.x = axis{low: b.low, high: b.high, from: b.grid.area.x, to: b.grid.area.right()}
	b.slot = math.Min(b.x.at(b.low+1)-b.x.at(b.low), 90)
	b.each = b.slot * 0.78 / float64(max(1, len(c.Series)))
	gap := math.Min(1.5, b.each*0.12)
	zero := b.grid.y.at(0)
	for i, s := range c.Series {
		var bars []box
		for _, at := range xs {
			left := b.left(at, i)
			pt := s.pointAt(at)
			if !pt.Known() {
				b.crosses = append(b.crosses, xy{left + b.each/2, zero})
				continue
			}
			y := b.grid.y.at(pt.Y / d.divisor)
			bars = append(bars, box{left + gap/2, math.Min(y, zero), math.Max(0.8, b.each-gap), math.Max(0.8, math.Abs(y-zero))})
		}
		b.bars = append(b.bars, bars)
	}
	return b
}

func (b barPlot) left(at float64, series int) float64 {
	return b.x.at(at) - b.slot*0.39 + b.each*float64(series)
}

// directLabels finds a place beside a bar for the name of every series; nil when
// one has none, and then the key above the plot names them all.
func (c Bars) directLabels(b barPlot) []barLabel {
	if len(c.Series) < 2 || len(c.Series) > 4 || b.grid.plot.w < narrowWidth {
		return nil
	}
	var taken []box
	for i := range b.bars {
		for _, bar := range b.bars[i] {
			taken = append(taken, box{bar.x - 3, bar.y - 2, bar.w + 6, bar.h + 4})
		}
	}
	zero := b.grid.y.at(0)
	taken = append(taken, box{b.grid.area.x, zero - 2, b.grid.area.w, 4})
	var labels []barLabel
	for i, s := range c.Series {
		l, place, ok := b.labelFor(i, clean(s.Full()), taken, zero)
		if !ok {
			return nil
		}
		labels, taken = append(labels, l), append(taken, place)
	}
	return labels
}

// labelFor tries the longest bars first, to the left of the tip and then to the
// right, level with it and then further out.
func (b barPlot) labelFor(series int, text string, taken []box, zero float64) (barLabel, box, bool) {
	bars := append([]box(nil), b.bars[series]...)
	sort.SliceStable(bars, func(i, j int) bool { return bars[i].h > bars[j].h })
	if len(bars) > 16 {
		bars = bars[:16]
	}
	for _, bar := range bars {
		tip, out := bar.y, -1.0
		if bar.y+bar.h/2 > zero {
			tip, out = bar.bottom(), 1
		}
		for _, away := range []float64{0, 8, 16, 24} {
			for _, side := range []anchor{atEnd, atStart} {
				x, edge := bar.x-22, bar.x-2
				if side == atStart {
					x, edge = bar.right()+22, bar.right()+2
				}
				y := tip + 4 + out*(away-8)
				place := textBox(x, y, side, labelName, text)
				place = box{place.x - 3, place.y - 2, place.w + 6, place.h + 4}
				end := xy{edge, tip - out*3}
				start := xy{x + math.Copysign(4, edge-x), y - 4}
				line := box{math.Min(start.x, end.x) + 1, math.Min(start.y, end.y), math.Abs(end.x-start.x) - 4, math.Abs(end.y-start.y) + 1}
				if inside(place, b.grid.area) && free(place, taken) && free(line, taken) {
					return barLabel{series, text, x, y, side, []xy{start, end}}, place, true
				}
			}
		}
	}
	return barLabel{}, box{}, false
}

func (c Bars) drawDirect(p *pen, labels []barLabel) {
	for _, l := range labels {
		colour := barInk(c.Series, l.series)
		p.line(inkLeader, 0.8, nil, l.leader)
		name := labelName
		name.ink, name.halo = colour, true
		p.text(l.x, l.y, l.at, name, l.text)
	}
}
