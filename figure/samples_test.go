package figure

import "math"

// Samples for the tests: trade of China and Russia in US dollars as IMF DOTS has
// it (billions, two decimals), and shapes that try the drawing.
var (
	chinaExports  = []float64{2.34, 2.69, 1.58, 1.67, 1.69, 2.03, 1.83, 1.50, 2.23, 2.71, 3.52, 6.04, 9.07, 13.21, 15.83, 28.48, 33.01, 17.52, 29.59, 38.89, 44.07, 49.61, 53.69, 34.81, 37.70, 43.32, 48.07, 49.48, 50.61}
	russiaImports = []float64{1.67, 2.33, 0.95, 0.86, 1.00, 1.26, 1.15, 0.89, 0.95, 1.61, 2.38, 3.27, 4.73, 7.24, 12.89, 24.41, 34.72, 22.88, 39.06, 46.01, 51.65, 53.17, 50.86, 34.95, 38.10, 48.01, 52.17, 54.07, 54.91}
	russiaExports = []float64{2.74, 3.07, 2.84, 3.38, 4.68, 3.98, 3.14, 3.48, 5.23, 4.02, 6.79, 8.16, 10.02, 13.05, 15.73, 15.89, 21.05, 16.09, 19.78, 32.02, 35.77, 35.63, 37.49, 28.61, 28.02, 38.93, 56.08, 54.94, 49.58}
	chinaImports  = []float64{3.51, 4.99, 3.47, 3.80, 5.16, 4.08, 3.63, 4.22, 5.77, 7.96, 8.41, 9.73, 12.09, 15.89, 17.54, 19.63, 23.78, 21.10, 25.81, 39.04, 43.95, 39.57, 41.56, 33.14, 32.06, 41.11, 58.58, 60.26, 57.09}
)

func annual(first int, scale float64, values ...float64) []Point {
	out := make([]Point, len(values))
	for i, v := range values {
		out[i] = Point{X: float64(first + i), Y: v * scale, Missing: math.IsNaN(v)}
	}
	return out
}

func minus(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for i := range a {
		out[i] = a[i] - b[i]
	}
	return out
}

var dots = []string{"IMF Direction of Trade Statistics, as reported by each country"}

func flows() Lines {
	return Lines{
		Frame: Frame{
			Name: "trade.exports-CHN-RUS", Title: "Trade of China and Russia: two reports of each flow",
			Subtitle: "Exports in each direction, US$ billion, 1992–2020. Shaded: years in which the two reports give opposite signs to the balance (2009, 2011 and 2020).",
			Unit:     "USD", Sources: dots, Caveats: []string{"Exports f.o.b., imports c.i.f.; US dollars at current prices"},
		},
		Series: []Series{
			{Name: "China → Russia", Short: "CN → RU", Detail: "China’s report", Economy: First, Report: ByExporter, Points: annual(1992, 1e9, chinaExports...)},
			{Name: "China → Russia", Short: "CN → RU", Detail: "Russia’s report", Economy: First, Report: ByImporter, Points: annual(1992, 1e9, russiaImports...)},
			{Name: "Russia → China", Short: "RU → CN", Detail: "Russia’s report", Economy: Second, Report: ByExporter, Points: annual(1992, 1e9, russiaExports...)},
			{Name: "Russia → China", Short: "RU → CN", Detail: "China’s report", Economy: Second, Report: ByImporter, Points: annual(1992, 1e9, chinaImports...)},
		},
		Shade: []Band{{2009, 2009, "2009"}, {2011, 2011, "2011"}, {2020, 2020, "2020"}},
	}
}

func balance() Bars {
	return Bars{
		Frame: Frame{
			Name: "trade.balance-CHN-RUS", Title: "China’s balance of goods trade with Russia, by each report",
			Subtitle: "US$ billion, 1992–2020. Above zero: China sells more than it buys. Shaded: the two reports disagree about the sign.",
			Unit:     "USD", Sources: dots, Caveats: []string{"Exports f.o.b., imports c.i.f.; US dollars at current prices"},
		},
		Series: []Series{
			{Name: "As China reports", Economy: First, Points: annual(1992, 1e9, minus(chinaExports, chinaImports)...)},
			{Name: "As Russia reports", Economy: Second, Points: annual(1992, 1e9, minus(russiaImports, russiaExports)...)},
		},
		Shade: []Band{{2009, 2009, "2009"}, {2011, 2011, "2011"}, {2020, 2020, "2020"}},
		Above: "China’s surplus", Below: "China’s deficit",
	}
}

// sample is a chart with the options it is drawn with.
type sample struct {
	name  string
	chart Chart
	o     Options
}

const longA, longB = "Saint Helena, Ascension and Tristan da Cunha", "Democratic People’s Republic of Korea (North Korea)"

func samples() []sample {
	na := math.NaN()
	with := func(c Lines, change func(*Lines)) Lines { change(&c); return c }
	one := with(flows(), func(c *Lines) { c.Series = c.Series[:1]; c.Shade = nil })
	oneYear := with(flows(), func(c *Lines) {
		c.Series = append([]Series(nil), c.Series...)
		for i := range c.Series {
			c.Series[i].Points = c.Series[i].Points[28:]
		}
		c.Shade = nil
	})
	twoYears := with(flows(), func(c *Lines) {
		c.Series = append([]Series(nil), c.Series...)
		for i := range c.Series {
			c.Series[i].Points = c.Series[i].Points[27:]
		}
		c.Shade = []Band{{2020, 2020, "2020"}}
	})
	sixty := make([]float64, 60)
	for i := range sixty {
		sixty[i] = 100*math.Exp(0.07*float64(i)) + 40*math.Sin(float64(i))
	}
	gaps := Lines{
		Frame: Frame{Name: "gaps", Title: "A series with gaps, one with a lone year, one silent at the end", Subtitle: "US$ million", Unit: "USD", Sources: []string{"Invented"}},
		Series: []Series{
			{Name: "Exports", Detail: "own report", Economy: First, Points: annual(1990, 1e6, 3, 4, na, na, 6, 7, 8, 7, na, 9, 10)},
			{Name: "Exports", Detail: "partner’s report", Economy: First, Report: ByImporter, Points: annual(1990, 1e6, 2, 3, 4, 5, na, 6, na, 7, na, na, na)},
			{Name: "Imports", Detail: "own report", Economy: Second, Points: []Point{{X: 1990, Y: 1e6}, {X: 1991, Y: 1.5e6}, {X: 1995, Y: 2e6, Note: "provisional"}, {X: 1996, Y: 5e6}}},
		},
	}
	absent := Lines{
		Frame:  Frame{Name: "absent", Title: "Trade of Nauru and Tuvalu", Subtitle: "Exports in each direction, 1992–2020", Unit: "USD", Sources: dots},
		Series: []Series{{Name: "Nauru → Tuvalu", Detail: "Nauru’s report", Points: annual(1992, 1, na, na, na)}, {Name: "Tuvalu → Nauru", Detail: "Tuvalu’s report", Points: annual(1992, 1, na, na, na)}},
	}
	long := with(flows(), func(c *Lines) {
		c.Title = "Trade of " + longA + " and " + longB
		c.Series = append([]Series(nil), c.Series...)
		for i := range c.Series {
			from, to := longA, longB
			if i > 1 {
				from, to = longB, longA
			}
			c.Series[i].Name, c.Series[i].Short = from+" → "+to, ""
			c.Series[i].Detail = "report of " + from
		}
	})
	expected := Lines{
		Frame: Frame{Name: "gravity.expected-CHN-RUS", Title: "Actual and expected exports of China to Russia", Subtitle: "US$ billion", Unit: "USD", Sources: []string{"Invented"}},
		Series: []Series{
			{Name: "Actual", Economy: First, Points: annual(2010, 1e9, 29, 38, 44, 49, 53, 34, 37, 43, 48)},
			{Name: "Expected", Economy: Neutral, Points: annual(2010, 1e9, 25, 28, 31, 33, 35, 33, 34, 36, 38)},
		},
		IntervalLabel: "95% prediction interval",
	}
	for _, p := range expected.Series[1].Points {
		expected.Series[1].Interval = append(expected.Series[1].Interval, Range{X: p.X, Low: p.Y * 0.7, High: p.Y * 1.35})
	}
	tiny := Lines{Frame: Frame{Name: "tiny", Title: "Very small values", Unit: "index"}, Series: []Series{{Name: "Index", Economy: Third, Points: annual(2000, 1, 0.001, 0.0012, 0.0017, 0.0009)}}}
	huge := Lines{Frame: Frame{Name: "huge", Title: "Very large values", Unit: "USD"}, Series: []Series{{Name: "World trade", Economy: Neutral, Points: annual(2000, 1e12, 0.9, 1.2, 1.7, 2.4)}, {Name: "Below zero", Economy: Sixth, Points: annual(2000, 1e12, -0.9, -0.2, 0.3, -0.4)}}}
	many := Lines{Frame: Frame{Name: "many", Title: "Shares of nine partners", Subtitle: "Share in trade, 2000–2008", Unit: "%", Sources: []string{"Invented"}}}
	for i := range 9 {
		many.Series = append(many.Series, Series{Name: "Partner " + string(rune('A'+i)), Economy: Economy(i % 7), Points: annual(2000, 1, 10+0.4*float64(i), 12, 11, 13, 9, 10, 11, 12, 10+0.3*float64(i))})
	}
	chinese := with(one, func(c *Lines) { c.Title = "中国对俄罗斯出口 (Exports of China to Russia)" })
	hostile := with(one, func(c *Lines) {
		c.Title = `<script>alert("1")</script> & ' \xff` + string([]byte{0xff, 0x00})
		c.Series = []Series{{Name: `</text><b onload="x">`, Points: c.Series[0].Points}}
		c.Sources = []string{`a"b<c>`}
	})
	monthly := Lines{Frame: Frame{Name: "monthly", Title: "Monthly exports", Subtitle: "US$ million", Unit: "USD"}, Step: 1.0 / 12, Series: []Series{{Name: "Exports", Economy: First}}}
	for i := range 20 {
		monthly.Series[0].Points = append(monthly.Series[0].Points, Point{X: 2015 + float64(i)/12, Y: 1e6 * (5 + math.Sin(float64(i))), Missing: i == 7})
	}
	holes := balance()
	holes.Series = []Series{
		{Name: "As China reports", Economy: First, Points: annual(2012, 1e6, 3, na, -2, 5, na, 4)},
		{Name: "As Russia reports", Economy: Second, Points: annual(2012, 1e6, na, na, 2, 6, 3, -1)},
	}
	holes.Shade, holes.Subtitle = []Band{{2014, 2014, "2014"}, {2017, 2017, "2017"}}, "US$ million"
	barsOne := balance()
	barsOne.Series = []Series{{Name: "As China reports", Economy: First, Points: annual(2017, 1e9, 2.2)}}
	barsOne.Shade = nil
	barsSixty := Bars{Frame: Frame{Name: "sixty-bars", Title: "Sixty years", Unit: "USD"}, Series: []Series{{Name: "As A reports", Economy: First, Points: annual(1960, 1e6, sixty...)}, {Name: "As B reports", Economy: Second, Points: annual(1960, 0.8e6, sixty...)}}}

	wide, phone := Options{}, Options{Width: 360}
	chart := WorldMap{
		Frame:  Frame{Name: "world", Title: "China’s exports by destination", Subtitle: "US$ billion, 2019. Drawing test: the values are invented.", Unit: "USD", Sources: []string{"Invented"}},
		Values: map[string]float64{"ZZZ": 3e9, "ESH": na}, Home: map[string]Economy{"CHN": First},
	}
	for i, s := range chart.geometry().shapes {
		if i%11 != 0 && s.code != "CHN" && s.code[0] != '-' {
			chart.Values[s.code] = 1e6 * math.Exp(float64(i*37%100)/8)
		}
	}
	one100 := 1.0
	ranks := Lines{Frame: Frame{Name: "trade.rank", Title: "Rank as a trading partner", Subtitle: "Rank among economies", Unit: "rank"}, Ranks: true,
		Series: []Series{{Name: "Russia for China", Economy: First, Points: annual(2000, 1, 9, 10, 9, 8, 8, 10, 11, 12)}, {Name: "China for Russia", Economy: Second, Points: annual(2000, 1, 6, 5, 4, 4, 3, 2, 1, 1)}}}
	ratio := Lines{Frame: Frame{Name: "gravity.ratio", Title: "Actual over expected trade", Subtitle: "Ratio, 2000–2008", Unit: "×"}, Reference: &one100, ReferenceLabel: "as expected",
		Series: []Series{{Name: "China → Russia", Economy: First, Points: annual(2000, 1, 0.6, 0.7, 0.9, 1.1, 1.4, 1.2, 0.95, 1.05, 1.3)}, {Name: "Russia → China", Economy: Second, Points: annual(2000, 1, 1.6, 1.7, 1.9, 2.1, 1.4, 1.2, 1.95, 2.05, 2.3)}}}
	share := func(label string, then, now float64) DumbbellRow {
		return DumbbellRow{Label: label, Then: Point{Y: then, Missing: math.IsNaN(then)}, Now: Point{Y: now, Missing: math.IsNaN(now)}}
	}
	structure := Dumbbell{
		Frame: Frame{Name: "trade.structure-RUS-CHN", Title: "What Russia sells to China", Subtitle: "Share of Russia’s exports to China by group of products, per cent. Drawing test: the shares are invented.", Unit: "%", Suffix: "%", Sources: []string{"Invented"}},
		Then:  "2002", Now: "2017", Economy: Second,
		Rows: []DumbbellRow{share("Fuels", 13, 62), share("Metals and ores", 22, 13), share("Wood and paper", 16, 9), share("Food and fish", 9, 8), share("Chemicals", 15, 5), share("Machinery and arms", 25, 3), share("Not disclosed", na, 1.2), share("Gems", 2, na), share("Services to research institutions and very long names of things", 0.4, 40), share("Nothing known", na, na)},
	}
	curve := func(name string, e Economy, end float64) Series {
		s := Series{Name: name, Economy: e}
		for i := 0; i <= 20; i++ {
			v := math.Pow(end, float64(i)/20)
			s.Points = append(s.Points, Point{X: float64(i), Y: v})
			s.Interval = append(s.Interval, Range{X: float64(i), Low: v - 0.006*float64(i), High: math.Min(1, v+0.006*float64(i)), Missing: i > 18})
		}
		return s
	}
	survival := Steps{
		Frame:  Frame{Name: "project.time_to", Title: "Agreements in force since signature", Subtitle: "Share still in force, by years since signature", Unit: "share", Divisor: 0.01, Suffix: "%", Sources: []string{"Invented"}},
		Series: []Series{curve("Energy", Second, 0.48), curve("Trade", First, 0.17)}, XName: "years", IntervalLabel: "95% confidence band",
		Censored: [][]float64{{3.5, 7.2, 12}, nil},
	}
	world := Distribution{
		Frame: Frame{Name: "trade.asymmetry-world", Title: "Asymmetry of China and Russia among all dyads", Subtitle: "Ratio of the two dependences, 2019", Unit: "×", Sources: []string{"Invented"}},
		Log:   true, Of: "dyads",
		Marks: []Mark{{Name: "China and Russia, as China reports", Short: "As China reports", Value: 7.3, Economy: First}, {Name: "China and Russia, as Russia reports", Short: "As Russia reports", Value: 9.1, Economy: Second}},
	}
	for i := range 4000 {
		u := (float64(i*7919%4000) + 0.5) / 4000
		world.Values = append(world.Values, math.Exp(1.6*math.Log(u/(1-u))))
	}
	world.Values = append(world.Values, na, 0)
	linear := world
	linear.Log, linear.Frame = false, Frame{Name: "linear", Title: "The same on a linear axis", Unit: "USD"}
	linear.Marks = []Mark{{Name: "Low", Value: 0.1}, {Name: "Silent", Missing: true}, {Name: "High", Value: 40, Economy: Second}}
	few := Distribution{Frame: Frame{Name: "few", Title: "Few values", Unit: "%"}, Values: []float64{1, 2, 3, 5, 8, 13}, Marks: []Mark{{Name: longB, Value: 8}}}
	return []sample{
		{"flows", flows(), wide}, {"flows-phone", flows(), phone}, {"flows-wide", flows(), Options{Width: 1100}}, {"flows-embed", flows(), Options{Embed: true}},
		{"balance", balance(), wide}, {"balance-phone", balance(), phone}, {"balance-holes", holes, wide}, {"balance-one", barsOne, wide}, {"bars-sixty", barsSixty, wide},
		{"bars-empty", Bars{Frame: absent.Frame, Series: absent.Series}, wide},
		{"one", one, wide}, {"one-year", oneYear, wide}, {"two-years", twoYears, wide}, {"one-year-phone", oneYear, phone},
		{"sixty", Lines{Frame: Frame{Name: "sixty", Title: "Sixty years", Unit: "USD"}, Series: []Series{{Name: "Exports", Economy: First, Points: annual(1960, 1e6, sixty...)}}}, wide},
		{"gaps", gaps, wide}, {"gaps-phone", gaps, phone}, {"absent", absent, wide}, {"absent-phone", absent, phone},
		{"long", long, wide}, {"long-phone", long, phone}, {"expected", expected, wide}, {"ratio", ratio, wide}, {"ranks", ranks, wide}, {"ratio-phone", ratio, phone}, {"tiny", tiny, wide}, {"huge", huge, wide},
		{"many", many, wide}, {"many-phone", many, phone}, {"chinese", chinese, wide}, {"hostile", hostile, wide}, {"monthly", monthly, wide},
		{"structure", structure, wide}, {"structure-phone", structure, phone}, {"structure-empty", Dumbbell{Frame: structure.Frame, Then: "2002", Now: "2017", Rows: structure.Rows[9:]}, wide},
		{"map", chart, wide}, {"map-phone", chart, phone}, {"map-embed", chart, Options{Embed: true, Width: 1100}}, {"map-empty", WorldMap{Frame: chart.Frame}, wide},
		{"survival", survival, wide}, {"survival-phone", survival, phone},
		{"world", world, wide}, {"world-phone", world, phone}, {"linear", linear, wide}, {"few", few, wide}, {"few-phone", few, phone},
	}
}
